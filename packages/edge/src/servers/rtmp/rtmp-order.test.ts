/** Commands that come before what they concern is there, playlists, and changes between streams of one film. */

import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { laterFlv } from "../../testing/later-flv.ts";
import { type RunningEdge, startEdge } from "../../testing/running-edge.ts";
import { ScriptedClient } from "../../testing/scripted-client.ts";

const VIDEO = 9;
/** More than the file is long: everything is sent at once. */
const ALL_MS = 600_000;
/** Frames of the sample are 40 ms apart; those of `videos/high` come this much later. */
const FRAME_MS = 40;
const HIGH_MS = 7;

let running: RunningEdge;
const clients: ScriptedClient[] = [];

beforeAll(async () => {
  running = await startEdge();
  const low = Buffer.from(running.source.objects.get("videos/clock.flv")?.bytes ?? "");
  running.source.put("videos/high.flv", laterFlv(low, HIGH_MS));
});
afterAll(() => running.close());
afterEach(() => {
  for (const client of clients.splice(0)) client.socket.destroy();
});

async function opened(edge = running): Promise<{ viewer: ScriptedClient; msid: number }> {
  const viewer = new ScriptedClient({ port: edge.addresses.rtmpPorts[0] ?? 0 });
  clients.push(viewer);
  return { viewer, msid: await viewer.open() };
}

/** Plays, until so much is sent that the client's buffer is full. */
async function playing(
  bufferMs: number,
  startMs = 0,
  edge = running,
): Promise<{ viewer: ScriptedClient; msid: number }> {
  const { viewer, msid } = await opened(edge);
  viewer.do((session) => {
    session.setBufferLength(msid, bufferMs);
    session.play(msid, "videos/clock", { startMs });
  });
  await viewer.until("userControl", ({ control }) => control.event === "bufferEmpty");
  return { viewer, msid };
}

/** Plays all of a stream at once. */
async function sentWhole(): Promise<{ viewer: ScriptedClient; msid: number }> {
  const { viewer, msid } = await opened();
  viewer.do((session) => {
    session.setBufferLength(msid, ALL_MS);
    session.play(msid, "videos/clock", { startMs: 0 });
  });
  await viewer.status("NetStream.Play.Stop");
  return { viewer, msid };
}

function statusCodes(viewer: ScriptedClient): readonly string[] {
  return viewer.events.flatMap((event) =>
    event.kind === "status" && event.code !== "NetStream.Data.Start" ? [event.code] : [],
  );
}

function isAscending(times: readonly number[]): boolean {
  return times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0));
}

describe("what is sent in one breath with play", () => {
  test("pause and seek are carried out when it has begun, in their order", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.play(msid, "videos/clock");
      session.pause(msid, true, 0);
      session.seek(msid, 9000);
    });
    const notify = await viewer.status("NetStream.Seek.Notify");
    const at = viewer.events.indexOf(notify);
    await viewer.until("packet", ({ packetKind, isKey }) => packetKind === VIDEO && isKey, at);
    viewer.do((session) => session.getStreamLength("videos/clock"));
    await viewer.until("result", () => true, at);
    expect(viewer.times(VIDEO, at)).toEqual([8000]);
    viewer.do((session) => session.pause(msid, false, 8000));
    await viewer.until("packet", ({ timestampMs }) => timestampMs >= 9000, at);
    expect(statusCodes(viewer)).toEqual([
      "NetStream.Play.Reset",
      "NetStream.Play.Start",
      "NetStream.Pause.Notify",
      "NetStream.Seek.Notify",
      "NetStream.Play.Start",
      "NetStream.Unpause.Notify",
    ]);
  });

  test("of several seeks the last counts", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.play(msid, "videos/clock");
      for (const ms of [4000, 12_000, 8000]) session.seek(msid, ms);
    });
    const { description } = await viewer.status("NetStream.Seek.Notify");
    expect(description).toContain("8000");
  });

  test("play2 changes the stream that is being opened", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.setBufferLength(msid, 1000);
      session.play(msid, "videos/clock");
      session.play2(msid, { streamName: "videos/high", transition: "switch" });
      session.setBufferLength(msid, ALL_MS);
    });
    await viewer.status("NetStream.Play.Start");
    await viewer.status("NetStream.Play.TransitionComplete");
  });

  test("what waits behind a play waits for what was carried out before it, too", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.setBufferLength(msid, 1000);
      session.play(msid, "videos/clock");
      session.seek(msid, 8000);
      session.play2(msid, { streamName: "videos/high", transition: "switch" });
    });
    await viewer.status("NetStream.Play.Transition");
    expect(statusCodes(viewer)).toContain("NetStream.Seek.Notify");
  });

  test("a change that takes the place of another one takes over what waits behind it", async () => {
    const { viewer, msid } = await playing(1000);
    viewer.do((session) => {
      session.play2(msid, { streamName: "videos/high", transition: "switch" });
      session.pause(msid, true, 0);
      session.play2(msid, { streamName: "mp4:videos/clock.mp4", transition: "switch" });
    });
    await viewer.status("NetStream.Play.Transition");
    await viewer.status("NetStream.Pause.Notify");
  });

  test("a second play with reset takes the place of the first", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.play(msid, "videos/clock");
      session.play(msid, "videos/high");
    });
    const { description } = await viewer.status("NetStream.Play.Start");
    expect(description).toBe("Started playing videos/high.");
  });
});

