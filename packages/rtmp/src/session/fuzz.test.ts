import { readFileSync } from "node:fs";
import { openMedia, pullFrom } from "@oxbow/media";
import { type Amf0Value, encodeAmf0 } from "@oxbow/media/amf";
import { ByteWriter } from "@oxbow/media/bytes";
import { sampleFile } from "@oxbow/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeChunks } from "../chunk/chunk-writer.ts";
import { digestHandshake } from "../handshake/digest-handshake.ts";
import { encryptedHandshake } from "../handshake/encrypted-handshake.ts";
import { HandshakeInitiator } from "../handshake/handshake-initiator.ts";
import { AMF3_SUPPORT } from "../message/amf3-support.ts";
import { encodeUserControl } from "../message/user-control.ts";
import { RtmpProtocolError } from "../rtmp-error.ts";
import { FUZZ_TIMEOUT_MS, fuzzRuns, mutate, mutation } from "../testing/mutations.cases.ts";
import { NODE_CRYPTO } from "../testing/node-crypto.cases.ts";
import { concat, feed } from "../testing/pipe.cases.ts";
import type { ClientEvent } from "./client-event.ts";
import { RtmpClientSession } from "./client-session.ts";
import type { ServerEvent } from "./server-event.ts";
import { RtmpServerSession } from "./server-session.ts";

const mutations = fc.array(mutation, { minLength: 1, maxLength: 6 });
const steps = fc.constantFrom(1, 7, 100, 1460, 100_000);

function chunks(typeId: number, msid: number, body: Uint8Array, csid = 3): Uint8Array {
  const writer = new ByteWriter();
  writeChunks(writer, csid, { typeId, msid, timestampMs: 0, body }, 128);
  return writer.toBytes();
}
const command = (msid: number, ...values: readonly Amf0Value[]): Uint8Array =>
  chunks(20, msid, encodeAmf0(values));
const control = (event: Parameters<typeof encodeUserControl>[0]): Uint8Array =>
  chunks(4, 0, encodeUserControl(event), 2);

/** Everything a client can say, in an order in which it makes sense. */
const CLIENT_SAYS: readonly Uint8Array[] = [
  command(0, "connect", 1, {
    app: "cfx/st",
    tcUrl: "rtmp://h/cfx/st",
    flashVer: "WIN 10,0,32,18",
    swfUrl: "http://h/p.swf",
    objectEncoding: 3,
    fourCcList: ["hvc1"],
    videoFourCcInfoMap: { av01: 1 },
    capsEx: 1,
  }),
  chunks(5, 0, Uint8Array.of(0, 0x26, 0x25, 0xa0), 2),
  command(0, "createStream", 2, null),
  chunks(
    17,
    0,
    Uint8Array.from([
      0,
      ...encodeAmf0(["FCSubscribe", 3, null, "x"]),
      0x11,
      0x0a,
      0x0b,
      0x01,
      0x03,
      0x61,
      0x06,
      0x03,
      0x62,
      0x01,
    ]),
  ),
  command(0, "getStreamLength", 4, null, "videos/clock"),
  control({ event: "setBufferLength", msid: 0, ms: 300 }),
  command(1, "play", 0, null, "mp4:videos/clock.mp4?a=b", -2000, -1000, true),
  control({ event: "setBufferLength", msid: 1, ms: 3000 }),
  control({ event: "pingRequest", timestampMs: 5 }),
  command(1, "pause", 0, null, true, 1000),
  command(1, "seek", 0, null, 1000),
  command(1, "pause", 0, null, false, 1000),
  command(1, "play2", 0, null, {
    streamName: "b",
    oldStreamName: "a",
    start: 0,
    len: -1,
    transition: "switch",
  }),
  command(1, "receiveAudio", 0, null, false),
  chunks(3, 0, Uint8Array.of(0, 0, 1, 0), 2),
  chunks(1, 0, Uint8Array.of(0, 0, 0, 128), 2),
  chunks(2, 0, Uint8Array.of(0, 0, 0, 3), 2),
  command(0, "_checkbw", 5, null),
  command(1, "publish", 6, null, "x", "live"),
  chunks(15, 1, Uint8Array.from([0, ...encodeAmf0(["@setDataFrame", "x", { a: 1 }])])),
  command(1, "closeStream", 0, null),
  command(0, "deleteStream", 0, null, 1),
];

/** Decides everything at once, so that the damage reaches past the decisions. */
function decide(session: RtmpServerSession, events: readonly ServerEvent[]): void {
  for (const event of events) {
    if (event.kind === "connect") decide(session, session.acceptConnect(event.token) ?? []);
    if (event.kind === "play") session.acceptPlay(event.token);
    if (event.kind === "play2") session.acceptTransition(event.token);
    if (event.kind === "seek") session.notifySeek(event.msid, event.ms);
    if (event.kind === "pause") session.notifyPause(event.msid, event.isPaused);
    if (event.kind === "getStreamLength") session.answerStreamLength(event.token, 1000);
  }
}

