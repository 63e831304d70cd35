import { ByteWriter } from "@oxbow/media/bytes";
import { expect, test } from "vitest";
import { RtmpProtocolError } from "../rtmp-error.ts";
import { concat, feed, STEPS } from "../testing/pipe.cases.ts";
import { CLIENT_CHUNK_LIMITS, SERVER_CHUNK_LIMITS } from "./chunk-limits.ts";
import { ChunkReader } from "./chunk-reader.ts";
import { writeChunks } from "./chunk-writer.ts";
import type { RawMessage } from "./raw-message.ts";

const message = (timestampMs: number, bytes: readonly number[], msid = 1, typeId = 9): RawMessage => ({
  typeId,
  msid,
  timestampMs,
  body: Uint8Array.from(bytes),
});
const filled = (length: number): readonly number[] => Array.from({ length }, (_, index) => index & 0xff);

/** `bytes` is what the messages are on the wire; `isWritten` where our own writer says it the same way. */
const CASES: readonly {
  name: string;
  csid: number;
  bytes: readonly number[];
  messages: readonly RawMessage[];
  isWritten: boolean;
}[] = [
  {
    name: "a full header",
    csid: 4,
    bytes: [0x04, 0, 0, 9, 0, 0, 2, 9, 1, 0, 0, 0, 7, 8],
    messages: [message(9, [7, 8])],
    isWritten: true,
  },
  {
    name: "an empty message",
    csid: 4,
    bytes: [0x04, 0, 0, 9, 0, 0, 0, 9, 1, 0, 0, 0],
    messages: [message(9, [])],
    isWritten: true,
  },
  {
    name: "a message of two chunks",
    csid: 5,
    bytes: [0x05, 0, 0, 9, 0, 0, 130, 9, 1, 0, 0, 0, ...filled(130).slice(0, 128), 0xc5, 128, 129],
    messages: [message(9, filled(130))],
    isWritten: true,
  },
  {
    name: "a message of exactly one chunk, and one after it",
    csid: 5,
    bytes: [
      0x05,
      0,
      0,
      9,
      0,
      0,
      128,
      9,
      1,
      0,
      0,
      0,
      ...filled(128),
      0x05,
      0,
      0,
      9,
      0,
      0,
      1,
      9,
      1,
      0,
      0,
      0,
      1,
    ],
    messages: [message(9, filled(128)), message(9, [1])],
    isWritten: true,
  },
  {
    name: "a message stream id, little-endian",
    csid: 4,
    bytes: [0x04, 0, 0, 0, 0, 0, 1, 8, 4, 3, 2, 1, 5],
    messages: [message(0, [5], 0x01020304, 8)],
    isWritten: true,
  },
  {
    name: "an extended timestamp, repeated by the second chunk",
    csid: 6,
    bytes: [
      ...[0x06, 0xff, 0xff, 0xff, 0, 0, 129, 9, 1, 0, 0, 0, 0x01, 0, 0, 0],
      ...filled(128),
      ...[0xc6, 0x01, 0, 0, 0, 128],
    ],
    messages: [message(0x01000000, filled(129))],
    isWritten: true,
  },
  {
    name: "the first timestamp that must be extended",
    csid: 6,
    bytes: [0x06, 0xff, 0xff, 0xff, 0, 0, 1, 9, 1, 0, 0, 0, 0, 0xff, 0xff, 0xff, 3],
    messages: [message(0xffffff, [3])],
    isWritten: true,
  },
  {
    name: "formats 1, 2 and 3 after it",
    csid: 4,
    bytes: [
      ...[0x04, 0, 0, 100, 0, 0, 1, 9, 1, 0, 0, 0, 1],
      ...[0x44, 0, 0, 20, 0, 0, 2, 8, 2, 3],
      ...[0x84, 0, 0, 30, 4, 5],
      ...[0xc4, 6, 7],
    ],
    messages: [
      message(100, [1]),
      message(120, [2, 3], 1, 8),
      message(150, [4, 5], 1, 8),
      message(180, [6, 7], 1, 8),
    ],
    isWritten: false,
  },
  {
    name: "format 3 right after format 0: the same step again",
    csid: 4,
    bytes: [0x04, 0, 0, 100, 0, 0, 1, 9, 1, 0, 0, 0, 1, 0xc4, 2],
    messages: [message(100, [1]), message(200, [2])],
    isWritten: false,
  },
  {
    name: "an extended distance that wraps past 32 bits",
    csid: 4,
    bytes: [
      ...[0x04, 0xff, 0xff, 0xff, 0, 0, 1, 9, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xf0, 1],
      ...[0x84, 0xff, 0xff, 0xff, 1, 0, 0, 0, 2],
    ],
    messages: [message(0xfffffff0, [1]), message(0xfffff0, [2])],
    isWritten: false,
  },
  {
    name: "a three-byte csid",
    csid: 65_599,
    bytes: [0x01, 0xff, 0xff, 0, 0, 0, 0, 0, 1, 9, 1, 0, 0, 0, 1],
    messages: [message(0, [1])],
    isWritten: true,
  },
];

