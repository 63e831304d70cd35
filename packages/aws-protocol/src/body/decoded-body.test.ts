import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { rawRequest } from "../raw-request.cases.ts";
import { decodeBody } from "./decoded-body.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const CHUNKED = { "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER" };

function requestOf(body: Readable | undefined, headers: Record<string, string>) {
  return { ...rawRequest("PUT", "/b/k", headers), body };
}

test.for([
  ["nothing declared", {}, "hello"],
  ["unsigned", { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" }, "hello"],
  ["signed", { "x-amz-content-sha256": sha256("hello") }, "hello"],
  ["signed in capitals", { "x-amz-content-sha256": sha256("hello").toUpperCase() }, "hello"],
  ["chunked", { ...CHUNKED, "x-amz-decoded-content-length": "5" }, "5\r\nhello\r\n0\r\n\r\n"],
] as const)("passes a body on: %s", async ([, headers, wire], { expect }) => {
  for (const step of [1, 3, 1000]) {
    const parts = Array.from({ length: Math.ceil(wire.length / step) }, (_, i) =>
      Buffer.from(wire.slice(i * step, (i + 1) * step)),
    );
    const open = () =>
      decodeBody(requestOf(Readable.from(parts, { objectMode: false }), headers), undefined).body;
    expect((await buffer(open())).toString()).toBe("hello");
    expect(Buffer.from(await open().collect()).toString()).toBe("hello");
  }
});

test("a request without a body has an empty one", async () => {
  const { body, length } = decodeBody(requestOf(undefined, { "content-length": "0" }), undefined);
  expect([(await buffer(body)).length, length]).toEqual([0, 0]);
});

test("tells the decoded length and, at the end, the trailers", async () => {
  const wire = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n";
  const headers = { ...CHUNKED, "x-amz-decoded-content-length": "5", "content-length": String(wire.length) };
  const { body, length, trailers } = decodeBody(
    requestOf(Readable.from([Buffer.from(wire)]), headers),
    undefined,
  );
  expect([length, trailers()]).toEqual([5, {}]);
  await buffer(body);
  expect(trailers()).toEqual({ "x-amz-checksum-crc32": "NhCmhg==" });
});

test.for([
  ["another hash", { "x-amz-content-sha256": sha256("jello") }, "hello", "XAmzContentSHA256Mismatch"],
  [
    "too few bytes",
    { ...CHUNKED, "x-amz-decoded-content-length": "6" },
    "5\r\nhello\r\n0\r\n\r\n",
    "IncompleteBody",
  ],
  [
    "too many bytes",
    { ...CHUNKED, "x-amz-decoded-content-length": "4" },
    "5\r\nhello\r\n0\r\n\r\n",
    "IncompleteBody",
  ],
  ["no last chunk", { ...CHUNKED, "x-amz-decoded-content-length": "5" }, "5\r\nhello\r\n", "IncompleteBody"],
  ["no framing", { ...CHUNKED, "x-amz-decoded-content-length": "5" }, "hello", "IncompleteBody"],
  [
    "a broken trailer",
    { ...CHUNKED, "x-amz-decoded-content-length": "0" },
    "0\r\nxx\r\n\r\n",
    "MalformedTrailerError",
  ],
] as const)("fails for %s", async ([, headers, wire, code], { expect }) => {
  const open = () => decodeBody(requestOf(Readable.from([Buffer.from(wire)]), headers), undefined).body;
  await expect(buffer(open())).rejects.toMatchObject({ code });
  await expect(open().collect()).rejects.toMatchObject({ code });
});

test.for([
  ["no decoded length", CHUNKED, "MissingContentLength"],
  ["neither length nor body", {}, "MissingContentLength"],
  ["a hash that is none", { "x-amz-content-sha256": "abc", "content-length": "0" }, "InvalidArgument"],
] as const)("refuses %s at once", ([, headers, code], { expect }) => {
  expect(() => decodeBody(requestOf(undefined, headers), undefined)).toThrow(
    expect.objectContaining({ code }),
  );
});

test("fails when the client breaks off", async () => {
  const source = new PassThrough();
  const { body } = decodeBody(requestOf(source, { "x-amz-content-sha256": sha256("hello") }), undefined);
  source.write("hel");
  body.once("data", () => source.destroy());
  await expect(buffer(body)).rejects.toMatchObject({ code: "IncompleteBody" });
});

test("fails when the client breaks off what is collected", async () => {
  const source = new PassThrough();
  const { body } = decodeBody(requestOf(source, { "x-amz-content-sha256": sha256("hello") }), undefined);
  const collected = body.collect();
  source.write("hel");
  source.destroy();
  await expect(collected).rejects.toMatchObject({ code: "IncompleteBody" });
});

test("lets go of the source, but does not destroy it, when what is collected is refused", async () => {
  const source = new PassThrough();
  const headers = { ...CHUNKED, "x-amz-decoded-content-length": "5" };
  const { body } = decodeBody(requestOf(source, headers), undefined);
  const collected = body.collect();
  source.write("no framing\r\n");
  await expect(collected).rejects.toMatchObject({ code: "IncompleteBody" });
  expect([source.destroyed, source.isPaused()]).toEqual([false, true]);
});

test("does not touch the source before it is read, nor destroy it when it is abandoned", async () => {
  let reads = 0;
  const source = new Readable({
    read() {
      reads++;
      this.push(Buffer.alloc(65_536));
    },
  });
  const { body } = decodeBody(requestOf(source, { "x-amz-content-sha256": sha256("") }), undefined);
  expect(reads).toBe(0);
  await new Promise((resolve) => body.once("readable", resolve));
  body.destroy();
  await new Promise((resolve) => body.once("close", resolve));
  expect(source.destroyed).toBe(false);
  expect(source.isPaused()).toBe(true);
});

test("does not read ahead of a slow reader", async () => {
  let produced = 0;
  const source = new Readable({
    read() {
      produced += 65_536;
      this.push(produced > 64 * 1024 * 1024 ? null : Buffer.alloc(65_536));
    },
  });
  const { body } = decodeBody(requestOf(source, { "x-amz-content-sha256": sha256("") }), undefined);
  await new Promise((resolve) => body.once("readable", resolve));
  body.read(1);
  await new Promise((resolve) => setImmediate(resolve));
  expect(produced).toBeLessThan(2 * 1024 * 1024);
  body.destroy();
});
