/** What hostile and broken clients send, and what they get. Source: the robustness list of the project's RTMP reference. */

import { encodeAmf0 } from "@oxbow/media/amf";
import { rawCommand, rawMessage, rawUserControl } from "./testing/raw-viewer.ts";

export const CONNECT: Buffer = rawCommand(0, "connect", 1, {
  app: "cfx/st",
  tcUrl: "rtmp://s123.cloudfront.net/cfx/st",
});
export const CREATE_STREAM: Buffer = rawCommand(0, "createStream", 2, null);
export const PING: Buffer = rawUserControl(6, 0xabcd);
/** The answer to `PING`, which comes behind the answers to everything before it. */
const PONG = ["\u0000\u0007\u0000\u0000\u00ab\u00cd"];
/** The beginning of an AMF0 object whose member is what follows: one level, repeated for more. */
export const HOSTILE_OBJECT: Buffer = Buffer.of(3, 0, 1, 0x61);

/** Something a client says that no good client would. */
export interface Attack {
  readonly name: string;
  /** Sent behind the handshake, unless `isOpening`. */
  readonly sends: readonly Uint8Array[];
  readonly isOpening?: boolean;
  /** Closed for this reason, or answered with one of these. */
  readonly gets: "protocol" | "handshake-timeout" | readonly string[];
}

/** Chunks of nothing but a header: `bytes` after the chunk basic header. */
const header = (format: number, csid: number, ...bytes: readonly number[]): Buffer =>
  Buffer.of((format << 6) | csid, ...bytes);
const setChunkSize = (bytes: number): Buffer => {
  const body = Buffer.alloc(4);
  body.writeUInt32BE(bytes >>> 0);
  return rawMessage(1, 0, body, 2);
};
/** connect with a third value that is these bytes. */
const connectWith = (...pieces: readonly Uint8Array[]): Buffer =>
  rawMessage(20, 0, Buffer.concat([encodeAmf0(["connect", 1]), ...pieces]));
export const repeated = (piece: Uint8Array, count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => piece));
const withoutEnd = (bytes: Uint8Array, csid: number): Buffer =>
  // As long as a message may be; its first chunk comes.
  Buffer.concat([header(0, csid, 0, 0, 0, 0x03, 0xff, 0xff, 20, 0, 0, 0, 0), bytes]);