describe("a playlist", () => {
  test("sent in one breath plays on one clock, and is complete once", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.setBufferLength(msid, ALL_MS);
      session.play(msid, "videos/clock", { startMs: 0, lengthMs: 2000 });
      session.play(msid, "videos/high", { startMs: 8000, lengthMs: 2000, reset: false });
      session.play(msid, "videos/missing", { startMs: 0, reset: false });
      session.play(msid, "mp4:videos/clock.mp4", { startMs: 0, lengthMs: 2000, reset: false });
    });
    await viewer.status("NetStream.Play.Stop");
    expect(statusCodes(viewer)).toEqual([
      ...["NetStream.Play.Reset", "NetStream.Play.Start", "NetStream.Play.Switch"],
      ...["NetStream.Play.Start", "NetStream.Play.Switch", "NetStream.Play.StreamNotFound"],
      ...["NetStream.Play.Start", "NetStream.Play.Complete", "NetStream.Play.Stop"],
    ]);
    const times = viewer.times(VIDEO);
    expect(isAscending(times)).toBe(true);
    expect(times).toContain(2000);
    expect(times).toContain(4000);
    expect(times.at(-1)).toBeLessThan(6000);
  });

  test("goes on behind a seek", async () => {
    const { viewer, msid } = await sentWhole();
    const from = viewer.events.length;
    viewer.do((session) => {
      session.seek(msid, 12_000);
      session.play(msid, "videos/high", { startMs: 0, reset: false });
      session.pause(msid, true, 0);
      session.pause(msid, false, ALL_MS);
    });
    await viewer.status("NetStream.Play.Stop", from);
    const times = viewer.times(VIDEO, from);
    expect(times[0]).toBe(12_000);
    expect(times.at(-1)).toBeGreaterThan(39_000);
    expect(isAscending(times)).toBe(true);
  });

  test("waits for a seek that is under way when a stream is sent to its end", async () => {
    // So that all of it is in memory, and sent before the seek has been carried out.
    await sentWhole();
    const { viewer, msid } = await playing(1000);
    viewer.do((session) => {
      session.play(msid, "videos/high", { startMs: 0, reset: false });
      session.seek(msid, 12_000);
      session.setBufferLength(msid, ALL_MS);
    });
    await viewer.status("NetStream.Play.Stop");
    expect(statusCodes(viewer)).toContain("NetStream.Seek.Notify");
    expect(viewer.times(VIDEO).at(-1)).toBeGreaterThan(39_000);
  });

  test("is complete although its last stream is missing", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.setBufferLength(msid, ALL_MS);
      session.play(msid, "videos/clock", { startMs: 0, lengthMs: 1000 });
      session.play(msid, "videos/missing", { startMs: 0, reset: false });
    });
    await viewer.status("NetStream.Play.StreamNotFound");
    await viewer.status("NetStream.Play.Stop");
  });

  test("is paced as one: no buffer is sent ahead more than once", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.setBufferLength(msid, 3000);
      session.play(msid, "videos/clock", { startMs: 0, lengthMs: 2000 });
      for (let item = 0; item < 10; item++) {
        session.play(msid, "videos/clock", { startMs: 0, lengthMs: 2000, reset: false });
      }
    });
    await viewer.until("userControl", ({ control }) => control.event === "bufferEmpty");
    expect(viewer.times(VIDEO).at(-1)).toBeLessThan(16_000);
  });

  test("play2 swaps what is to come, and stops all of it", async () => {
    const { viewer, msid } = await playing(1000);
    viewer.do((session) => {
      session.play(msid, "videos/missing", { reset: false });
      session.play2(msid, {
        streamName: "videos/high",
        oldStreamName: "videos/missing",
        transition: "swap",
      });
      session.setBufferLength(msid, ALL_MS);
    });
    await viewer.status("NetStream.Play.Switch");
    await viewer.status("NetStream.Play.Stop");
    expect(statusCodes(viewer)).not.toContain("NetStream.Play.StreamNotFound");
    expect(viewer.times(VIDEO).length).toBeGreaterThan(999);

    const stopped = await playing(1000);
    stopped.viewer.do((session) => {
      session.play(stopped.msid, "videos/high", { reset: false });
      session.play2(stopped.msid, { streamName: "videos/clock", transition: "stop" });
      session.getStreamLength("videos/clock");
    });
    await stopped.viewer.until("result");
    expect(running.edge.sessions().at(-1)?.streamName).toBe("videos/clock");
    expect(statusCodes(stopped.viewer)).not.toContain("NetStream.Play.Switch");
  });
});

