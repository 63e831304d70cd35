import { MediaError } from "./media-error.ts";

/** Half-open byte range of a file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * A reader that chooses what to read: it yields a range and is sent exactly those bytes, fewer only where the
 * file ends. The driver answers from memory, a file or S3, synchronously or not; the reader never knows.
 * An empty range asks for nothing: the reader has worked for a while, and a driver that has more to do may do it now.
 * Demuxers throw {@link MediaError} for what the bytes cannot be.
 */
export type Pull<Result> = Generator<ByteRange, Result, Uint8Array>;

/** The empty range. */
export const PAUSE: ByteRange = Object.freeze({ start: 0, end: 0 });

const EMPTY = new Uint8Array(0);

/**
 * Reads one range.
 *
 * @throws MediaError when the file ends before the range does
 */
export function* readRange(range: ByteRange): Pull<Uint8Array> {
  const bytes = yield range;
  if (bytes.length < range.end - range.start) {
    const message = `bytes ${range.start} to ${range.end} are not there: ${bytes.length} came`;
    throw new MediaError("ERR_MEDIA_STRUCTURE", message);
  }
  return bytes;
}

/** Drives a reader over bytes that are all in memory. */
export function pullFrom<Result>(bytes: Uint8Array, reader: Pull<Result>): Result {
  let step = reader.next();
  while (step.done !== true) {
    const { start, end } = step.value;
    step = reader.next(bytes.subarray(Math.min(start, bytes.length), Math.min(end, bytes.length)));
  }
  return step.value;
}

/**
 * Drives a reader over ranges that have to be fetched. An error of `read` is thrown into the reader.
 *
 * @param pause is awaited where the reader has worked for some milliseconds: at a server, until others had their turn
 */
export async function pullWith<Result>(
  read: (range: ByteRange) => Uint8Array | Promise<Uint8Array>,
  reader: Pull<Result>,
  pause?: () => Promise<void>,
): Promise<Result> {
  let step = reader.next();
  while (step.done !== true) {
    if (step.value.end === step.value.start) {
      await pause?.();
      step = reader.next(EMPTY);
      continue;
    }
    let bytes: Uint8Array;
    try {
      const answer = read(step.value);
      bytes = answer instanceof Promise ? await answer : answer;
    } catch (error) {
      step = reader.throw(error);
      continue;
    }
    step = reader.next(bytes);
  }
  return step.value;
}