/** Everything that one connection can do wrong. */
export const ATTACKS: readonly Attack[] = [
  { name: "silence", isOpening: true, sends: [], gets: "handshake-timeout" },
  { name: "C0 and nothing more", isOpening: true, sends: [Buffer.of(3)], gets: "handshake-timeout" },
  { name: "junk for C0", isOpening: true, sends: [Buffer.alloc(2000, 0xc7)], gets: "protocol" },
  { name: "zeros for C0", isOpening: true, sends: [Buffer.alloc(2000)], gets: "protocol" },
  {
    name: "RTMPE with a C1 that holds no key",
    isOpening: true,
    sends: [Buffer.concat([Buffer.of(6), Buffer.alloc(1536, 1)])],
    gets: "protocol",
  },
  { name: "a handshake and nothing more", sends: [], gets: "handshake-timeout" },

  { name: "chunk size 0", sends: [setChunkSize(0)], gets: "protocol" },
  {
    name: "chunk size 1",
    sends: [setChunkSize(1), oneByteChunks(encodeAmf0(["connect", 1, { app: "cfx/st" }]))],
    gets: ["Connection succeeded"],
  },
  { name: "chunk size 2^31 - 1", sends: [setChunkSize(2 ** 31 - 1), CONNECT, PING], gets: PONG },
  { name: "chunk size with its highest bit set", sends: [setChunkSize(0x80000080)], gets: "protocol" },
  {
    name: "a message of 16 MB",
    sends: [CONNECT, header(0, 3, 0, 0, 0, 0xff, 0xff, 0xff, 20, 0, 0, 0, 0)],
    gets: "protocol",
  },
  {
    name: "half messages of 16 MB on 60 chunk streams",
    sends: Array.from({ length: 60 }, (_, index) =>
      header(0, index + 3, 0, 0, 0, 0xff, 0xff, 0xff, 20, 0, 0, 0, 0),
    ),
    gets: "protocol",
  },
  {
    name: "half messages of 256 KB on 60 chunk streams",
    sends: Array.from({ length: 60 }, (_, index) => withoutEnd(Buffer.alloc(128), index + 3)),
    gets: "handshake-timeout",
  },
  {
    name: "chunk stream 65599",
    sends: [CONNECT, Buffer.concat([Buffer.of(1, 0xff, 0xff), PING.subarray(1)])],
    gets: PONG,
  },
  ...[1, 2, 3].map((format) => ({
    name: `format ${format} on a chunk stream that nothing came on`,
    sends: [header(format, 9, ...Array.from({ length: 7 }, () => 0))],
    gets: "protocol" as const,
  })),
  {
    name: "a length that changes within a message",
    sends: [
      Buffer.concat([header(0, 5, 0, 0, 0, 0, 1, 0, 20, 0, 0, 0, 0), Buffer.alloc(128)]),
      header(1, 5, 0, 0, 0, 0, 2, 0, 20),
    ],
    gets: "protocol",
  },

  ...[60, 5000].map((depth) => ({
    name: `AMF ${depth} deep`,
    sends: [connectWith(repeated(HOSTILE_OBJECT, depth))],
    gets: "protocol" as const,
  })),
  {
    name: "AMF 1,000,000 deep",
    sends: [connectWith(repeated(HOSTILE_OBJECT, 1_000_000))],
    gets: "protocol",
  },
  { name: "AMF: a string cut off", sends: [connectWith(Buffer.of(2, 0xff, 0xff, 0x61))], gets: "protocol" },
  {
    name: "AMF: a list of 2^32 - 1 values",
    sends: [connectWith(Buffer.of(10, 0xff, 0xff, 0xff, 0xff, 5))],
    gets: "protocol",
  },
  { name: "AMF: a marker that does not exist", sends: [connectWith(Buffer.of(0x55))], gets: "protocol" },
  { name: "AMF: reference 0xffff", sends: [connectWith(Buffer.of(7, 0xff, 0xff))], gets: "protocol" },
  {
    name: "AMF: a string of 4 GB",
    sends: [connectWith(Buffer.of(12, 0xff, 0xff, 0xff, 0xff, 0x61))],
    gets: "protocol",
  },

  { name: "an empty command", sends: [rawMessage(20, 0, Buffer.of())], gets: "protocol" },
  { name: "a command whose name is a number", sends: [rawCommand(0, 5, 1)], gets: "protocol" },
  { name: "an app that is a number", sends: [rawCommand(0, "connect", 1, { app: 5 })], gets: "protocol" },
  {
    name: "a tcUrl that is a number",
    sends: [rawCommand(0, "connect", 1, { app: "cfx/st", tcUrl: 5 })],
    gets: ["Connection succeeded"],
  },
  {
    name: "no tcUrl",
    sends: [rawCommand(0, "connect", 1, { app: "cfx/st" })],
    gets: ["Connection succeeded"],
  },
  {
    name: "an abort of a message that was not begun",
    sends: [CONNECT, rawMessage(2, 0, Buffer.of(0, 0, 0, 44), 2), PING],
    gets: PONG,
  },
  {
    name: "a user control message of three bytes",
    sends: [CONNECT, rawMessage(4, 0, Buffer.of(0, 6, 0), 2)],
    gets: "protocol",
  },
  { name: "play before connect", sends: [rawCommand(1, "play", 0, null, "videos/clock")], gets: "protocol" },

  ...[
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "videos/clock\u0000.flv",
    "\u202evideos",
    "mp4:mp4:mp4:",
    "?",
    "x".repeat(60_000),
  ].map((name) => ({
    name: `play of ${JSON.stringify(name.slice(0, 30))}, ${name.length} characters`,
    sends: [CONNECT, CREATE_STREAM, rawCommand(1, "play", 0, null, name)],
    gets: ["NetStream.Play.StreamNotFound", "NetStream.Failed"],
  })),
  {
    name: "play of a name in overlong UTF-8",
    sends: [
      CONNECT,
      CREATE_STREAM,
      rawMessage(
        20,
        1,
        Buffer.concat([encodeAmf0(["play", 0, null]), Buffer.of(2, 0, 4, 0xc0, 0xaf, 0xff, 0x78)]),
      ),
    ],
    gets: ["NetStream.Play.StreamNotFound", "NetStream.Failed"],
  },
  {
    name: "10,000 createStream",
    sends: [CONNECT, repeated(CREATE_STREAM, 10_000)],
    gets: "protocol",
  },
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].flatMap((value) => [
    {
      name: `play from ${value}`,
      sends: [CONNECT, CREATE_STREAM, rawCommand(1, "play", 0, null, "videos/clock", value)],
      gets: ["NetStream.Play.Start"],
    },
    {
      name: `play of ${value} ms`,
      sends: [CONNECT, CREATE_STREAM, rawCommand(1, "play", 0, null, "videos/clock", 0, value)],
      gets: ["NetStream.Play.Start"],
    },
    {
      name: `seek to ${value}`,
      sends: [
        CONNECT,
        CREATE_STREAM,
        rawCommand(1, "play", 0, null, "videos/clock"),
        rawCommand(1, "seek", 0, null, value),
        PING,
      ],
      gets: PONG,
    },
  ]),
  {
    name: "a storm of seeks",
    sends: [
      CONNECT,
      CREATE_STREAM,
      rawCommand(1, "play", 0, null, "videos/clock"),
      repeated(rawCommand(1, "seek", 0, null, 9000), 5000),
    ],
    gets: "protocol",
  },
  { name: "a flood of pings", sends: [CONNECT, repeated(PING, 20_000)], gets: "protocol" },
];

/** A command in chunks of a byte. */
function oneByteChunks(body: Uint8Array): Buffer {
  const pieces: number[] = [3, 0, 0, 0, 0, body.length >> 8, body.length & 255, 20, 0, 0, 0, 0];
  for (const [index, byte] of body.entries()) pieces.push(...(index === 0 ? [byte] : [0xc3, byte]));
  return Buffer.from(pieces);
}
