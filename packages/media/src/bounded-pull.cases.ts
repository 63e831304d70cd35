import { MediaError } from "./media-error.ts";
import type { MediaFile, SegmentRef } from "./media-file.ts";
import { openMedia } from "./open-media.ts";
import { PAUSE, type Pull } from "./pull.ts";

/** What a reader may do before it counts as running away. */
export interface Bounds {
  readonly maxRanges: number;
  readonly maxBytes: number;
}

/** Drives a reader over bytes in memory and throws a `RangeError` when it asks for too much, or for nonsense. */
export function pullBounded<Result>(bytes: Uint8Array, reader: Pull<Result>, bounds: Bounds): Result {
  let ranges = 0;
  let byteCount = 0;
  let step = reader.next();
  while (step.done !== true) {
    const { start, end } = step.value;
    if (step.value === PAUSE) {
      step = reader.next(new Uint8Array(0));
      continue;
    }
    if (
      !(start >= 0 && end > start && end <= bytes.length && Number.isInteger(start) && Number.isInteger(end))
    ) {
      throw new RangeError(`asked for ${start} to ${end} of ${bytes.length}`);
    }
    ranges += 1;
    byteCount += end - start;
    if (ranges > bounds.maxRanges || byteCount > bounds.maxBytes) {
      throw new RangeError(`asked for ${ranges} ranges and ${byteCount} of ${bytes.length} bytes`);
    }
    step = reader.next(bytes.subarray(start, end));
  }
  return step.value;
}

/** Opens a file, seeks in it and plays it; returns the code of the MediaError that ended it, or `undefined`. */
export function playThrough(bytes: Uint8Array, maxSegments = 50): string | undefined {
  const bounds = { maxRanges: 1000 + bytes.length / 64, maxBytes: 4_000_000 + bytes.length * 4 };
  try {
    const file: MediaFile = pullBounded(bytes, openMedia(bytes.length), bounds);
    for (const timeMs of [0, 1, file.durationMs / 2, file.durationMs, 1e12]) {
      const found = pullBounded(bytes, file.locate(timeMs), bounds);
      pullBounded(bytes, file.read(found), bounds);
    }
    let ref: SegmentRef | undefined = pullBounded(bytes, file.locate(0), bounds);
    const seen = new Set<number>();
    for (let count = 0; ref !== undefined && count < maxSegments; count++) {
      if (seen.has(ref.id)) throw new RangeError(`segment ${ref.id} follows itself`);
      seen.add(ref.id);
      ref = pullBounded(bytes, file.read(ref), bounds).next;
    }
    return undefined;
  } catch (error) {
    if (error instanceof MediaError) return error.code;
    throw error;
  }
}
