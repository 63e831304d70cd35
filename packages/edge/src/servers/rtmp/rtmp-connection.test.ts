import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ClientEvent } from "@oxbow/rtmp";
import { probePackets, runOrFail } from "@oxbow/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { streamingDistribution } from "../../testing/memory-directory.ts";
import { type RunningEdge, startEdge } from "../../testing/running-edge.ts";
import { ScriptedClient, type ScriptedClientOptions } from "../../testing/scripted-client.ts";

const AUDIO = 8;
const VIDEO = 9;
/** More than the file is long: everything is sent at once. */
const ALL_MS = 600_000;

let running: RunningEdge;
const clients: ScriptedClient[] = [];

beforeAll(async () => {
  running = await startEdge();
});
afterAll(() => running.close());
beforeEach(() => running.directory.put(streamingDistribution()));
afterEach(() => {
  for (const client of clients.splice(0)) client.socket.destroy();
});

function client(options: Partial<ScriptedClientOptions> = {}): ScriptedClient {
  const made = new ScriptedClient({ port: running.addresses.rtmpPorts[0] ?? 0, ...options });
  clients.push(made);
  return made;
}

async function playing(bufferMs = 1000): Promise<{ viewer: ScriptedClient; msid: number }> {
  const viewer = client();
  const msid = await viewer.open();
  viewer.do((session) => {
    session.setBufferLength(msid, bufferMs);
    session.play(msid, "videos/clock");
  });
  await viewer.status("NetStream.Play.Start");
  return { viewer, msid };
}

test("plays in the order of Flash Media Server, to the end", async () => {
  const { viewer } = await playing(ALL_MS);
  await viewer.status("NetStream.Play.Stop");
  const order = viewer.events.flatMap((event) => {
    if (event.kind === "status") return [event.code];
    if (event.kind === "data") return [String(event.values[0])];
    return [];
  });
  expect(order).toEqual([
    "NetStream.Play.Reset",
    "NetStream.Play.Start",
    "|RtmpSampleAccess",
    "NetStream.Data.Start",
    "onMetaData",
    "NetStream.Play.Complete",
    "NetStream.Play.Stop",
  ]);
  const firstPackets = viewer.events.filter(({ kind }) => kind === "packet").slice(0, 2);
  expect(firstPackets).toMatchObject([{ isSequenceHeader: true }, { isSequenceHeader: true }]);
});

test("says something after a first command without an answer, so that Nagle's algorithm does not hold back the next", async () => {
  const viewer = client();
  await viewer.until("connected");
  const before = viewer.session.receivedBytes;
  viewer.do((session) => session.setBufferLength(0, 300));
  while (viewer.session.receivedBytes === before) await new Promise(setImmediate);
});

describe("pacing", () => {
  test("sends what the client can hold, and more as it can hold more", async () => {
    const { viewer, msid } = await playing(1000);
    await viewer.until("userControl", ({ control }) => control.event === "bufferEmpty");
    const held = viewer.times(VIDEO).at(-1) ?? 0;
    expect(held).toBeGreaterThanOrEqual(1000);
    expect(held).toBeLessThan(5000);
    viewer.do((session) => session.setBufferLength(msid, 8000));
    await viewer.until("packet", ({ timestampMs }) => timestampMs >= 8000);
    expect(viewer.times(VIDEO).at(-1)).toBeLessThan(12_000);
  });
});

describe("pause", () => {
  test("goes on where the client stands, packet for packet", async () => {
    const { viewer, msid } = await playing(3000);
    await viewer.until("userControl", ({ control }) => control.event === "bufferEmpty");
    viewer.do((session) => session.pause(msid, true, 1000));
    await viewer.status("NetStream.Pause.Notify");
    const from = viewer.events.length;
    viewer.do((session) => session.pause(msid, false, 1000));
    await viewer.status("NetStream.Unpause.Notify", from);
    await viewer.until("packet", ({ timestampMs }) => timestampMs > 3000, from);
    // What was sent after second 1 comes again: the client may have dropped it.
    expect(viewer.times(VIDEO, from)[0]).toBe(1040);
  });

  test("sends nothing twice to a client that read everything", async () => {
    const { viewer, msid } = await playing(3000);
    await viewer.until("userControl", ({ control }) => control.event === "bufferEmpty");
    viewer.do((session) => session.pause(msid, true, 60_000));
    await viewer.status("NetStream.Pause.Notify");
    const last = viewer.times(VIDEO).at(-1) ?? 0;
    const from = viewer.events.length;
    viewer.do((session) => {
      session.setBufferLength(msid, ALL_MS);
      session.pause(msid, false, 60_000);
    });
    await viewer.status("NetStream.Play.Stop", from);
    expect(viewer.times(VIDEO, from)[0]).toBe(last + 40);
  });
});

