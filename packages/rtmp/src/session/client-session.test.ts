import { readFileSync } from "node:fs";
import { openMedia, pullFrom } from "@oxbow/media";
import { ByteWriter } from "@oxbow/media/bytes";
import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { writeChunks } from "../chunk/chunk-writer.ts";
import { digestHandshake } from "../handshake/digest-handshake.ts";
import { encryptedHandshake } from "../handshake/encrypted-handshake.ts";
import type { HandshakeKind } from "../handshake/handshake-kind.ts";
import { simpleHandshake } from "../handshake/simple-handshake.ts";
import { encodeUserControl } from "../message/user-control.ts";
import { FilePlayer } from "../testing/loopback-server.cases.ts";
import { NODE_CRYPTO } from "../testing/node-crypto.cases.ts";
import { concat, converse, STEPS } from "../testing/pipe.cases.ts";
import type { ClientEvent, ClientPacketEvent } from "./client-event.ts";
import { RtmpClientSession } from "./client-session.ts";
import type { ServerEvent } from "./server-event.ts";
import { RtmpServerSession } from "./server-session.ts";

const CLOCK = sampleFile("videos/clock.flv");
const CLOCK_BYTES = Uint8Array.from(readFileSync(CLOCK));
const FILE = pullFrom(CLOCK_BYTES, openMedia(CLOCK_BYTES.length));

function createClient(handshake: HandshakeKind = simpleHandshake): RtmpClientSession {
  return new RtmpClientSession({
    crypto: NODE_CRYPTO,
    handshake,
    app: "cfx/st",
    tcUrl: "rtmp://s1.cloudfront.net/cfx/st",
  });
}

/** Connects, creates a stream and calls `onStream` with its msid; returns all events. */
function run(
  client: RtmpClientSession,
  onStream: (msid: number, event: ClientEvent) => void,
  { step = Number.POSITIVE_INFINITY, player = new FilePlayer(CLOCK) } = {},
): readonly ClientEvent[] {
  const events: ClientEvent[] = [];
  converse(
    client,
    (bytes) => player.receive(bytes),
    step,
    (event) => {
      events.push(event);
      if (event.kind === "connected") client.createStream();
      if (event.kind === "streamCreated") onStream(event.msid, event);
    },
  );
  return events;
}

function packetsOf(events: readonly ClientEvent[]): readonly ClientPacketEvent[] {
  return events.filter((event) => event.kind === "packet");
}

/** Sequence headers and packets of the file, as a client should get them. */
function filePackets(): readonly { kind: number; timestampMs: number; body: Uint8Array }[] {
  const packets = FILE.sequenceHeaders.map(({ kind, body }) => ({
    kind: kind as number,
    timestampMs: 0,
    body,
  }));
  for (let ref = pullFrom(CLOCK_BYTES, FILE.locate(0)); ; ) {
    const segment = pullFrom(CLOCK_BYTES, FILE.read(ref));
    const { count, kind, dtsMs, bodyOffset, bodyLength } = segment.packets;
    for (let row = 0; row < count; row++) {
      const start = bodyOffset[row] ?? 0;
      const body = segment.tags.subarray(start, start + (bodyLength[row] ?? 0));
      packets.push({ kind: kind[row] ?? 0, timestampMs: dtsMs[row] ?? 0, body });
    }
    if (segment.next === undefined) return packets;
    ref = segment.next;
  }
}

test.for([
  { name: "simple", kind: simpleHandshake },
  { name: "digest", kind: digestHandshake },
  { name: "encrypted", kind: encryptedHandshake },
])("plays a whole file after the $name handshake", ({ kind: handshake }) => {
  const client = createClient(handshake);
  const events = run(client, (msid) => client.play(msid, "videos/clock"));
  const packets = packetsOf(events).map(({ packetKind: kind, timestampMs, body }) => ({
    kind,
    timestampMs,
    body,
  }));
  expect(packets).toEqual(filePackets());
  expect(statusCodes(events)).toEqual([
    "NetStream.Play.Reset",
    "NetStream.Play.Start",
    "NetStream.Data.Start",
    "NetStream.Play.Complete",
    "NetStream.Play.Stop",
  ]);
});

