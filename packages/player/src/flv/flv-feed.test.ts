import { expect, test } from "vitest";
import type { ByteSource } from "../source/byte-source.ts";
import { FlvFeed } from "./flv-feed.ts";
import { isSequenceHeader } from "./sequence-header.ts";
import { encodeFileHeader, encodeTag, type FlvTag, FlvTagReader } from "./tag-reader.ts";

const AVC_HEADER = encodeTag(9, 0, Uint8Array.of(0x17, 0, 0, 0, 0, 1));
const AAC_HEADER = encodeTag(8, 0, Uint8Array.of(0xaf, 0, 0x12, 0x10));
const video = (ms: number): Uint8Array => encodeTag(9, ms, Uint8Array.of(0x17, 1, 0, 0, 0, 9));
const audio = (ms: number): Uint8Array => encodeTag(8, ms, Uint8Array.of(0xaf, 1, 9));

/** Sends one tag a read: pictures at 40 ms, sound at 23, for five seconds from each start. */
const SOURCE: ByteSource = {
  protocol: "http-flv",
  async open(startMs) {
    const pieces = [encodeFileHeader(true, true), AVC_HEADER, AAC_HEADER];
    const endMs = startMs + 5000;
    for (let pictureMs = startMs, soundMs = startMs; pictureMs < endMs; pictureMs += 40) {
      for (; soundMs < pictureMs; soundMs += 23) pieces.push(audio(soundMs));
      pieces.push(video(pictureMs));
    }
    return { read: async () => pieces.shift(), close: () => undefined };
  },
};

async function openFeed(): Promise<FlvFeed> {
  return FlvFeed.open(
    SOURCE,
    {
      isHungry: () => true,
      wantedMs: () => 0,
      untilShown: async () => undefined,
      onBroken: (error) => {
        throw error;
      },
      onResumed: () => undefined,
    },
    new AbortController().signal,
  );
}

/** The frames of every piece that the feed gives out until its end. */
async function framesOf(feed: FlvFeed, position: number): Promise<readonly (readonly FlvTag[])[]> {
  const pieces: (readonly FlvTag[])[] = [];
  const reader = new FlvTagReader();
  let isFirst = true;
  await new Promise<void>((onEnd) => {
    feed.run(position, {
      onBytes: (bytes) => {
        if (isFirst && position > 0) reader.receive(encodeFileHeader(true, true));
        isFirst = false;
        const tags = reader.receive(bytes);
        pieces.push(tags.filter((tag) => tag.kind !== 18 && !isSequenceHeader(tag)));
      },
      onEnd,
    });
  });
  return pieces;
}

test("never gives out a frame alone of its kind", async () => {
  const feed = await openFeed();
  const pieces = await framesOf(feed, 0);
  for (const frames of pieces) {
    for (const kind of [8, 9]) {
      expect(frames.filter((frame) => frame.kind === kind)).not.toHaveLength(1);
    }
  }
  const times = pieces.flat().flatMap(({ kind, timestampMs }) => (kind === 9 ? [timestampMs] : []));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  // At most the very last one stays behind.
  expect(times.length).toBeGreaterThanOrEqual(5000 / 40 - 1);
  feed.close();
});

test("a frame that was held back does not come with those of another place", async () => {
  const feed = await openFeed();
  await framesOf(feed, 0);
  // The one slot of a stream without a duration stands for its beginning.
  const [position = 0] = feed.index.filepositions.slice(1);
  const [first = []] = (await framesOf(feed, position)).filter((frames) => frames.length > 0);
  expect(first.map(({ timestampMs }) => timestampMs).filter((ms) => ms > 1000)).toEqual([]);
  feed.close();
});
