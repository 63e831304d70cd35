import { readFileSync } from "node:fs";
import { firstPacketAt, openMedia, packetAt, pullFrom, type Segment } from "@oxbow/media";
import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { BLOCK_BYTES, flvBlocks } from "./flv-blocks.ts";
import { rtmpBlocks, rtmpFormName } from "./rtmp-blocks.ts";
import { SegmentCache } from "./segment-cache.ts";

const BYTES = readFileSync(sampleFile("videos/clock.flv"));
const FORM = { chunkSize: 60_000, msid: 1, timestampOffsetMs: 0, audio: true, video: true };

function segmentAt(ms: number): Segment {
  const file = pullFrom(BYTES, openMedia(BYTES.length));
  return pullFrom(BYTES, file.read(pullFrom(BYTES, file.locate(ms))));
}

/** The sample's segments are small: one as heavy as that of a film. */
function heavySegment(): Segment {
  const segment = segmentAt(0);
  const { packets } = segment;
  const bodyLength = Uint32Array.from(packets.bodyLength, () => 9000);
  const bodyOffset = Uint32Array.from(packets.bodyOffset, (_, row) => 11 + row * 9015);
  return {
    ...segment,
    tags: new Uint8Array(packets.count * 9015),
    packets: { ...packets, bodyLength, bodyOffset },
  };
}

test("a segment is read once for all who ask, and its wire bytes are made once", async () => {
  const lookups: boolean[] = [];
  const cache = new SegmentCache(1 << 20, (_, isHit) => lookups.push(isHit));
  const ref = { id: 0, startMs: 0 };
  let reads = 0;
  const read = async (): Promise<Segment> => {
    reads += 1;
    return segmentAt(0);
  };
  const [a, b] = await Promise.all([cache.get(1, ref, "E1", read), cache.get(1, ref, "E1", read)]);
  const c = cache.get(1, ref, "E1", read);
  expect({ reads, isShared: a === b && b === c, lookups }).toEqual({
    reads: 1,
    isShared: true,
    lookups: [false, false, true],
  });
  const encode = () => rtmpBlocks(a.segment, undefined, FORM);
  const before = cache.byteLength;
  const first = cache.encoded(a, rtmpFormName(FORM), encode);
  expect(cache.encoded(b, rtmpFormName(FORM), encode)).toBe(first);
  expect(cache.encoded(b, rtmpFormName({ ...FORM, audio: false }), encode)).not.toBe(first);
  expect(cache.byteLength).toBeGreaterThan(before);
});

test("a read that fails is tried again by the next who asks", async () => {
  const cache = new SegmentCache(1 << 20, () => undefined);
  const ref = { id: 0, startMs: 0 };
  await expect(cache.get(1, ref, "E1", () => Promise.reject(new Error("slow")))).rejects.toThrow("slow");
  await expect(cache.get(1, ref, "E1", async () => segmentAt(0))).resolves.toMatchObject({ key: "1/0" });
});

test("FLV blocks are views of whole tags, none short but the last", () => {
  const segment = heavySegment();
  const blocks = flvBlocks(segment, undefined);
  expect(blocks.length).toBeGreaterThan(3);
  for (const { bytes } of blocks.slice(0, -1)) {
    expect(bytes.length).toBeGreaterThanOrEqual(BLOCK_BYTES);
    expect(bytes.buffer).toBe(segment.tags.buffer);
  }
  expect(blocks.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(segment.tags.length);
  expect(blocks.at(-1)?.lastDtsMs).toBe(segment.packets.dtsMs.at(-1));
});

test("a part of a segment holds its packets and no others", () => {
  const segment = segmentAt(3000);
  const from = firstPacketAt(segment, 3000);
  const [block] = flvBlocks(segment, { from, to: from + 1 });
  expect(block?.bytes.subarray(11, -4)).toEqual(packetAt(segment, from).body);
  expect(flvBlocks(segment, { from, to: from })).toEqual([]);
});

test("RTMP blocks begin with a full header each, so that anything may stand between them", () => {
  const blocks = rtmpBlocks(heavySegment(), undefined, FORM);
  expect(blocks.length).toBeGreaterThan(3);
  // Chunk format 0 on the chunk stream of video or audio.
  for (const { bytes } of blocks) expect([4, 6]).toContain(bytes[0]);
  expect(rtmpBlocks(heavySegment(), undefined, { ...FORM, audio: false, video: false })).toEqual([]);
});