test.for(STEPS)("survives pieces of %s bytes", (step) => {
  const client = createClient(encryptedHandshake);
  const player = new FilePlayer(CLOCK);
  const play = (msid: number): void => client.play(msid, "videos/clock", { startMs: 0, lengthMs: 1000 });
  const events = run(client, play, { step, player });
  const expected = filePackets().filter(({ timestampMs }) => timestampMs < 1000);
  expect(packetsOf(events).map(({ timestampMs, body }) => ({ timestampMs, body }))).toEqual(
    expected.map(({ timestampMs, body }) => ({ timestampMs, body })),
  );
  expect(player.events.map(({ kind }) => kind)).toEqual(["connect", "createStream", "play"]);
});

test("a play from the middle begins at a key packet, with timestamps from 0", () => {
  const client = createClient();
  const events = run(client, (msid) => client.play(msid, "videos/clock", { startMs: 4500 }));
  const packets = packetsOf(events).filter(({ isSequenceHeader }) => !isSequenceHeader);
  const firstVideo = packets.find(({ packetKind }) => packetKind === 9);
  expect(firstVideo).toMatchObject({ isKey: true, timestampMs: 0 });
});

test("a seek answers in FMS's order and goes on with the file's own timestamps", () => {
  const client = createClient();
  const player = new FilePlayer(CLOCK, { firstMs: 1000 });
  run(client, (msid) => client.play(msid, "videos/clock", { startMs: 0 }), { player });
  const events: ClientEvent[] = [];
  client.seek(1, 4500);
  converse(
    client,
    (bytes) => player.receive(bytes),
    Number.POSITIVE_INFINITY,
    (event) => events.push(event),
  );
  const begun = events.slice(0, 7).map((event) => {
    if (event.kind === "userControl") return event.control.event;
    return event.kind === "status" ? event.code : event.kind;
  });
  expect(begun).toEqual([
    "streamEof",
    "streamIsRecorded",
    "streamBegin",
    "NetStream.Seek.Notify",
    "NetStream.Play.Start",
    "data",
    "NetStream.Data.Start",
  ]);
  const video = packetsOf(events).filter(({ packetKind }) => packetKind === 9);
  const first = video.find(({ isSequenceHeader }) => !isSequenceHeader);
  expect(first?.isKey).toBe(true);
  expect(first?.timestampMs).toBeLessThanOrEqual(4500);
  expect(first?.timestampMs).toBeGreaterThan(0);
});

test("timestamps go on past the wrap of 32 bits", () => {
  const shiftMs = 2 ** 32 - 3000;
  const client = createClient();
  const player = new FilePlayer(CLOCK, { shiftMs, chunkSize: 128 });
  const events = run(client, (msid) => client.play(msid, "videos/clock"), { player });
  const packets = packetsOf(events).map(({ timestampMs, body }) => ({ timestampMs, body }));
  expect(packets).toEqual(
    filePackets().map(({ timestampMs, body }) => ({ timestampMs: timestampMs + shiftMs, body })),
  );
});

test("tells what a missing stream and the length of a stream are", () => {
  const client = createClient();
  const events = run(client, (msid) => {
    client.getStreamLength("videos/clock");
    client.play(msid, "missing", { startMs: 0 });
  });
  expect(statusCodes(events)).toEqual(["NetStream.Play.StreamNotFound"]);
  expect(events).toContainEqual({
    kind: "result",
    transactionId: 3,
    isError: false,
    values: [FILE.durationMs / 1000],
  });
});

test("acknowledges what it received, and the server hears it", () => {
  const player = new FilePlayer(CLOCK, { windowBytes: 10_000 });
  const client = createClient();
  run(client, (msid) => client.play(msid, "videos/clock"), { player, step: 1460 });
  const acknowledged = player.session.acknowledgedBytes;
  expect(acknowledged).toBeGreaterThan(player.session.sentBytes - 2 * 10_000);
  expect(acknowledged).toBeLessThanOrEqual(player.session.sentBytes);
});

function statusCodes(events: readonly ClientEvent[]): readonly string[] {
  return events.flatMap((event) => (event.kind === "status" ? [event.code] : []));
}

