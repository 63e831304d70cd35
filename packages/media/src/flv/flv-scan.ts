/**
 * Walks over the tags of an FLV file.
 */

import { AUDIO, DATA, type PacketKind, VIDEO } from "../packet.ts";
import type { Pull } from "../pull.ts";
import type { PullWindow } from "../pull-window.ts";
import { type BodyDescription, describeAudioBody, describeVideoBody } from "./flv-body.ts";
import {
  decodeFlvTagHeader,
  FLV_BACK_POINTER_BYTES,
  FLV_TAG_HEADER_BYTES,
  FLV_TAG_OVERHEAD_BYTES,
} from "./flv-tag.ts";

/** Bytes of a body that `describeVideoBody` and `describeAudioBody` look at. */
const BODY_HEAD_BYTES = 6;

export interface ScannedTag {
  readonly kind: PacketKind;
  /** From the origin of the file's clock. */
  readonly timestampMs: number;
  readonly offset: number;
  readonly bodyLength: number;
  /** Offset of the tag behind this one. */
  readonly end: number;
  readonly description: BodyDescription;
}

const NO_CODEC: BodyDescription = {
  codec: undefined,
  isKey: true,
  isSequenceHeader: false,
  isEnhanced: false,
};

/**
 * The next tag at or behind `offset` that is audio, video or script data; `undefined` where the file ends, or where
 * what follows cannot be tags: a recording that was cut off plays up to there.
 *
 * @param originMs timestamp that counts as 0
 */
export function* scanTag(window: PullWindow, offset: number, originMs: number): Pull<ScannedTag | undefined> {
  let at = offset;
  while (at + FLV_TAG_OVERHEAD_BYTES <= window.fileLength) {
    const headBytes = Math.min(FLV_TAG_HEADER_BYTES + BODY_HEAD_BYTES, window.fileLength - at);
    const head = window.peek(at, headBytes) ?? (yield* window.read(at, headBytes));
    const { type, bodyLength, timestampMs } = decodeFlvTagHeader(head);
    const end = at + FLV_TAG_OVERHEAD_BYTES + bodyLength;
    // The last back pointer is often missing; the body may not be.
    if (end - FLV_BACK_POINTER_BYTES > window.fileLength) return undefined;
    if (type === AUDIO || type === VIDEO || type === DATA) {
      const description =
        type === VIDEO
          ? describeVideoBody(head, FLV_TAG_HEADER_BYTES, bodyLength)
          : type === AUDIO
            ? describeAudioBody(head, FLV_TAG_HEADER_BYTES, bodyLength)
            : NO_CODEC;
      return {
        kind: type,
        timestampMs: sinceOrigin(originMs, timestampMs),
        offset: at,
        bodyLength,
        end,
        description,
      };
    }
    if (!(yield* isTag(window, end, bodyLength))) return undefined;
    at = end;
  }
  return undefined;
}

/** Timestamps have 32 bits: a live clock may pass through 0. What is before the origin is at it. */
export function sinceOrigin(originMs: number, timestampMs: number): number {
  const difference = timestampMs - originMs;
  return Math.max(0, difference < -(2 ** 31) ? difference + 2 ** 32 : difference);
}

/** Whether a tag of an undefined type is one: then what follows points back to its beginning. */
function* isTag(window: PullWindow, end: number, bodyLength: number): Pull<boolean> {
  if (end > window.fileLength) return false;
  const pointer = yield* window.read(end - FLV_BACK_POINTER_BYTES, FLV_BACK_POINTER_BYTES);
  const value = new DataView(pointer.buffer, pointer.byteOffset, FLV_BACK_POINTER_BYTES).getUint32(0);
  return value === FLV_TAG_HEADER_BYTES + bodyLength;
}
