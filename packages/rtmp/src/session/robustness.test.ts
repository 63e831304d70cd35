import { type Amf0Value, encodeAmf0 } from "@oxbow/media/amf";
import { expect, test } from "vitest";
import { NODE_CRYPTO } from "../testing/node-crypto.cases.ts";
import { concat } from "../testing/pipe.cases.ts";
import { RawClient } from "../testing/raw-client.cases.ts";
import type { ServerEvent } from "./server-event.ts";
import type { ServerLimits } from "./server-options.ts";
import { RtmpServerSession } from "./server-session.ts";

/**
 * What a hostile or broken client may send: every line ends in a typed error that closes the session, or is taken
 * calmly. What sockets and time add (silent, slow and stalled peers) is the edge's.
 */
function closedWith(events: readonly ServerEvent[]): string {
  const last = events.at(-1);
  if (last?.kind !== "closed")
    throw new Error(`still open after ${events.map(({ kind }) => kind).join(", ")}`);
  return last.error?.code ?? last.reason;
}

const JUNK_OPENINGS: readonly { name: string; bytes: readonly number[] }[] = [
  { name: "HTTP", bytes: [...new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n")] },
  { name: "TLS", bytes: [0x16, 3, 1, 2, 0, 1] },
  { name: "zeros", bytes: [0, 0, 0, 0] },
  { name: "ones", bytes: [255, 255, 255] },
];

test.for(JUNK_OPENINGS)("a connection that opens with $name is closed at its first byte", ({ bytes }) => {
  const session = new RtmpServerSession({ crypto: NODE_CRYPTO, nowMs: () => 0 });
  expect(closedWith(session.receive(Uint8Array.from(bytes)))).toBe("ERR_RTMP_VERSION");
  expect(session.receive(Uint8Array.of(3))).toEqual([]);
  expect(session.takeOutput()).toEqual([]);
});

test("a handshake that trickles in is answered once, at its end", () => {
  const session = new RtmpServerSession({ crypto: NODE_CRYPTO, nowMs: () => 0 });
  session.receive(Uint8Array.of(3));
  for (let count = 0; count < 1535; count++) session.receive(Uint8Array.of(0));
  expect(session.takeOutput()).toEqual([]);
  session.receive(Uint8Array.of(0));
  expect(concat(session.takeOutput())).toHaveLength(1 + 2 * 1536);
  expect(session.isHandshakeDone).toBe(false);
});

interface Attack {
  readonly name: string;
  readonly run: (client: RawClient) => readonly ServerEvent[];
  readonly code: string;
  readonly limits?: Partial<ServerLimits>;
}

/** Runs `step` until the session is over; more steps than any limit allows are the test's own failure. */
function until(step: (index: number) => readonly ServerEvent[]): readonly ServerEvent[] {
  for (let index = 0; index < 20_000; index++) {
    const events = step(index);
    if (events.at(-1)?.kind === "closed") return events;
  }
  return [];
}

const BEFORE_CONNECT: readonly Attack[] = [
  ...["createStream", "play", "seek", "_result", "whatever"].map((name) => ({
    name: `${name} before connect`,
    run: (client: RawClient) => client.command(0, name, 2, null, "x"),
    code: "ERR_RTMP_COMMAND_ORDER",
  })),
  { name: "an empty command", run: (client) => client.message(20, 0, []), code: "ERR_RTMP_COMMAND" },
  { name: "a command that is a number", run: (client) => client.command(0, 5, 1), code: "ERR_RTMP_COMMAND" },
  ...([null, undefined, 5, "x", [], {}, { app: 7 }, { app: null }] as const).map((object: Amf0Value) => ({
    name: `connect with ${JSON.stringify(object)}`,
    run: (client: RawClient) => client.command(0, "connect", 1, object),
    code: "ERR_RTMP_COMMAND",
  })),
  {
    name: "AMF nested 60 deep",
    run: (client) =>
      client.message(20, 0, [
        ...encodeAmf0(["connect", 1]),
        ...Array.from({ length: 60 }, () => [3, 0, 1, 97]).flat(),
      ]),
    code: "ERR_RTMP_AMF",
  },
  {
    name: "AMF nested 5,000 deep",
    run: (client) =>
      client.message(20, 0, [
        ...encodeAmf0(["connect", 1]),
        ...Array.from({ length: 5000 }, () => [10, 0, 0, 0, 1]).flat(),
      ]),
    code: "ERR_RTMP_AMF",
  },
  {
    name: "a list of 100,000 nulls",
    run: (client) =>
      client.message(20, 0, [...encodeAmf0(["connect", 1]), ...new Uint8Array(100_000).fill(5)]),
    code: "ERR_RTMP_AMF",
  },
  {
    name: "commands that do not wait for connect",
    run: (client) => {
      client.command(0, "connect", 1, { app: "a" });
      return until(() => client.command(0, "createStream", 2, null));
    },
    code: "ERR_RTMP_COMMAND_ORDER",
  },
  {
    name: "connect twice",
    run: (client) => {
      client.command(0, "connect", 1, { app: "a" });
      return client.command(0, "connect", 1, { app: "a" });
    },
    code: "ERR_RTMP_COMMAND_ORDER",
  },
];

const NO_RATE = { maxCommandsPerSecond: 1_000_000 };

const AFTER_CONNECT: readonly Attack[] = [
  ...[0, 2, 0xffffffff].map((msid) => ({
    name: `play on stream ${msid}, which was not created`,
    run: (client: RawClient) => client.command(msid, "play", 0, null, "x"),
    code: "ERR_RTMP_COMMAND_ORDER",
  })),
  ...([null, 5, true, {}, undefined] as const).map((name: Amf0Value) => ({
    name: `play of ${JSON.stringify(name)}`,
    run: (client: RawClient) => client.command(1, "play", 0, null, name),
    code: "ERR_RTMP_COMMAND",
  })),
  {
    name: "getStreamLength of nothing",
    run: (client) => client.command(0, "getStreamLength", 3, null),
    code: "ERR_RTMP_COMMAND",
  },
  {
    name: "play2 of nothing",
    run: (client) => client.command(1, "play2", 0, null, { streamName: 5 }),
    code: "ERR_RTMP_COMMAND",
  },
  {
    name: "10,000 createStream",
    run: (client) => until((index) => client.command(0, "createStream", index + 3, null)),
    code: "ERR_RTMP_MESSAGE_STREAMS",
    limits: NO_RATE,
  },
  {
    name: "createStream and deleteStream in turns, faster than allowed",
    run: (client) =>
      until((index) =>
        index % 2 === 0
          ? client.command(0, "createStream", 3, null)
          : client.command(0, "deleteStream", 0, null, 2),
      ),
    code: "ERR_RTMP_COMMAND_RATE",
  },
  {
    name: "a seek storm",
    run: (client) => until(() => client.command(1, "seek", 0, null, 1)),
    code: "ERR_RTMP_COMMAND_RATE",
  },
  {
    name: "a ping flood",
    run: (client) => until(() => client.message(4, 0, [0, 6, 0, 0, 0, 0])),
    code: "ERR_RTMP_COMMAND_RATE",
  },
  {
    name: "plays that nobody has decided",
    run: (client) => until(() => client.command(1, "play", 0, null, "x", 0, -1, false)),
    code: "ERR_RTMP_COMMAND_RATE",
    limits: NO_RATE,
  },
  ...[[], [0], [0, 3, 0, 0, 0, 1], [0, 6], [0, 0, 1]].map((bytes) => ({
    name: `a user control message of ${bytes.length} bytes`,
    run: (client: RawClient) => client.message(4, 0, bytes),
    code: "ERR_RTMP_CONTROL_MESSAGE",
  })),
  {
    name: "a short Acknowledgement",
    run: (client) => client.message(3, 0, [1, 2]),
    code: "ERR_RTMP_CONTROL_MESSAGE",
  },
  {
    name: "a short Set Peer Bandwidth",
    run: (client) => client.message(6, 0, [1, 2, 3, 4]),
    code: "ERR_RTMP_CONTROL_MESSAGE",
  },
  {
    name: "a message of 16 MB",
    run: (client) => client.raw([3, 0, 0, 0, 0xff, 0xff, 0xff, 9, 0, 0, 0, 0]),
    code: "ERR_RTMP_MESSAGE_SIZE",
  },
];

test.for(BEFORE_CONNECT)("before connect: $name", ({ run, code, limits }) => {
  const client = new RawClient(limits);
  expect(closedWith(run(client))).toBe(code);
  expect(client.session.isClosed).toBe(true);
});

test.for(AFTER_CONNECT)("after connect: $name", ({ run, code, limits }) => {
  const client = RawClient.connected(limits);
  expect(closedWith(run(client))).toBe(code);
  // Nothing is done, and nothing is kept, after the end.
  expect(client.command(0, "createStream", 9, null)).toEqual([]);
});

const STRANGE_NAMES = [
  "",
  "../../../etc/passwd",
  "..\\..\\x",
  "a\u0000b",
  "\u202emp4:x",
  "mp4:mp4:mp4:",
  "?",
  "x".repeat(60_000),
  "%2e%2e%2f",
  "rtmp://other/cfx/st/x",
];

test.for(STRANGE_NAMES)("the name %j is handed on as it is", (streamName) => {
  const client = RawClient.connected();
  const [event] = client.command(1, "play", 0, null, streamName);
  expect(event).toMatchObject({ kind: "play", streamName });
  if (event?.kind === "play") client.session.failPlay(event.token, "NetStream.Play.StreamNotFound");
  expect(client.hear()).toHaveLength(1);
});

test("a name of any length is answered, wherever the buffers of the answer end", () => {
  const client = RawClient.connected({ maxCommandsPerSecond: 10_000 });
  for (let length = 0; length < 600; length++) {
    const [event] = client.command(1, "play", 0, null, "x".repeat(length));
    if (event?.kind === "play") client.session.acceptPlay(event.token);
  }
  // Chunk size once, then six messages a play.
  expect(client.hear()).toHaveLength(1 + 600 * 6);
});

test("an overlong or broken UTF-8 name is a name with replacement characters", () => {
  const client = RawClient.connected();
  const name = [2, 0, 4, 0xc0, 0xaf, 0xff, 0x78];
  const [event] = client.message(20, 1, [...encodeAmf0(["play", 0, null]), ...name]);
  expect(event).toMatchObject({ kind: "play", streamName: "\ufffd\ufffd\ufffdx" });
});

test.for([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, "5", null, undefined, {}])(
  "a seek to %s is a seek to 0, a pause at it one at 0",
  (time) => {
    const client = RawClient.connected();
    expect(client.command(1, "seek", 0, null, time)).toEqual([{ kind: "seek", msid: 1, ms: 0 }]);
    expect(client.command(1, "pause", 0, null, true, time)).toEqual([
      { kind: "pause", msid: 1, isPaused: true, ms: 0 },
    ]);
  },
);

test("what concerns a stream that is not there is let be", () => {
  const client = RawClient.connected();
  for (const name of ["seek", "pause", "pauseRaw", "receiveAudio", "receiveVideo", "closeStream"]) {
    expect(client.command(7, name, 0, null, true, 0), name).toEqual([]);
  }
  expect(client.command(0, "deleteStream", 0, null, "x")).toEqual([]);
  expect(client.hear()).toEqual([]);
});

test("the rate recovers with time", () => {
  const client = RawClient.connected({ maxCommandsPerSecond: 10 });
  for (let second = 1; second <= 5; second++) {
    client.nowMs = second * 1000;
    for (let count = 0; count < 10; count++) {
      expect(client.command(1, "seek", 0, null, count)).toHaveLength(1);
    }
  }
  expect(closedWith(client.command(1, "seek", 0, null, 0))).toBe("ERR_RTMP_COMMAND_RATE");
});

test("media and shared objects that nobody asked for are dropped", () => {
  const client = RawClient.connected();
  for (const typeId of [8, 9, 15, 16, 18, 19, 22, 99]) {
    expect(client.message(typeId, 1, typeId === 15 || typeId === 18 ? [5] : [1, 2, 3])).toEqual([]);
  }
  expect(client.session.isClosed).toBe(false);
  expect(client.hear()).toEqual([]);
});
