import { AMF_LIMITS, Amf0EcmaArray, encodeAmf0 } from "@oxbow/media/amf";
import { expect, test } from "vitest";
import { encodeAbort } from "./abort.ts";
import { encodeAcknowledgement } from "./acknowledgement.ts";
import type { AmfReading } from "./amf-values.ts";
import { AMF3_SUPPORT } from "./amf3-support.ts";
import { encodeCommand } from "./command.ts";
import { encodeData } from "./data.ts";
import { decodeMessage, type RtmpMessage } from "./message.ts";
import { encodeSetChunkSize } from "./set-chunk-size.ts";
import { encodeSetPeerBandwidth } from "./set-peer-bandwidth.ts";
import { encodeUserControl, type UserControlEvent } from "./user-control.ts";
import { encodeWindowAcknowledgementSize } from "./window-acknowledgement-size.ts";

interface MessageCase {
  readonly name: string;
  readonly typeId: number;
  readonly bytes: readonly number[];
  readonly message: RtmpMessage;
  readonly encoded: Uint8Array;
  /** Bytes without which it cannot be read. */
  readonly required: number;
}

const STREAM_EVENTS = [
  { event: "streamBegin", type: 0 },
  { event: "streamEof", type: 1 },
  { event: "streamDry", type: 2 },
  { event: "streamIsRecorded", type: 4 },
  { event: "bufferEmpty", type: 31 },
  { event: "bufferReady", type: 32 },
] as const;

const userControlCase = (
  name: string,
  bytes: readonly number[],
  control: UserControlEvent,
  required: number,
): MessageCase => ({
  name,
  typeId: 4,
  bytes,
  message: { kind: "userControl", ...control },
  encoded: encodeUserControl(control),
  required,
});

const CASES: readonly MessageCase[] = [
  {
    name: "Set Chunk Size",
    typeId: 1,
    bytes: [0, 0, 0x10, 0],
    message: { kind: "setChunkSize", chunkSize: 4096 },
    encoded: encodeSetChunkSize({ kind: "setChunkSize", chunkSize: 4096 }),
    required: 4,
  },
  {
    name: "Abort",
    typeId: 2,
    bytes: [0, 1, 0, 63],
    message: { kind: "abort", csid: 65_599 },
    encoded: encodeAbort({ kind: "abort", csid: 65_599 }),
    required: 4,
  },
  {
    name: "Acknowledgement",
    typeId: 3,
    bytes: [0xff, 0xff, 0xff, 0xff],
    message: { kind: "acknowledgement", sequenceNumber: 0xffffffff },
    encoded: encodeAcknowledgement({ kind: "acknowledgement", sequenceNumber: 0xffffffff }),
    required: 4,
  },
  {
    name: "Window Acknowledgement Size",
    typeId: 5,
    bytes: [0, 0x26, 0x25, 0xa0],
    message: { kind: "windowAcknowledgementSize", windowBytes: 2_500_000 },
    encoded: encodeWindowAcknowledgementSize({ kind: "windowAcknowledgementSize", windowBytes: 2_500_000 }),
    required: 4,
  },
  ...(["hard", "soft", "dynamic"] as const).map((limit, index) => ({
    name: `Set Peer Bandwidth, ${limit}`,
    typeId: 6,
    bytes: [0, 0x26, 0x25, 0xa0, index],
    message: { kind: "setPeerBandwidth", windowBytes: 2_500_000, limit } as const,
    encoded: encodeSetPeerBandwidth({ kind: "setPeerBandwidth", windowBytes: 2_500_000, limit }),
    required: 5,
  })),
  ...STREAM_EVENTS.map(({ event, type }) =>
    userControlCase(event, [0, type, 0, 0, 0, 1], { event, msid: 1 }, 6),
  ),
  userControlCase(
    "SetBufferLength",
    [0, 3, 0, 0, 0, 1, 0, 0, 0x0b, 0xb8],
    { event: "setBufferLength", msid: 1, ms: 3000 },
    10,
  ),
  userControlCase("PingRequest", [0, 6, 1, 2, 3, 4], { event: "pingRequest", timestampMs: 0x01020304 }, 6),
  userControlCase("PingResponse", [0, 7, 1, 2, 3, 4], { event: "pingResponse", timestampMs: 0x01020304 }, 6),
  userControlCase("SWF verification request", [0, 26], { event: "swfVerifyRequest" }, 2),
  userControlCase(
    "SWF verification response",
    [0, 27, 1, 1],
    { event: "swfVerifyResponse", payload: Uint8Array.of(1, 1) },
    2,
  ),
  userControlCase(
    "an unknown user control event",
    [0, 99, 5],
    { event: "unknown", eventType: 99, payload: Uint8Array.of(5) },
    2,
  ),
  {
    name: "a command",
    typeId: 20,
    bytes: [
      2,
      0,
      4,
      ...new TextEncoder().encode("seek"),
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      5,
      0,
      0x40,
      0x8f,
      0x40,
      0,
      0,
      0,
      0,
      0,
    ],
    message: { kind: "command", name: "seek", transactionId: 0, values: [null, 1000] },
    encoded: encodeCommand({ name: "seek", transactionId: 0, values: [null, 1000] }),
    required: 26,
  },
  {
    name: "data",
    typeId: 18,
    bytes: [2, 0, 1, 0x61, 8, 0, 0, 0, 1, 0, 1, 0x62, 1, 1, 0, 0, 9],
    message: { kind: "data", values: ["a", new Amf0EcmaArray({ b: true })] },
    encoded: encodeData(["a", new Amf0EcmaArray({ b: true })]),
    required: 17,
  },
];