describe("a swap in a playlist", () => {
  const swap = (streamName: string, oldStreamName: string) =>
    ({ streamName, oldStreamName, transition: "swap" }) as const;
  const SWITCH = { streamName: "videos/clock", transition: "switch" };

  test("outlasts a change of what plays", async () => {
    const { viewer, msid } = await playing(1000);
    viewer.do((session) => {
      session.play(msid, "videos/missing", { reset: false });
      session.play2(msid, swap("videos/high", "videos/missing"));
      session.play2(msid, SWITCH);
      session.setBufferLength(msid, ALL_MS);
    });
    await viewer.status("NetStream.Play.Stop");
    expect(viewer.times(VIDEO).at(-1)).toBeGreaterThan(39_000);
  });

  test("replaces one of two that are the same", async () => {
    const { viewer, msid } = await playing(1000);
    viewer.do((session) => {
      for (let item = 0; item < 2; item++) session.play(msid, "videos/high", { startMs: 0, reset: false });
      session.play2(msid, swap("mp4:videos/clock.mp4", "videos/high"));
      session.setBufferLength(msid, ALL_MS);
    });
    await viewer.status("NetStream.Play.Stop");
    expect(viewer.times(VIDEO).at(-1)).toBeGreaterThan(59_000);
  });

  test("of what plays first waits until it has begun", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.play(msid, "videos/clock", { startMs: 0 });
      session.play2(msid, swap("videos/high", "videos/clock"));
      session.setBufferLength(msid, ALL_MS);
    });
    await viewer.status("NetStream.Play.TransitionComplete");
    expect(statusCodes(viewer).slice(0, 2)).toEqual(["NetStream.Play.Reset", "NetStream.Play.Start"]);
  });

  test("of what is being opened leaves what follows", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.setBufferLength(msid, ALL_MS);
      session.play(msid, "videos/missing", { startMs: 0, reset: false });
      session.play(msid, "videos/clock", { startMs: 0, lengthMs: 2000, reset: false });
      session.play2(msid, swap("videos/high", "videos/missing"));
    });
    await viewer.status("NetStream.Play.Stop");
    const codes = ["Transition", "TransitionComplete", "Switch", "Start", "Complete", "Stop"];
    expect(statusCodes(viewer)).toEqual(codes.map((code) => `NetStream.Play.${code}`));
  });
});

