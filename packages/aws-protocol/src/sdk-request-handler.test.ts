import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { AwsRequest, AwsResponse } from "./http.ts";
import { sdkRequestHandler } from "./sdk-request-handler.ts";

const REQUEST = {
  method: "PUT",
  protocol: "https:",
  hostname: "s3.localhost",
  path: "/b/k",
  headers: { "X-Amz-Acl": "private" },
};

async function exchange(request: object, response: Partial<AwsResponse> = {}) {
  const seen: AwsRequest[] = [];
  const handler = sdkRequestHandler(async (received) => {
    seen.push(received);
    return { status: 200, headers: {}, body: undefined, ...response };
  });
  const answer = await handler.handle({ ...REQUEST, ...request });
  const [received] = seen;
  if (received === undefined) throw new Error("nothing was received");
  return { received, response: answer.response };
}

test("makes the record that came over the wire", async () => {
  const query = { "x-id": "PutObject", empty: "", list: ["b", "a"], prefix: "a b*(')!~/ü", none: null };
  const { received } = await exchange({ port: 4566, query });
  expect(received).toMatchObject({
    method: "PUT",
    path: "/b/k",
    query: "empty=&list=b&list=a&none&prefix=a%20b%2A%28%27%29%21~%2F%C3%BC&x-id=PutObject",
    headers: { "x-amz-acl": "private", host: "s3.localhost:4566", "content-length": "0" },
    body: undefined,
    isSecure: true,
  });
});

test.for([
  ["a string", "hellö"],
  ["bytes", new TextEncoder().encode("hellö")],
  ["a view", new TextEncoder().encode("__hellö").subarray(2)],
  ["an ArrayBuffer", new TextEncoder().encode("hellö").buffer],
  ["a DataView", new DataView(new TextEncoder().encode("hellö").buffer)],
  ["a blob", new Blob(["hell", "ö"])],
  ["a web stream", new Blob(["hellö"]).stream()],
  ["a Node stream", Readable.from([Buffer.from("hell"), Buffer.from("ö")])],
] as const)("sends %s", async ([, body], { expect }) => {
  const { received } = await exchange({ body });
  if (received.body === undefined) throw new Error("no body was received");
  expect(await text(received.body)).toBe("hellö");
});

test("refuses what is no body", async () => {
  await expect(exchange({ body: 5 })).rejects.toThrow(TypeError);
});

test.for([undefined, "", new Uint8Array()])(
  "answers nothing as an empty stream (%s)",
  async (body, { expect }) => {
    const { response } = await exchange({}, { body });
    expect((await buffer(response.body)).length).toBe(0);
  },
);

test("answers text, bytes and streams as streams", async () => {
  for (const body of ["x", Buffer.from("x"), Readable.from([Buffer.from("x")])]) {
    const { response } = await exchange({}, { status: 206, headers: { etag: "e" }, body });
    expect(response).toMatchObject({ statusCode: 206, headers: { etag: "e" } });
    expect(await text(response.body)).toBe("x");
  }
});
