/** What has to hold for every container: the same suite runs over FLV, MP4 and MP3 files. */
import { createHash } from "node:crypto";
import { expect } from "vitest";
import { readSegments, toFlv } from "./ffprobe.cases.ts";
import { decodeFlvTagHeader, FLV_TAG_OVERHEAD_BYTES } from "./flv/flv-tag.ts";
import type { MediaFile, Segment } from "./media-file.ts";
import { openMedia } from "./open-media.ts";
import { type Packet, VIDEO } from "./packet.ts";
import { type Pull, pullFrom } from "./pull.ts";
import { packetAt } from "./segment/segment-packets.ts";

/** Segments are whole tags, begin with key packets but for the first, and their columns say what their tags say. */
export function expectWholeSegments(file: MediaFile, segments: readonly Segment[]): void {
  for (const [index, segment] of segments.entries()) {
    const { tags, packets } = segment;
    let offset = 0;
    for (let row = 0; row < packets.count; row++) {
      const packet = packetAt(segment, row);
      const header = decodeFlvTagHeader(tags, offset);
      expect(header).toEqual({
        type: packet.kind,
        bodyLength: packet.body.length,
        timestampMs: packet.dtsMs,
      });
      offset += header.bodyLength + FLV_TAG_OVERHEAD_BYTES;
      expect(new DataView(tags.buffer, tags.byteOffset + offset - 4).getUint32(0)).toBe(
        header.bodyLength + 11,
      );
    }
    expect(offset).toBe(tags.length);
    expect(segment.ref.startMs).toBe(packetAt(segment, 0).dtsMs);
    if (index > 0) expect(packetAt(segment, 0).isKey).toBe(true);
    if (index > 0 && file.videoCodec !== undefined) expect(packets.kind[0]).toBe(VIDEO);
  }
}

/**
 * Any time is found in the segment that holds it, by a file that was opened before as by one that is fresh; and reading
 * on from any segment gives the same segments, whoever reads.
 */
export function expectSeekable(bytes: Uint8Array, segments: readonly Segment[]): void {
  const refs = segments.map(({ ref }) => ref);
  const open = () => pullFrom(bytes, openMedia(bytes.length));
  const used = open();
  const times = refs.flatMap(({ startMs }) => [startMs - 1, startMs, startMs + 1, startMs + 700]);
  for (const timeMs of [...times.toReversed(), -1, 1e9, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const expected = refs.findLast(({ startMs }) => startMs <= timeMs) ?? refs[0];
    expect(pullFrom(bytes, open().locate(timeMs)), `fresh, ${timeMs} ms`).toEqual(expected);
    expect(pullFrom(bytes, used.locate(timeMs)), `used, ${timeMs} ms`).toEqual(expected);
  }
  const shared = open();
  const found = pullInTurns(
    bytes,
    times.map((timeMs) => shared.locate(timeMs)),
  );
  const alone = times.map((timeMs) => refs.findLast(({ startMs }) => startMs <= timeMs) ?? refs[0]);
  expect(found, "many viewers at once").toEqual(alone);
  for (const [index, { ref }] of segments.entries()) {
    expect(digest(pullFrom(bytes, open().read(ref)))).toEqual(segments[index] && digest(segments[index]));
  }
  expect(readSegments(bytes, open()).map(digest)).toEqual(segments.map(digest));
}

/** Drives readers one step each in turn, as the reads of many viewers come in. */
function pullInTurns<Result>(bytes: Uint8Array, readers: readonly Pull<Result>[]): Result[] {
  const steps = readers.map((reader) => reader.next());
  while (steps.some(({ done }) => done !== true)) {
    for (const [index, step] of steps.entries()) {
      const reader = readers[index];
      if (step.done === true || reader === undefined) continue;
      steps[index] = reader.next(bytes.subarray(step.value.start, step.value.end));
    }
  }
  return steps.flatMap((step) => (step.done === true ? [step.value] : []));
}

/** A segment for comparison: deep equality of megabytes takes its time. */
function digest({ ref, tags, packets, next }: Segment): unknown {
  const times = packets.dtsMs.join();
  return { ref, next, count: packets.count, times, keys: packets.isKey.join(""), tags: md5(tags) };
}

/** A packet for comparison. */
function summary({ kind, dtsMs, isKey, body }: Packet): string {
  return `${kind} ${dtsMs} ${isKey} ${md5(body)}`;
}

export function md5(bytes: Uint8Array): string {
  return createHash("md5").update(bytes).digest("hex");
}

/** Packets written as an FLV file come back as they were, through another demuxer. */
export function expectRoundTrip(file: MediaFile, segments: readonly Segment[]): void {
  const stream = toFlv(file, segments);
  const again = pullFrom(stream, openMedia(stream.length));
  expect([again.videoCodec, again.audioCodec]).toEqual([file.videoCodec, file.audioCodec]);
  expect(again.enhancedFourCcs).toEqual(file.enhancedFourCcs);
  expect(again.metadata).toEqual(file.metadata);
  expect(again.sequenceHeaders).toEqual(file.sequenceHeaders);
  expect(packetsOf(readSegments(stream, again)).map(summary)).toEqual(packetsOf(segments).map(summary));
}

/** All packets of all segments. */
export function packetsOf(segments: readonly Segment[]): Packet[] {
  return segments.flatMap((segment) =>
    Array.from({ length: segment.packets.count }, (_, row) => packetAt(segment, row)),
  );
}
