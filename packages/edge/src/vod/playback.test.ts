import { readFileSync } from "node:fs";
import { sampleFile } from "@oxbow/testkit";
import { describe, expect, test } from "vitest";
import { resolveLimits } from "../limits.ts";
import { ManualClock } from "../testing/manual-clock.ts";
import { MemorySource } from "../testing/memory-source.ts";
import { flvBlocks } from "./flv-blocks.ts";
import { MediaLibrary, type OpenedMedia } from "./media-library.ts";
import { OriginReader } from "./origin-reader.ts";
import { type MediaOutput, Playback } from "./playback.ts";
import { type Block, SegmentCache } from "./segment-cache.ts";
import { TimerWheel } from "./timer-wheel.ts";
import { Turns } from "./turns.ts";

const CLOCK_FLV = readFileSync(sampleFile("videos/clock.flv"));
/** Segments of the sample begin every two seconds. */
const SEGMENT_MS = 2000;

async function setUp(bufferMs: number, { isLoaded = true, cacheBytes = 1 << 20 } = {}) {
  const clock = new ManualClock();
  const source = new MemorySource();
  source.put("clock.flv", CLOCK_FLV);
  const observer = {
    originRequest: () => undefined,
    originBytes: () => undefined,
    cacheLookup: () => undefined,
  };
  const { originTimeoutMs: timeoutMs } = resolveLimits();
  const reader = new OriginReader({ source, clock, cacheBytes, timeoutMs, observer });
  const library = new MediaLibrary(reader, new SegmentCache(8 << 20, () => undefined), 4);
  const ref = {
    originDomainName: "media.s3.amazonaws.com",
    key: "clock.flv",
    originAccessIdentity: undefined,
  };
  const media = await library.open(ref, "E1");
  if (isLoaded) await loadAll(library, media);
  const seen = { blocks: [] as Block[], full: 0, dry: 0, completed: 0, failures: [] as unknown[], stalls: 0 };
  let hasRoom = true;
  const output: MediaOutput = {
    encode: (cached, span) => flvBlocks(cached, span),
    write: (block) => {
      seen.blocks.push(block);
      return hasRoom;
    },
    flush: () => true,
    bufferFull: () => (seen.full += 1),
    dry: () => (seen.dry += 1),
    complete: () => (seen.completed += 1),
    fail: (error) => seen.failures.push(error),
    stalled: () => (seen.stalls += 1),
  };
  const wheel = new TimerWheel(clock);
  const playback = new Playback({ media, library, clock, wheel, turns: new Turns(), output, bufferMs });
  return {
    ...{ clock, library, media, playback, seen, source },
    setRoom: (room: boolean) => {
      hasRoom = room;
    },
    start: async (ms: number, lengthMs = -1) => playback.start(await library.startPoint(media, ms), lengthMs),
    sentMs: () => seen.blocks.at(-1)?.lastDtsMs ?? -1,
  };
}

/** So that every segment is there at once: what is tested is time, not reading. */
async function loadAll(library: MediaLibrary, media: OpenedMedia): Promise<void> {
  for (let ms = 0; ms < media.file.durationMs; ms += SEGMENT_MS) await library.startPoint(media, ms);
}

describe("pacing", () => {
  test.for([1000, 3000, 8000])(
    "keeps %d ms ahead of the clock, by at most a segment more",
    async (bufferMs) => {
      const { start, clock, sentMs, seen } = await setUp(bufferMs);
      await start(0);
      for (let now = 0; now < 9000; now += 100) {
        expect(sentMs()).toBeGreaterThanOrEqual(Math.min(now + bufferMs - 150, 19_000));
        expect(sentMs()).toBeLessThan(now + bufferMs + SEGMENT_MS);
        clock.advance(100);
      }
      expect(seen.completed).toBe(0);
      clock.advance(20_000);
      expect(seen.completed).toBe(1);
      expect(clock.pending).toBe(0);
    },
  );

  test("a larger buffer counts at once", async () => {
    const { start, playback, sentMs, seen } = await setUp(1000);
    await start(0);
    playback.setBufferMs(10_000);
    expect(sentMs()).toBeGreaterThanOrEqual(9900);
    playback.setBufferMs(3_600_000);
    expect(seen.completed).toBe(1);
  });

  test("a buffer is not called full before the client could say how large it is", async () => {
    const { start, playback, clock, seen } = await setUp(1000);
    await start(0);
    clock.advance(100);
    playback.setBufferMs(3_600_000);
    expect([seen.full, seen.completed]).toEqual([0, 1]);
    const silent = await setUp(1000);
    await silent.start(0);
    expect(silent.seen.full).toBe(0);
    silent.clock.advance(600);
    expect(silent.seen.full).toBe(1);
  });

  test("is counted from where playing begins", async () => {
    const { start, sentMs } = await setUp(1000);
    await start(9000);
    expect(sentMs()).toBeGreaterThanOrEqual(9000);
    expect(sentMs()).toBeLessThan(12_000);
  });
});