describe("a change to another stream", () => {
  const TO_HIGH = {
    streamName: "videos/high",
    oldStreamName: "videos/clock",
    start: 0,
    len: -1,
    transition: "switch",
  };

  test("keeps the clock of a client that began in the middle", async () => {
    const { viewer, msid } = await playing(1000, 8000);
    viewer.do((session) => session.play2(msid, TO_HIGH));
    await viewer.status("NetStream.Play.Transition");
    viewer.do((session) => session.setBufferLength(msid, ALL_MS));
    await viewer.status("NetStream.Play.Stop");
    const times = viewer.times(VIDEO);
    expect(isAscending(times)).toBe(true);
    expect(times.some((time) => time % FRAME_MS === HIGH_MS)).toBe(true);
    expect(times.at(-1)).toBeLessThan(12_500);
  });

  test("whose place has not come yet gives way to another, and nothing is lost between", async () => {
    const { viewer, msid } = await playing(1000);
    viewer.do((session) => session.play2(msid, TO_HIGH));
    await viewer.status("NetStream.Play.Transition");
    const from = viewer.events.length;
    viewer.do((session) => session.play2(msid, { ...TO_HIGH, streamName: "mp4:videos/clock.mp4" }));
    await viewer.status("NetStream.Play.Transition", from);
    viewer.do((session) => session.setBufferLength(msid, ALL_MS));
    await viewer.status("NetStream.Play.Stop");
    const times = viewer.times(VIDEO);
    expect(isAscending(times)).toBe(true);
    expect(new Set(times).size).toBeGreaterThan(499);
  });

  test("finds nothing to change where all has been sent", async () => {
    const { viewer, msid } = await sentWhole();
    const from = viewer.events.length;
    viewer.do((session) => session.play2(msid, TO_HIGH));
    await viewer.status("NetStream.Play.TransitionComplete", from);
    viewer.do((session) => session.getStreamLength("videos/clock"));
    await viewer.until("result", () => true, from);
    expect(viewer.times(VIDEO, from)).toEqual([]);
  });

  test("at a time of the client's choice comes at once, and replaces what was sent behind it", async () => {
    const { viewer, msid } = await sentWhole();
    const from = viewer.events.length;
    viewer.do((session) => session.play2(msid, { ...TO_HIGH, offset: 7.5 }));
    await viewer.status("NetStream.Play.Stop", from);
    expect(viewer.times(VIDEO, from)[0]).toBe(8000 + HIGH_MS);
  });

  test("waits until what was appended has begun", async () => {
    const { viewer, msid } = await opened();
    viewer.do((session) => {
      session.setBufferLength(msid, 1000);
      session.play2(msid, { streamName: "videos/clock", transition: "append" });
      session.play2(msid, TO_HIGH);
    });
    const first = await viewer.status("NetStream.Play.Transition");
    const from = viewer.events.indexOf(first) + 1;
    const { description } = await viewer.status("NetStream.Play.Transition", from);
    expect(first.description).toContain("videos/clock");
    expect(description).toContain("videos/high");
  });

  test("that can't be read is refused, and what plays goes on", async () => {
    const forgetful = await startEdge({ limits: { originCacheBytes: 1 } });
    const { viewer, msid } = await playing(1000, 0, forgetful);
    const { source } = forgetful;
    const low = source.objects.get("videos/clock.flv")?.bytes ?? new Uint8Array();
    source.put("videos/replaced.flv", low);
    source.corrupt = (bytes) => {
      // Its end has been read, so that it is known: from here on its media are not to be had.
      if (bytes.at(-1) === low.at(-1)) source.put("videos/replaced.flv", Buffer.concat([low, Buffer.of(0)]));
      return Readable.from([bytes]);
    };
    viewer.do((session) => session.play2(msid, { ...TO_HIGH, streamName: "videos/replaced" }));
    await viewer.status("NetStream.Play.FileStructureInvalid");
    viewer.do((session) => session.setBufferLength(msid, ALL_MS));
    await viewer.status("NetStream.Play.Stop");
    expect(forgetful.warnings.filter((warning) => warning.startsWith("stream can't be read"))).toHaveLength(
      1,
    );
    await forgetful.close();
  });

  test("is carried out by a seek at the place sought", async () => {
    const { viewer, msid } = await playing(1000);
    viewer.do((session) => {
      // However long the seek takes to come, the change still waits then.
      session.pause(msid, true, 0);
      session.play2(msid, TO_HIGH);
    });
    await viewer.status("NetStream.Play.Transition");
    const from = viewer.events.length;
    viewer.do((session) => session.seek(msid, 13_000));
    await viewer.status("NetStream.Play.TransitionComplete", from);
    // It stands there at once, and waits for nothing that it had before.
    expect(running.edge.sessions().at(-1)?.positionMs).toBeGreaterThanOrEqual(12_000);
    await viewer.until("packet", ({ packetKind, isKey }) => packetKind === VIDEO && isKey, from);
    expect(viewer.times(VIDEO, from)[0]).toBe(12_000 + HIGH_MS);
  });
});

test("who pauses when all has been sent is shown one picture by a seek, and nothing by going on", async () => {
  const { viewer, msid } = await sentWhole();
  let from = viewer.events.length;
  viewer.do((session) => {
    session.pause(msid, true, 60_000);
    session.pause(msid, false, 60_000);
    session.pause(msid, true, 60_000);
    session.seek(msid, 5000);
  });
  await viewer.until("packet", ({ packetKind, isKey }) => packetKind === VIDEO && isKey, from);
  viewer.do((session) => session.getStreamLength("videos/clock"));
  await viewer.until("result", () => true, from);
  expect(viewer.times(VIDEO, from)).toEqual([4000]);
  from = viewer.events.length;
  viewer.do((session) => session.pause(msid, false, 4000));
  await viewer.status("NetStream.Play.Stop", from);
  expect(viewer.times(VIDEO, from)[0]).toBe(4040);
});