test("a server takes damaged conversations, or closes with a typed error; it never throws and never says much", {
  timeout: FUZZ_TIMEOUT_MS,
}, () => {
  let survived = 0;
  fc.assert(
    fc.property(mutations, steps, fc.boolean(), (damage, step, hitsHandshake) => {
      const session = new RtmpServerSession({ crypto: NODE_CRYPTO, nowMs: () => 0 });
      const handshake = [Uint8Array.of(3), new Uint8Array(1536), new Uint8Array(1536)];
      const parts = hitsHandshake
        ? mutate([...handshake, ...CLIENT_SAYS], damage)
        : [...handshake, ...mutate(CLIENT_SAYS, damage)];
      const bytes = concat(parts);
      const events: ServerEvent[] = [];
      let sent = 0;
      feed(bytes, step, (piece) => {
        const heard = session.receive(piece);
        decide(session, heard);
        events.push(...heard);
        sent += concat(session.takeOutput()).length;
      });
      const ends = events.filter((event) => event.kind === "closed");
      expect(ends.length).toBeLessThanOrEqual(1);
      if (ends.length === 0) survived += 1;
      else expect(ends[0]?.error).toBeInstanceOf(RtmpProtocolError);
      // A command may be answered with some hundred bytes, a bandwidth check with 16 KB; nothing multiplies.
      expect(sent).toBeLessThan(32_768 + 40 * bytes.length);
    }),
    fuzzRuns(1500),
  );
  // If next to nothing survived, the damage would never get past the first message.
  expect(survived).toBeGreaterThan(100);
});

const CLOCK = Uint8Array.from(readFileSync(sampleFile("videos/clock.flv")));
const FILE = pullFrom(CLOCK, openMedia(CLOCK.length));
const SEGMENT = pullFrom(CLOCK, FILE.read(pullFrom(CLOCK, FILE.locate(0))));

/** Everything a server can say, the aggregate of a few real tags included. */
const SERVER_SAYS: readonly Uint8Array[] = [
  chunks(5, 0, Uint8Array.of(0, 0, 4, 0), 2),
  chunks(6, 0, Uint8Array.of(0, 0x26, 0x25, 0xa0, 2), 2),
  command(
    0,
    "_result",
    1,
    { fmsVer: "FMS/3,5,7,7009" },
    { code: "NetConnection.Connect.Success", level: "status" },
  ),
  command(0, "onBWDone", 0, null),
  command(0, "_result", 2, null, 1),
  control({ event: "streamIsRecorded", msid: 1 }),
  control({ event: "streamBegin", msid: 1 }),
  command(1, "onStatus", 0, null, { code: "NetStream.Play.Start", level: "status", description: "x" }),
  chunks(18, 1, encodeAmf0(["|RtmpSampleAccess", false, false]), 5),
  chunks(18, 1, encodeAmf0(["onMetaData", FILE.metadata]), 5),
  ...FILE.sequenceHeaders.map(({ kind, body }) => chunks(kind, 1, body, 6)),
  chunks(22, 1, SEGMENT.tags.slice(0, 3000), 6),
  chunks(9, 1, SEGMENT.tags.slice(11, 500), 6),
  chunks(15, 1, Uint8Array.from([0, ...encodeAmf0(["onCuePoint", { a: 1 }])]), 5),
  control({ event: "pingRequest", timestampMs: 1 }),
  control({ event: "bufferEmpty", msid: 1 }),
  command(0, "_error", 3, null, { code: "NetConnection.Call.Failed" }),
  chunks(18, 1, encodeAmf0(["onPlayStatus", { code: "NetStream.Play.Complete" }]), 5),
  command(0, "close", 0, null),
];

test("a client takes damaged answers, or closes with a typed error; it never throws", {
  timeout: FUZZ_TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(mutations, steps, (damage, step) => {
      const client = new RtmpClientSession({
        crypto: NODE_CRYPTO,
        amf3: AMF3_SUPPORT,
        app: "a",
        tcUrl: "rtmp://h/a",
      });
      client.takeOutput();
      client.receive(concat([Uint8Array.of(3), new Uint8Array(2 * 1536)]));
      const events: ClientEvent[] = [];
      feed(concat(mutate(SERVER_SAYS, damage)), step, (piece) => {
        for (const event of client.receive(piece)) {
          events.push(event);
          if (event.kind === "connected") client.createStream();
        }
      });
      const ends = events.filter((event) => event.kind === "closed");
      expect(ends.length).toBeLessThanOrEqual(1);
      if (ends[0]?.reason === "error") expect(ends[0].error).toBeInstanceOf(RtmpProtocolError);
    }),
    fuzzRuns(700),
  );
});

test.for([
  { name: "digest", kind: digestHandshake },
  { name: "encrypted", kind: encryptedHandshake },
])("a damaged $name handshake is answered or refused, never worse", ({ kind }) => {
  const opening = concat(new HandshakeInitiator(NODE_CRYPTO, kind).start());
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), steps, (damage, step) => {
      const session = new RtmpServerSession({ crypto: NODE_CRYPTO, nowMs: () => 0 });
      const parts = mutate([opening, new Uint8Array(1536)], damage);
      feed(concat(parts), step, (piece) => session.receive(piece));
      expect(concat(session.takeOutput()).length).toBeLessThan(4096);
    }),
    fuzzRuns(150),
  );
});