describe("seek", () => {
  test("answers with the key frame before, in absolute time", async () => {
    const { viewer, msid } = await playing();
    const from = viewer.events.length;
    viewer.do((session) => session.seek(msid, 13_100));
    const notify = await viewer.status("NetStream.Seek.Notify", from);
    expect(notify.description).toContain("Seeking 13100");
    const at = viewer.events.indexOf(notify);
    const picture = await viewer.until(
      "packet",
      ({ packetKind, isSequenceHeader }) => packetKind === VIDEO && !isSequenceHeader,
      at,
    );
    expect(picture).toMatchObject({ timestampMs: 12_000, isKey: true });
  });

  test("while paused shows one picture, and goes on from there", async () => {
    const { viewer, msid } = await playing();
    viewer.do((session) => session.pause(msid, true, 0));
    await viewer.status("NetStream.Pause.Notify");
    const from = viewer.events.length;
    viewer.do((session) => session.seek(msid, 9000));
    await viewer.until("packet", ({ packetKind, isKey }) => packetKind === VIDEO && isKey, from);
    expect(viewer.times(VIDEO, from)).toEqual([8000]);
    viewer.do((session) => session.pause(msid, false, 9000));
    await viewer.until("packet", ({ timestampMs }) => timestampMs >= 9000, from);
    expect(viewer.times(VIDEO, from).slice(0, 3)).toEqual([8000, 8040, 8080]);
  });

  test("works after the end", async () => {
    const { viewer, msid } = await playing(ALL_MS);
    await viewer.status("NetStream.Play.Stop");
    const from = viewer.events.length;
    viewer.do((session) => session.seek(msid, 0));
    await viewer.status("NetStream.Play.Stop", from);
    expect(viewer.times(VIDEO, from).length).toBeGreaterThan(499);
  });

  const INVALID = [-1, 60_000];
  test.for(INVALID)("to %d ms is an invalid time", async (ms) => {
    const { viewer, msid } = await playing();
    viewer.do((session) => session.seek(msid, ms));
    const { info } = await viewer.status("NetStream.Seek.InvalidTime");
    expect(info.details).toBeCloseTo(20, 0);
  });

  test("of a stream that does not play fails", async () => {
    const viewer = client();
    const msid = await viewer.open();
    viewer.do((session) => session.seek(msid, 0));
    viewer.do((session) => session.getStreamLength("videos/clock"));
    const { values } = await viewer.until("result", ({ isError }) => !isError);
    expect(values[0]).toBeCloseTo(20.08, 1);
  });
});

test("receiveVideo(false) leaves the pictures out, receiveAudio(false) the sound", async () => {
  for (const [kind, wanted, unwanted] of [
    ["receiveVideo", AUDIO, VIDEO],
    ["receiveAudio", VIDEO, AUDIO],
  ] as const) {
    const viewer = client();
    const msid = await viewer.open();
    viewer.do((session) => {
      session[kind](msid, false);
      session.setBufferLength(msid, ALL_MS);
      session.play(msid, "videos/clock");
    });
    await viewer.status("NetStream.Play.Stop");
    expect(viewer.times(unwanted)).toEqual([]);
    expect(viewer.times(wanted).length).toBeGreaterThan(400);
  }
});

test("play with length 0 is a single picture", async () => {
  const viewer = client();
  const msid = await viewer.open();
  viewer.do((session) => session.play(msid, "videos/clock", { startMs: 5000, lengthMs: 0 }));
  await viewer.status("NetStream.Play.Stop");
  expect(viewer.times(VIDEO)).toEqual([0]);
});

test("a second play without reset waits for the first", async () => {
  const viewer = client();
  const msid = await viewer.open();
  viewer.do((session) => {
    session.setBufferLength(msid, ALL_MS);
    session.play(msid, "videos/clock", { startMs: 0, lengthMs: 1000 });
  });
  await viewer.status("NetStream.Play.Start");
  viewer.do((session) => session.play(msid, "videos/clock", { startMs: 0, lengthMs: 2000, reset: false }));
  await viewer.status("NetStream.Play.Stop");
  const from = viewer.events.length;
  viewer.do((session) => session.play(msid, "videos/clock", { startMs: 0, lengthMs: 3000, reset: false }));
  await viewer.status("NetStream.Play.Stop", from);
  expect(viewer.times(VIDEO).length).toBeGreaterThan(25);
});