describe("a reader that is full", () => {
  test("gets one block and no more until it has drained", async () => {
    const { start, playback, seen, setRoom, clock } = await setUp(3_600_000);
    setRoom(false);
    await start(0);
    clock.advance(60_000);
    expect(seen.blocks).toHaveLength(1);
    expect(seen.stalls).toBe(1);
    playback.drained();
    expect(seen.blocks).toHaveLength(2);
    setRoom(true);
    playback.drained();
    expect(seen.completed).toBe(1);
  });

  test("loses nothing", async () => {
    const { start, playback, seen, setRoom, media } = await setUp(3_600_000);
    setRoom(false);
    await start(0);
    while (seen.completed === 0) playback.drained();
    const whole = Buffer.concat(seen.blocks.map(({ bytes }) => bytes));
    // The file's own tags, without its metadata and decoder configurations.
    expect(CLOCK_FLV.indexOf(whole.subarray(0, 5000))).toBeGreaterThan(0);
    expect(CLOCK_FLV.length - whole.length).toBeLessThan(1500);
    expect(seen.blocks.at(-1)?.lastDtsMs).toBeGreaterThanOrEqual(media.file.durationMs - 150);
  });
});

describe("pause", () => {
  test("stops time, and goes on behind what was sent", async () => {
    const { start, playback, sentMs, clock } = await setUp(1000);
    await start(0);
    clock.advance(1500);
    const sent = sentMs();
    playback.pause();
    clock.advance(60_000);
    expect(sentMs()).toBe(sent);
    expect(playback.positionMs).toBe(1500);
    playback.resume(Number.POSITIVE_INFINITY);
    expect(sentMs()).toBeLessThan(sent + 2 * SEGMENT_MS);
    clock.advance(30_000);
    expect(sentMs()).toBeGreaterThan(19_000);
  });
});

test("a file that can't be read any more is told once, and ends playing", async () => {
  const { seen, playback, source, media, library } = await setUp(1000, { isLoaded: false, cacheBytes: 1 });
  const from = await library.startPoint(media, 0);
  // Another version, and nothing of the old one in the cache but the first segment.
  source.put("clock.flv", Buffer.concat([CLOCK_FLV, Buffer.of(0)]));
  await library.open(media.object.ref, "E1");
  playback.start(from, -1);
  playback.setBufferMs(3_600_000);
  // Who goes on while a segment is being loaded asks for it again, and is told once all the same.
  playback.pause();
  playback.resume(Number.POSITIVE_INFINITY);
  await expect.poll(() => seen.failures.length).toBe(1);
  expect(seen.failures).toMatchObject([{ code: "changed" }]);
  expect(playback.isActive).toBe(false);
});

test.for([
  {
    what: "a buffer length",
    disturb: (playback: Playback) => playback.setBufferMs(3_600_000),
  },
  {
    what: "another end",
    disturb: (playback: Playback) => playback.endAt(3_600_000),
  },
  {
    what: "a pause",
    disturb: (playback: Playback) => {
      playback.pause();
      playback.resume(Number.POSITIVE_INFINITY);
    },
  },
])("$what that comes while a segment is being loaded sends nothing twice", async ({ disturb }) => {
  const run = async (times: number): Promise<readonly number[]> => {
    const { seen, playback, source, media, library } = await setUp(3_600_000, {
      isLoaded: false,
      cacheBytes: 1,
    });
    const from = await library.startPoint(media, 0);
    const gate = Promise.withResolvers<void>();
    source.gate = gate.promise;
    playback.start(from, -1);
    for (let time = 0; time < times; time++) disturb(playback);
    gate.resolve();
    await expect.poll(() => seen.completed).toBe(1);
    return seen.blocks.map(({ lastDtsMs }) => lastDtsMs);
  };
  expect(await run(3)).toEqual(await run(0));
});

test("an origin that takes its time lets the stream run dry, once a segment", async () => {
  const { seen, playback, source, media, library, clock } = await setUp(3_600_000, {
    isLoaded: false,
    cacheBytes: 1,
  });
  const from = await library.startPoint(media, 0);
  const gate = Promise.withResolvers<void>();
  source.gate = gate.promise;
  playback.start(from, -1);
  clock.advance(900);
  expect(seen.dry).toBe(0);
  clock.advance(5000);
  expect(seen.dry).toBe(1);
  playback.setBufferMs(3_600_000);
  clock.advance(5000);
  expect(seen.dry).toBe(1);
  gate.resolve();
  await expect.poll(() => seen.completed).toBe(1);
  clock.advance(5000);
  expect(seen.dry).toBe(1);
});
