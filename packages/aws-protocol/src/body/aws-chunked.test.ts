import fc from "fast-check";
import { expect, test } from "vitest";
import { AwsChunkedDecoder, AwsChunkedProtocolError, type ChunkEvent } from "./aws-chunked.ts";

interface Case {
  readonly name: string;
  readonly wire: string;
  readonly data: string;
  readonly signatures: readonly (string | undefined)[];
  readonly trailers: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
  { name: "an empty body", wire: "0\r\n\r\n", data: "", signatures: [undefined], trailers: {} },
  {
    name: "unsigned chunks",
    wire: "5\r\nhello\r\n1\r\n \r\n5\r\nworld\r\n0\r\n\r\n",
    data: "hello world",
    signatures: [undefined, undefined, undefined, undefined],
    trailers: {},
  },
  {
    name: "signed chunks",
    wire: "a;chunk-signature=0abc\r\n0123456789\r\n0;chunk-signature=1def\r\n\r\n",
    data: "0123456789",
    signatures: ["0abc", "1def"],
    trailers: {},
  },
  {
    name: "trailers",
    wire: "B\r\nhello world\r\n0\r\nX-Amz-Checksum-Crc32: DUoRhQ==\r\nx-amz-trailer-signature:ff\r\n\r\n",
    data: "hello world",
    signatures: [undefined, undefined],
    trailers: { "x-amz-checksum-crc32": "DUoRhQ==", "x-amz-trailer-signature": "ff" },
  },
  {
    name: "trailers that end in a bare LF, and no last CRLF",
    wire: "2\r\nhi\r\n0\r\nx-amz-checksum-crc32:2Vk=\n",
    data: "hi",
    signatures: [undefined, undefined],
    trailers: { "x-amz-checksum-crc32": "2Vk=" },
  },
  {
    name: "a signed trailer whose checksum ends in LF CR LF, as minio-go writes it",
    wire: "2;chunk-signature=0a\r\nhi\r\n0;chunk-signature=0b\r\nx-amz-checksum-crc32:2Vk=\n\r\nx-amz-trailer-signature:ff\r\n\r\n",
    data: "hi",
    signatures: ["0a", "0b"],
    trailers: { "x-amz-checksum-crc32": "2Vk=", "x-amz-trailer-signature": "ff" },
  },
  {
    name: "a trailer that ends in a bare LF, and a last CRLF",
    wire: "2\r\nhi\r\n0\r\nx-amz-checksum-crc32:2Vk=\n\r\n",
    data: "hi",
    signatures: [undefined, undefined],
    trailers: { "x-amz-checksum-crc32": "2Vk=" },
  },
  {
    name: "framing inside the data",
    wire: "9\r\n0\r\n\r\n5\r\n!\r\n0\r\n\r\n",
    data: "0\r\n\r\n5\r\n!",
    signatures: [undefined, undefined],
    trailers: {},
  },
  {
    name: "a CRLF too many",
    wire: "2\r\nhi\r\n0\r\n\r\n\r\n",
    data: "hi",
    signatures: [undefined, undefined],
    trailers: {},
  },
];

function decode(wire: string, step: number): readonly ChunkEvent[] {
  const decoder = new AwsChunkedDecoder();
  const bytes = Buffer.from(wire, "latin1");
  const events: ChunkEvent[] = [];
  for (let start = 0; start < bytes.length; start += step) {
    // A copy, so that a view kept across reads would show.
    events.push(...decoder.receive(Uint8Array.from(bytes.subarray(start, start + step))));
  }
  events.push(...decoder.finish());
  return events;
}

for (const step of [1, 2, 7, 1000]) {
  test.for(CASES)(`decodes $name in steps of ${step}`, ({ wire, data, signatures, trailers }, { expect }) => {
    const events = decode(wire, step);
    const bytes = events.flatMap((event) => (event.kind === "data" ? [event.bytes] : []));
    expect(Buffer.concat(bytes).toString("latin1")).toBe(data);
    expect(events.flatMap((event) => (event.kind === "chunkEnd" ? [event.signature] : []))).toEqual(
      signatures,
    );
    expect(events.filter(({ kind }) => kind === "end")).toEqual([{ kind: "end", trailers }]);
  });
}

test("decodes any chunks in any split", () => {
  const chunk = fc.uint8Array({ minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      fc.array(chunk, { maxLength: 6 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 60 }),
      (chunks, isSigned, step) => {
        const extension = isSigned ? ";chunk-signature=0a" : "";
        const wire = [...chunks, new Uint8Array()]
          .map((bytes) => {
            const data = Buffer.from(bytes).toString("latin1");
            return `${bytes.length.toString(16)}${extension}\r\n${data}${data === "" ? "" : "\r\n"}`;
          })
          .join("");
        const data = decode(`${wire}\r\n`, step).flatMap((event) =>
          event.kind === "data" ? [event.bytes] : [],
        );
        expect(Buffer.concat(data)).toEqual(Buffer.concat(chunks));
      },
    ),
  );
});

test.for(CASES.slice(0, 4))("asks for more until $name is whole", ({ wire }, { expect }) => {
  const lastLine = wire.lastIndexOf("\r\n");
  for (let end = 0; end < lastLine; end++) {
    const decoder = new AwsChunkedDecoder();
    const events = decoder.receive(Buffer.from(wire.slice(0, end), "latin1"));
    expect(events.some(({ kind }) => kind === "end")).toBe(false);
  }
});

test.for([
  { name: "no size", wire: "hello\r\n", code: "ERR_AWS_CHUNKED_FRAMING" },
  { name: "a negative size", wire: "-1\r\n", code: "ERR_AWS_CHUNKED_FRAMING" },
  { name: "a size beyond 2^53", wire: "ffffffffffffffff\r\n", code: "ERR_AWS_CHUNKED_FRAMING" },
  { name: "data longer than its size", wire: "2\r\nhello\r\n0\r\n\r\n", code: "ERR_AWS_CHUNKED_FRAMING" },
  { name: "a trailer without a colon", wire: "0\r\nnonsense\r\n\r\n", code: "ERR_AWS_CHUNKED_TRAILER" },
  { name: "endless trailers", wire: `0\r\n${"a:b\r\n".repeat(100)}\r\n`, code: "ERR_AWS_CHUNKED_TRAILER" },
  { name: "an endless line", wire: "1".repeat(20_000), code: "ERR_AWS_CHUNKED_FRAMING" },
  { name: "bytes after the end", wire: "0\r\n\r\nmore\r\n", code: "ERR_AWS_CHUNKED_FRAMING" },
  { name: "an end inside the data", wire: "5\r\nhel", code: "ERR_AWS_CHUNKED_TRUNCATED" },
  { name: "an end before the last chunk", wire: "5\r\nhello\r\n", code: "ERR_AWS_CHUNKED_TRUNCATED" },
  { name: "an end inside a trailer", wire: "0\r\nx-amz-check", code: "ERR_AWS_CHUNKED_TRUNCATED" },
  { name: "nothing at all", wire: "", code: "ERR_AWS_CHUNKED_TRUNCATED" },
])("refuses $name", ({ wire, code }, { expect }) => {
  expect(() => decode(wire, 1000)).toThrow(AwsChunkedProtocolError);
  expect(() => decode(wire, 1)).toThrow(expect.objectContaining({ code }));
});
