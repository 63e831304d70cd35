import type { Pull } from "../pull.ts";
import type { PullWindow } from "../pull-window.ts";
import { decodeMp3FrameHeader, isSameStream, MP3_HEADER_BYTES, type Mp3FrameHeader } from "./frame-header.ts";

export interface Mp3Frame {
  readonly offset: number;
  readonly header: Mp3FrameHeader;
}

/** Junk between two frames longer than this ends the sound. */
const MAX_JUNK_BYTES = 256 * 1024;

/**
 * The frame at `offset`, or the next one behind it where something else is there. A frame found behind junk counts only
 * when another follows it: the sync word alone is frequent in any data.
 *
 * @param end where the sound ends: tags may follow
 * @param like a frame of the same stream; `undefined` to take any
 */
export function* nextMp3Frame(
  window: PullWindow,
  offset: number,
  end: number,
  like: Mp3FrameHeader | undefined,
): Pull<Mp3Frame | undefined> {
  const limit = Math.min(end, offset + MAX_JUNK_BYTES);
  for (let at = offset; at + MP3_HEADER_BYTES <= limit; at++) {
    const bytes = window.peek(at, MP3_HEADER_BYTES) ?? (yield* window.read(at, MP3_HEADER_BYTES));
    if (bytes[0] !== 0xff) continue;
    const header = decodeMp3FrameHeader(bytes);
    if (header === undefined || at + header.byteLength > end) continue;
    if (like !== undefined && !isSameStream(header, like)) continue;
    const isExpected = like !== undefined && at === offset;
    if (isExpected || (yield* isFollowed(window, at + header.byteLength, end, header)))
      return { offset: at, header };
  }
  return undefined;
}

function* isFollowed(window: PullWindow, offset: number, end: number, like: Mp3FrameHeader): Pull<boolean> {
  // The last frame has nothing behind it.
  if (offset + MP3_HEADER_BYTES > end) return true;
  const next = decodeMp3FrameHeader(yield* window.read(offset, MP3_HEADER_BYTES));
  return next !== undefined && isSameStream(next, like);
}
