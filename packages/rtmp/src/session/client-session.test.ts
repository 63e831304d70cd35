import { readFileSync } from "node:fs";
import { openMedia, pullFrom } from "@oxbow/media";
import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import type { HandshakeKind } from "../handshake/handshake-initiator.ts";
import { FilePlayer } from "../testing/loopback-server.cases.ts";
import { NODE_CRYPTO } from "../testing/node-crypto.cases.ts";
import { converse, STEPS } from "../testing/pipe.cases.ts";
import type { ClientEvent, ClientPacketEvent } from "./client-event.ts";
import { RtmpClientSession } from "./client-session.ts";

const CLOCK = sampleFile("videos/clock.flv");
const CLOCK_BYTES = Uint8Array.from(readFileSync(CLOCK));
const FILE = pullFrom(CLOCK_BYTES, openMedia(CLOCK_BYTES.length));

function createClient(handshake: HandshakeKind = "simple"): RtmpClientSession {
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

test.for(["simple", "digest", "encrypted"] as const)(
  "plays a whole file after the %s handshake",
  (handshake) => {
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
  },
);

test.for(STEPS)("survives pieces of %s bytes", (step) => {
  const client = createClient("encrypted");
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