test("play2 changes to another stream at its next key frame, on the same clock", async () => {
  const { viewer, msid } = await playing(3000);
  const clock = running.source.objects.get("videos/clock.flv");
  running.source.put("videos/high.flv", clock?.bytes ?? "");
  await viewer.until("userControl", ({ control }) => control.event === "bufferEmpty");
  viewer.do((session) => {
    session.play2(msid, { streamName: "videos/high", oldStreamName: "videos/clock", transition: "switch" });
  });
  await viewer.status("NetStream.Play.Transition");
  viewer.do((session) => session.setBufferLength(msid, ALL_MS));
  await viewer.status("NetStream.Play.TransitionComplete");
  await viewer.status("NetStream.Play.Stop");
  const times = viewer.times(VIDEO);
  expect(new Set(times).size).toBeGreaterThan(499);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

describe("life cycle", () => {
  const ENDS = [
    { name: "disabled", end: () => running.directory.put(streamingDistribution({ isServing: false })) },
    { name: "deleted", end: () => running.directory.delete("ESTREAM") },
  ];
  test.for(ENDS)("viewers of a distribution that is $name are told", async ({ name, end }) => {
    const { viewer } = await playing();
    expect(running.edge.sessions()).toHaveLength(1);
    end();
    const { description } = await viewer.status("NetConnection.Connect.Closed");
    expect(description).toBe(`distribution-${name}`);
    await viewer.closed();
    expect(running.edge.sessions()).toEqual([]);
  });

  test("an update reaches the next play, not the one that plays", async () => {
    const { viewer, msid } = await playing();
    running.source.put("other.flv", running.source.objects.get("videos/clock.flv")?.bytes ?? "", {
      onlyFor: "E1",
    });
    viewer.do((session) => session.play(msid, "other"));
    await viewer.status("NetStream.Play.StreamNotFound");
    running.directory.put(streamingDistribution({ version: "2", originAccessIdentity: "E1" }));
    const from = viewer.events.length;
    viewer.do((session) => session.play(msid, "other"));
    await viewer.status("NetStream.Play.Start", from);
  });
});

test("a file that is replaced while it plays breaks the stream; two versions are never mixed", async () => {
  const bytes = running.source.objects.get("videos/clock.flv")?.bytes ?? new Uint8Array();
  // Longer than what is read ahead, so that the rest has to be read later.
  const long = Buffer.concat([bytes, ...Array.from({ length: 12 }, () => bytes.subarray(13))]);
  running.source.put("long.flv", long);
  const viewer = client();
  const msid = await viewer.open();
  viewer.do((session) => session.play(msid, "long"));
  await viewer.until("userControl", ({ control }) => control.event === "bufferEmpty");
  running.source.put(
    "long.flv",
    long.map((byte) => byte ^ 1),
  );
  viewer.do((session) => session.setBufferLength(msid, ALL_MS));
  const { description } = await viewer.status("NetStream.Play.Failed");
  expect(description).toContain("broke off");
});

test("a stream whose origin is slow runs dry, and goes on", async () => {
  const bytes = running.source.objects.get("videos/clock.flv")?.bytes ?? new Uint8Array();
  // Longer than what is read ahead.
  running.source.put(
    "slow.flv",
    Buffer.concat([bytes, ...Array.from({ length: 12 }, () => bytes.subarray(13))]),
  );
  const match = { service: "edge", distribution: "ESTREAM", operation: "origin" };
  running.edge.setFaults([{ id: "slow", match, effect: { kind: "delay", ms: 1500 } }]);
  const viewer = client();
  const msid = await viewer.open();
  viewer.do((session) => {
    session.setBufferLength(msid, ALL_MS);
    session.play(msid, "slow");
  });
  const dry = await viewer.until("userControl", ({ control }) => control.event === "streamDry");
  running.edge.setFaults([]);
  await viewer.until("packet", () => true, viewer.events.indexOf(dry));
});

/** MD5 of a frame of HEVC as ffprobe has it: without the header of an enhanced body, which may hold a composition time. */
function hevcHash(event: ClientEvent): readonly string[] {
  if (event.kind !== "packet" || event.packetKind !== VIDEO || event.isSequenceHeader) return [];
  const hasCompositionTime = ((event.body[0] ?? 0) & 15) === 1;
  const frame = event.body.subarray(hasCompositionTime ? 8 : 5);
  return [`MD5:${createHash("md5").update(frame).digest("hex")}`];
}

test("enhanced codecs are for clients that announce them", async () => {
  const path = join(running.folder, "hevc.mp4");
  await runOrFail("ffmpeg", [
    ...[
      "-v",
      "error",
      "-f",
      "lavfi",
      "-i",
      "testsrc=s=128x72:d=1",
      "-c:v",
      "libx265",
      "-preset",
      "ultrafast",
    ],
    ...["-x265-params", "log-level=none", "-tag:v", "hvc1", path],
  ]);
  running.source.put("hevc.mp4", await readFile(path));
  for (const { fourCcs, code } of [
    { fourCcs: [], code: "NetStream.Play.NoSupportedTrackFound" },
    { fourCcs: ["hvc1"], code: "NetStream.Play.Stop" },
    { fourCcs: ["*"], code: "NetStream.Play.Stop" },
  ]) {
    const viewer = client({ fourCcs });
    const msid = await viewer.open();
    viewer.do((session) => session.play(msid, "mp4:hevc.mp4"));
    await viewer.status(code);
    expect(viewer.events.flatMap(hevcHash)).toEqual(
      fourCcs.length === 0 ? [] : (await probePackets(path)).map(({ hash }) => hash),
    );
  }
});

test("who announces the codec of the picture only gets the film without its sound", async () => {
  const path = join(running.folder, "opus.mp4");
  await runOrFail("ffmpeg", [
    ...["-v", "error", "-f", "lavfi", "-i", "testsrc=s=128x72:d=1", "-f", "lavfi", "-i", "sine=r=48000:d=1"],
    ...["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-tag:v", "hvc1"],
    ...["-c:a", "libopus", path],
  ]);
  running.source.put("opus.mp4", await readFile(path));
  const heard = async (fourCcs: readonly string[]): Promise<readonly (number | undefined)[]> => {
    const viewer = client({ fourCcs });
    const msid = await viewer.open();
    viewer.do((session) => session.play(msid, "mp4:opus.mp4"));
    await viewer.status("NetStream.Play.Stop");
    return [
      ...new Set(viewer.events.flatMap((event) => (event.kind === "packet" ? [event.packetKind] : []))),
    ].sort();
  };
  expect(await heard(["hvc1"])).toEqual([VIDEO]);
  expect(await heard(["hvc1", "Opus"])).toEqual([AUDIO, VIDEO]);
});

describe("a missing file", () => {
  test("is waited for where that is asked for, except by who asks for recorded streams only", async () => {
    const waiting = await startEdge({ missing: "wait" });
    const viewer = new ScriptedClient({ port: waiting.addresses.rtmpPorts[0] ?? 0 });
    clients.push(viewer);
    const msid = await viewer.open();
    viewer.do((session) => session.play(msid, "later", { startMs: 0 }));
    await viewer.status("NetStream.Play.StreamNotFound");
    const heads = waiting.source.heads;
    viewer.do((session) => session.play(msid, "later"));
    while (waiting.source.heads === heads) await new Promise(setImmediate);
    waiting.source.put("later.flv", waiting.source.objects.get("videos/clock.flv")?.bytes ?? "");
    await viewer.status("NetStream.Play.Start");
    await waiting.close();
  });
});

test("sessions tell who watches what", async () => {
  const { viewer } = await playing(ALL_MS);
  await viewer.until("packet");
  expect(running.edge.sessions()).toMatchObject([
    { distributionId: "ESTREAM", protocol: "rtmp", streamName: "videos/clock" },
  ]);
  expect(running.edge.sessions()[0]?.bytesSent).toBeGreaterThan(3000);
});

test("access logs tell every event of a connection", async () => {
  running.directory.put(streamingDistribution({ logging: { bucket: "logs", prefix: "rtmp/" } }));
  const { viewer, msid } = await playing(ALL_MS);
  await viewer.status("NetStream.Play.Stop");
  viewer.do((session) => session.seek(msid, 1000));
  await viewer.status("NetStream.Seek.Notify");
  viewer.do((session) => session.pause(msid, true, 1000));
  await viewer.status("NetStream.Pause.Notify");
  viewer.socket.end();
  await viewer.closed();
  await running.edge.flushLogs();
  const records =
    running.logs
      .at(-1)
      ?.lines.slice(2)
      .map((line) => line.split("\t")) ?? [];
  const clientId = records.at(-1)?.[7];
  const own = records.filter((values) => values[7] === clientId);
  expect(own.map((values) => values[4])).toEqual([
    ...["connect", "play", "stop", "seek", "stop", "pause", "disconnect"],
  ]);
  expect(own[1]?.slice(-4)).toEqual(["videos/clock", "-", "flv", "1"]);
});

test("a connect that is rejected is logged without its query, and at no length of a stranger's choice", async () => {
  const app = `${"a".repeat(5000)}?Signature=s3cret`;
  await client({ host: "s404.cloudfront.net", app }).closed();
  const warning = running.warnings.find((text) => text.includes("aaaa")) ?? "";
  expect(warning).toContain("connect rejected");
  expect(warning).not.toContain("s3cret");
  expect(warning.length).toBeLessThan(600);
});