function readAll(bytes: Uint8Array, step: number, limits = SERVER_CHUNK_LIMITS): readonly RawMessage[] {
  const reader = new ChunkReader(limits);
  const messages: RawMessage[] = [];
  feed(bytes, step, (piece) => {
    reader.push(piece);
    for (let next = reader.next(); next !== undefined; next = reader.next()) messages.push(next);
  });
  return messages;
}

test.for(CASES.flatMap((one) => STEPS.map((step) => ({ ...one, step }))))(
  "reads $name in pieces of $step bytes",
  ({ bytes, messages, step }) => {
    expect(readAll(Uint8Array.from(bytes), step)).toEqual(messages);
  },
);

test.for(CASES.filter(({ isWritten }) => isWritten))("writes $name", ({ csid, bytes, messages }) => {
  const writer = new ByteWriter();
  for (const one of messages) writeChunks(writer, csid, one, 128);
  expect([...writer.toBytes()]).toEqual(bytes);
});

test.for(CASES)("gives nothing before all of $name is there", ({ bytes, messages }) => {
  for (let end = 0; end < bytes.length; end++) {
    expect(readAll(Uint8Array.from(bytes.slice(0, end)), 7).length).toBeLessThan(messages.length);
  }
});

const header = (csid: number, byteLength: number, typeId = 20): readonly number[] => [
  ...[csid, 0, 0, 0],
  ...[byteLength >> 16, (byteLength >> 8) & 0xff, byteLength & 0xff],
  ...[typeId, 0, 0, 0, 0],
];
const control = (typeId: number, bytes: readonly number[]): readonly number[] => [
  ...header(2, bytes.length, typeId),
  ...bytes,
];

test("a new chunk size is in force at the next chunk", () => {
  const body = filled(300);
  const bytes = [
    ...control(1, [0, 0, 1, 0]),
    ...header(4, 300),
    ...body.slice(0, 256),
    0xc4,
    ...body.slice(256),
  ];
  for (const step of STEPS) {
    expect(readAll(Uint8Array.from(bytes), step)[1]?.body).toEqual(Uint8Array.from(body));
  }
});

test("a chunk size of 1 and one of 2^31 - 1 work", () => {
  const tiny = [...control(1, [0, 0, 0, 1]), ...header(4, 3), 7, 0xc4, 8, 0xc4, 9];
  expect(readAll(Uint8Array.from(tiny), 1).at(-1)?.body).toEqual(Uint8Array.of(7, 8, 9));
  const huge = [...control(1, [0x7f, 0xff, 0xff, 0xff]), ...header(4, 1000), ...filled(1000)];
  expect(readAll(Uint8Array.from(huge), 7).at(-1)?.body).toHaveLength(1000);
});

test("a control message may come between the chunks of another", () => {
  const bytes = [...header(4, 130), ...filled(128), ...control(3, [0, 0, 0, 1]), 0xc4, 128, 129];
  expect(readAll(Uint8Array.from(bytes), 7).map(({ typeId }) => typeId)).toEqual([3, 20]);
});