const READING: AmfReading = { limits: AMF_LIMITS, amf3: AMF3_SUPPORT };

const decode = (typeId: number, bytes: ArrayLike<number>): RtmpMessage =>
  decodeMessage({ typeId, msid: 0, timestampMs: 0, body: Uint8Array.from(bytes) }, READING, 7);

test.for(CASES)("decodes $name", ({ typeId, bytes, message }) => {
  expect(decode(typeId, bytes)).toEqual(message);
});

test.for(CASES)("encodes $name", ({ bytes, encoded }) => {
  expect([...encoded]).toEqual(bytes);
});

test.for(CASES)("refuses $name cut short", ({ typeId, bytes, required }) => {
  for (let end = 0; end < required; end++) {
    // A cut between two AMF values leaves a shorter message that is still whole.
    if ((typeId === 20 && [7, 16, 17].includes(end)) || (typeId === 18 && [0, 4].includes(end))) continue;
    expect(() => decode(typeId, bytes.slice(0, end)), `${end} bytes`).toThrow(
      expect.objectContaining({ name: "RtmpProtocolError", streamOffset: 7 }),
    );
  }
});

test.for(CASES.filter(({ typeId }) => typeId < 8 && typeId !== 4))(
  "ignores bytes after $name",
  ({ typeId, bytes, message }) => {
    expect(decode(typeId, [...bytes, 1, 2, 3])).toEqual(message);
  },
);

test("takes the AMF3 forms for what they say in AMF0", () => {
  const values = ["connect", 1, { app: "cfx/st" }];
  const bytes = [0, ...encodeAmf0(values)];
  expect(decode(17, bytes)).toEqual({
    kind: "command",
    name: "connect",
    transactionId: 1,
    values: [{ app: "cfx/st" }],
  });
  expect(decode(15, bytes)).toEqual({ kind: "data", values });
});

test("turns what switched to AMF3 into what AMF0 would have said", () => {
  // Marker 0x11, then an AMF3 array of an integer, a byte array and an object { a: "b" }.
  const switched = [
    0x11, 0x09, 0x07, 0x01, 0x04, 0x05, 0x0c, 0x03, 0xff, 0x0a, 0x0b, 0x01, 0x03, 0x61, 0x06, 0x03, 0x62,
    0x01,
  ];
  const message = decode(17, [0, ...encodeAmf0(["call", 0, null]), ...switched]);
  expect(message).toEqual({
    kind: "command",
    name: "call",
    transactionId: 0,
    values: [null, [5, undefined, { a: "b" }]],
  });
});

test("refuses what switched to AMF3 without support for it", () => {
  const body = Uint8Array.from([0, ...encodeAmf0(["call", 0]), 0x11, 0x09, 0x01, 0x01]);
  const raw = { typeId: 17, msid: 0, timestampMs: 0, body };
  expect(() => decodeMessage(raw, { limits: AMF_LIMITS }, 7)).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_AMF" }),
  );
  expect(decodeMessage(raw, READING, 7)).toMatchObject({ values: [[]] });
});

test("an AMF3 value that contains itself comes to an end", () => {
  // An array whose one item is a reference to the array.
  const switched = [0x11, 0x09, 0x03, 0x01, 0x09, 0x00];
  expect(decode(17, [0, ...encodeAmf0(["call", 0]), ...switched]).kind).toBe("command");
});

test.for([
  { name: "an empty command", values: [], code: "ERR_RTMP_COMMAND" },
  { name: "a command named by a number", values: [1, 1], code: "ERR_RTMP_COMMAND" },
])("refuses $name", ({ values, code }) => {
  expect(() => decode(20, encodeAmf0(values))).toThrow(expect.objectContaining({ code }));
});

test.for([
  { name: "an unknown marker", bytes: [0x42] },
  { name: "a truncated string", bytes: [2, 0, 9, 0x61] },
  { name: "an array of 2^32 - 1", bytes: [10, 0xff, 0xff, 0xff, 0xff, 5] },
  { name: "a long string of 4 GB", bytes: [12, 0xff, 0xff, 0xff, 0xff] },
  { name: "a reference to nothing", bytes: [7, 0xff, 0xff] },
  { name: "arrays 5,000 deep", bytes: Array.from({ length: 5000 }, () => [10, 0, 0, 0, 1]).flat() },
])("refuses $name in a command", ({ bytes }) => {
  expect(() => decode(20, [...encodeAmf0(["play", 0, null]), ...bytes])).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_AMF" }),
  );
});

test.for([7, 11, 16, 19, 21, 23, 255])("leaves a message of type %s alone", (typeId) => {
  expect(decode(typeId, [1, 2, 3])).toEqual({ kind: "unknown", typeId });
});
