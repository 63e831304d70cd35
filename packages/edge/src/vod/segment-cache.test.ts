import { readFileSync } from "node:fs";
import { firstPacketAt, openMedia, type PacketKind, packetAt, pullFrom, type Segment } from "@oxbow/media";
import { encodeFlvTag } from "@oxbow/media/flv";
import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { BLOCK_BYTES, flvBlocks, sharedFlvBlocks } from "./flv-blocks.ts";
import { encodeBlocks, rtmpFormName, sharedRtmpBlocks, shiftedBlocks } from "./rtmp-blocks.ts";
import { type Block, type CachedSegment, SegmentCache } from "./segment-cache.ts";

const BYTES = readFileSync(sampleFile("videos/clock.flv"));
const FORM = { chunkSize: 60_000, msid: 1, audio: true, video: true };

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
  const tags = Array.from(packets.kind, (kind, row) =>
    encodeFlvTag({
      kind: kind as PacketKind,
      dtsMs: packets.dtsMs[row] ?? 0,
      body: new Uint8Array(9000).fill(row),
    }),
  );
  return {
    ...segment,
    tags: Uint8Array.from(Buffer.concat(tags)),
    packets: { ...packets, bodyLength, bodyOffset },
  };
}

function cachedAs(segment: Segment): CachedSegment {
  return { key: "1/0", segment, areTagsMoved: false, variants: new Map() };
}

function bytesOf(blocks: readonly Block[] | undefined): Buffer {
  return Buffer.concat((blocks ?? []).flatMap(({ bytes, pieces = [bytes] }) => pieces));
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
  const encode = () => sharedRtmpBlocks(a.segment, FORM);
  const first = cache.encoded(a, rtmpFormName(FORM), encode);
  expect(cache.encoded(b, rtmpFormName(FORM), encode)).toBe(first);
  const before = cache.byteLength;
  const withoutSound = { ...FORM, audio: false };
  const another = cache.encoded(b, rtmpFormName(withoutSound), () =>
    sharedRtmpBlocks(b.segment, withoutSound),
  );
  expect(another).not.toBe(first);
  expect(cache.byteLength).toBe(before + bytesOf(another).length);
});

test("a read that fails is tried again by the next who asks", async () => {
  const cache = new SegmentCache(1 << 20, () => undefined);
  const ref = { id: 0, startMs: 0 };
  await expect(cache.get(1, ref, "E1", () => Promise.reject(new Error("slow")))).rejects.toThrow("slow");
  await expect(cache.get(1, ref, "E1", async () => segmentAt(0))).resolves.toMatchObject({ key: "1/0" });
});

test("FLV blocks are views of whole tags, none short but the last", () => {
  const segment = heavySegment();
  const blocks = flvBlocks(cachedAs(segment), undefined);
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
  const [block] = flvBlocks(cachedAs(segment), { from, to: from + 1 });
  expect(block?.bytes.subarray(11, -4)).toEqual(packetAt(segment, from).body);
  expect(flvBlocks(cachedAs(segment), { from, to: from })).toEqual([]);
});

test("RTMP blocks begin with a full header each, so that anything may stand between them", () => {
  const { blocks } = sharedRtmpBlocks(heavySegment(), FORM);
  expect(blocks.length).toBeGreaterThan(3);
  // Chunk format 0 on the chunk stream of video or audio.
  for (const { bytes } of blocks) expect([4, 6]).toContain(bytes[0]);
  expect(sharedRtmpBlocks(heavySegment(), { ...FORM, audio: false, video: false }).blocks).toEqual([]);
});

test("bodies are kept once: the segment moves into its RTMP bytes, and its FLV tags are made again", async () => {
  const cache = new SegmentCache(8 << 20, () => undefined);
  const cached = await cache.get(1, { id: 0, startMs: 0 }, "E1", async () => heavySegment());
  const tags = bytesOf(flvBlocks(cached, undefined));
  const packets = Array.from({ length: cached.segment.packets.count }, (_, row) =>
    packetAt(cached.segment, row),
  );
  const blocks = cache.encoded(cached, "rtmp", () => sharedRtmpBlocks(cached.segment, FORM));
  expect(cached.areTagsMoved).toBe(true);
  expect(cache.byteLength).toBe(bytesOf(blocks).length);
  expect(packets.map((_, row) => packetAt(cached.segment, row))).toEqual(packets);

  const again = cache.encoded(cached, "flv", () => sharedFlvBlocks(cached));
  expect(bytesOf(again).equals(tags)).toBe(true);
  const two = bytesOf(flvBlocks(cached, { from: 3, to: 5 }));
  expect(two.equals(tags.subarray(3 * 9015, 5 * 9015))).toBe(true);
  expect(cache.byteLength).toBe(bytesOf(blocks).length + tags.length);
  expect(bytesOf(encodeBlocks(cached.segment, undefined, FORM, 0)).equals(bytesOf(blocks))).toBe(true);
});

test.for([
  { name: "an FLV viewer has its tags", form: FORM, hasFlvViewer: true },
  { name: "bodies are cut into chunks", form: { ...FORM, chunkSize: 4096 }, hasFlvViewer: false },
  { name: "sound is left out", form: { ...FORM, audio: false }, hasFlvViewer: false },
])("a segment stays where it is while $name", async ({ form, hasFlvViewer }) => {
  const cache = new SegmentCache(8 << 20, () => undefined);
  const cached = await cache.get(1, { id: 0, startMs: 0 }, "E1", async () => heavySegment());
  const { tags } = cached.segment;
  if (hasFlvViewer) cache.encoded(cached, "flv", () => sharedFlvBlocks(cached));
  const blocks = cache.encoded(cached, "rtmp", () => sharedRtmpBlocks(cached.segment, form));
  expect(cached.segment.tags).toBe(tags);
  expect(cache.byteLength).toBe(tags.length + bytesOf(blocks).length);
});

test("a viewer with a clock of his own gets the shared bytes, as if encoded for him", () => {
  const segment = heavySegment();
  const { blocks } = sharedRtmpBlocks(segment, FORM);
  const shifted = shiftedBlocks(blocks, 5000);
  expect(bytesOf(shifted).equals(bytesOf(encodeBlocks(segment, undefined, FORM, 5000)))).toBe(true);
  const own = (shifted ?? []).flatMap(({ pieces = [] }) =>
    pieces.filter(({ buffer }) => buffer !== blocks[0]?.bytes.buffer),
  );
  expect(own.every(({ length }) => length === 12)).toBe(true);
  // Before the beginning of time.
  expect(shiftedBlocks(blocks, -5000)).toBeUndefined();
  expect(shiftedBlocks(blocks, 0)).toBe(blocks);
});