test("what the client calls is what the server hears", () => {
  const client = createClient();
  const player = new FilePlayer(CLOCK, { firstMs: 0 });
  run(
    client,
    (msid) => {
      client.setBufferLength(msid, 5000);
      client.play(msid, "mp4:a", { startMs: 1000, lengthMs: 2000, reset: false });
      client.pause(msid, true, 1500);
      client.pause(msid, false, 1500);
      client.receiveAudio(msid, false);
      client.receiveVideo(msid, true);
      client.play2(msid, { streamName: "b", oldStreamName: "a", transition: "swap" });
      client.closeStream(msid);
      client.deleteStream(msid);
    },
    { player },
  );
  expect(player.events.slice(2)).toMatchObject([
    { kind: "setBufferLength", msid: 1, ms: 5000 },
    { kind: "play", streamName: "mp4:a", startMs: 1000, lengthMs: 2000, reset: false },
    { kind: "pause", isPaused: true, ms: 1500 },
    { kind: "pause", isPaused: false, ms: 1500 },
    { kind: "receiveAudio", isWanted: false },
    { kind: "receiveVideo", isWanted: true },
    { kind: "play2", streamName: "b", oldStreamName: "a", transition: "swap" },
    { kind: "closeStream", msid: 1 },
    { kind: "deleteStream", msid: 1 },
  ]);
});

test("says all of itself in connect", () => {
  const server = new RtmpServerSession({ crypto: NODE_CRYPTO, nowMs: () => 0 });
  const details = {
    flashVer: "OXBOW 1",
    swfUrl: "https://p/player.js",
    pageUrl: "https://p/",
    fourCcs: ["hvc1", "Opus"],
  };
  const client = new RtmpClientSession({
    crypto: NODE_CRYPTO,
    app: "cfx/st",
    tcUrl: "rtmp://h/cfx/st",
    ...details,
  });
  const heard: ServerEvent[] = [];
  const answer = (bytes: Uint8Array): readonly Uint8Array[] => {
    heard.push(...server.receive(bytes));
    return server.takeOutput();
  };
  converse(client, answer, Number.POSITIVE_INFINITY, () => {});
  expect(heard).toMatchObject([{ kind: "connect", app: "cfx/st", tcUrl: "rtmp://h/cfx/st", ...details }]);
});

test("tells why it was rejected, then that it is over", () => {
  const server = new RtmpServerSession({ crypto: NODE_CRYPTO, nowMs: () => 0 });
  const client = createClient();
  const events: ClientEvent[] = [];
  const answer = (bytes: Uint8Array): readonly Uint8Array[] => {
    for (const event of server.receive(bytes)) {
      if (event.kind !== "connect") continue;
      server.rejectConnect(event.token, {
        description: "[ Server.Reject ]",
        applicationMessage: "InvalidInstance",
      });
    }
    return server.takeOutput();
  };
  converse(client, answer, Number.POSITIVE_INFINITY, (event) => events.push(event));
  expect(events).toMatchObject([
    {
      kind: "rejected",
      code: "NetConnection.Connect.Rejected",
      description: "[ Server.Reject ]",
      applicationMessage: "InvalidInstance",
    },
    { kind: "call", name: "close" },
    { kind: "closed", reason: "server", error: undefined },
  ]);
  expect([client.isConnected, client.isClosed]).toEqual([false, true]);
  client.seek(1, 0);
  expect(client.takeOutput()).toEqual([]);
  expect(client.receive(Uint8Array.of(1))).toEqual([]);
});

test("takes aggregates apart, answers pings, and tells a server's fault", () => {
  const client = createClient();
  client.takeOutput();
  const message = (typeId: number, body: Uint8Array, timestampMs = 0): readonly ClientEvent[] => {
    const writer = new ByteWriter();
    writeChunks(writer, 6, { typeId, msid: 1, timestampMs, body }, 128);
    return client.receive(writer.toBytes());
  };
  client.receive(new Uint8Array(1 + 2 * 1536).fill(3, 0, 1));
  client.takeOutput();
  const segment = pullFrom(CLOCK_BYTES, FILE.read(pullFrom(CLOCK_BYTES, FILE.locate(0))));
  const packets = packetsOf(message(22, segment.tags, 90_000));
  expect(packets).toHaveLength(segment.packets.count);
  expect(packets[0]).toMatchObject({ packetKind: 9, isKey: true, timestampMs: 90_000 });

  expect(message(4, encodeUserControl({ event: "pingRequest", timestampMs: 7 }))).toEqual([]);
  expect(concat(client.takeOutput()).slice(-6)).toEqual(
    encodeUserControl({ event: "pingResponse", timestampMs: 7 }),
  );
  expect(message(4, encodeUserControl({ event: "streamDry", msid: 1 }))).toEqual([
    { kind: "userControl", control: { event: "streamDry", msid: 1 } },
  ]);

  const [end] = message(22, Uint8Array.of(9, 9));
  expect(end).toMatchObject({ kind: "closed", reason: "error", error: { code: "ERR_RTMP_AGGREGATE" } });
});