test("an abort drops what was begun; one of nothing is harmless", () => {
  const begun = [...header(4, 130), ...filled(128)];
  const bytes = [...control(2, [0, 0, 0, 9]), ...begun, ...control(2, [0, 0, 0, 4]), ...header(4, 1), 5];
  expect(readAll(Uint8Array.from(bytes), 7).at(-1)).toEqual(message(0, [5], 0, 20));
});

const HOSTILE: readonly { name: string; bytes: readonly number[]; code: string }[] = [
  ...[1, 2, 3].map((format) => ({
    name: `format ${format} on an unused chunk stream`,
    bytes: [(format << 6) | 5, ...filled(20)],
    code: "ERR_RTMP_NO_PREVIOUS_CHUNK",
  })),
  { name: "chunk size 0", bytes: control(1, [0, 0, 0, 0]), code: "ERR_RTMP_CHUNK_SIZE" },
  { name: "chunk size with the top bit", bytes: control(1, [0x80, 0, 0, 1]), code: "ERR_RTMP_CHUNK_SIZE" },
  { name: "a short Set Chunk Size", bytes: control(1, [0, 0, 1]), code: "ERR_RTMP_CONTROL_MESSAGE" },
  { name: "a short Abort", bytes: control(2, []), code: "ERR_RTMP_CONTROL_MESSAGE" },
  { name: "a message of 16 MB", bytes: header(4, 0xffffff), code: "ERR_RTMP_MESSAGE_SIZE" },
  {
    name: "another length in the middle of a message",
    bytes: [...header(4, 300), ...filled(128), 0x44, 0, 0, 0, 0, 0, 1, 20],
    code: "ERR_RTMP_INTERRUPTED_MESSAGE",
  },
  {
    name: "a hundred chunk streams",
    bytes: Array.from({ length: 100 }, (_, index) => [0, index, ...header(0, 0).slice(1)]).flat(),
    code: "ERR_RTMP_CHUNK_STREAMS",
  },
];

test.for(HOSTILE.flatMap((one) => STEPS.map((step) => ({ ...one, step }))))(
  "refuses $name in pieces of $step bytes",
  ({ bytes, code, step }) => {
    expect(() => readAll(Uint8Array.from(bytes), step)).toThrow(
      expect.objectContaining({ name: "RtmpProtocolError", code }),
    );
  },
);

test("60 chunk streams of 16 MB each hold no more memory than allowed", () => {
  const limits = { ...CLIENT_CHUNK_LIMITS, maxPartialBytes: 1024 * 1024 };
  const begun = Array.from({ length: 60 }, (_, index) =>
    Uint8Array.from([...header(3 + index, 0xffffff), ...filled(128)]),
  );
  // What is merely declared costs next to nothing …
  expect(readAll(concat(begun), 1460, limits)).toEqual([]);
  // … what really comes is counted.
  const more = begun.flatMap((_, index) =>
    Array.from({ length: 200 }, () => Uint8Array.from([0xc0 | (3 + index), ...filled(128)])),
  );
  expect(() => readAll(concat([...begun, ...more]), 65_536, limits)).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_PARTIAL_BYTES" }),
  );
});

test("finished and aborted messages give their memory back", () => {
  const limits = { ...SERVER_CHUNK_LIMITS, maxPartialBytes: 20_000 };
  const one = [...header(4, 10_000), ...filled(128), ...control(2, [0, 0, 0, 4]), ...header(5, 3), 1, 2, 3];
  const bytes = concat(Array.from({ length: 50 }, () => Uint8Array.from(one)));
  expect(readAll(bytes, 1460, limits)).toHaveLength(100);
});

test("an error tells where in the stream", () => {
  try {
    readAll(Uint8Array.from([...control(3, [0, 0, 0, 1]), ...control(1, [0, 0, 0, 0])]), 1);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(RtmpProtocolError);
    expect(error).toMatchObject({ streamOffset: 32 });
  }
});
