/**
 * Indexes of fragmented files: segment index boxes before the fragments, random access boxes behind them. Both only
 * say where to begin a search: what counts is what the fragments themselves say.
 *
 * Source: ISO/IEC 14496-12 §8.16.3 (sidx), §8.8.9 to §8.8.11 (mfra).
 */
import { MediaError } from "../media-error.ts";
import type { Pull } from "../pull.ts";
import type { PullWindow } from "../pull-window.ts";
import { BOX_HEADER_MAX_BYTES, BoxList, decodeBoxHeader, openFullBox } from "./box.ts";

export interface FragmentHint {
  /** Where a fragment begins, or boxes that belong to it. */
  readonly offset: number;
  readonly ticks: number;
  readonly timescale: number;
}

const MFRO_BYTES = 16;
const MAX_MFRA_BYTES = 16 * 1024 * 1024;

export interface SegmentIndex {
  readonly hints: readonly FragmentHint[];
  /** Offset of the first byte behind all that the index knows. */
  readonly endOffset: number;
  readonly endTicks: number;
  readonly timescale: number;
}

/** @param anchor offset of the first byte behind the box */
export function decodeSegmentIndex(contents: Uint8Array, anchor: number): SegmentIndex {
  const { version, reader } = openFullBox(contents);
  reader.skip(4);
  const timescale = reader.readUint32();
  let endTicks = version === 0 ? reader.readUint32() : reader.readUint64();
  let endOffset = anchor + (version === 0 ? reader.readUint32() : reader.readUint64());
  reader.skip(2);
  const count = reader.readUint16();
  const hints: FragmentHint[] = [];
  for (let index = 0; index < count && timescale > 0; index++) {
    const typeAndSize = reader.readUint32();
    const durationTicks = reader.readUint32();
    reader.skip(4);
    hints.push({ offset: endOffset, ticks: endTicks, timescale });
    endOffset += typeAndSize & 0x7fffffff;
    endTicks += durationTicks;
  }
  return { hints, endOffset, endTicks, timescale };
}

/**
 * Whether an index knows the whole file: nothing but a random access index is behind what it knows. In files for DASH
 * every fragment may have an index of its own.
 */
export function* isWholeIndex(window: PullWindow, { hints, endOffset }: SegmentIndex): Pull<boolean> {
  const room = window.fileLength - endOffset;
  if (hints.length === 0 || room < 0) return false;
  if (room < BOX_HEADER_MAX_BYTES) return true;
  return decodeBoxHeader(yield* window.read(endOffset, BOX_HEADER_MAX_BYTES)).type === "mfra";
}

/**
 * The random access index at the end of the file, of one track; empty where there is none.
 *
 * @throws MediaError, ByteError when it is damaged
 */
export function* readRandomAccessIndex(
  window: PullWindow,
  trackId: number,
  timescale: number,
): Pull<FragmentHint[]> {
  const { fileLength } = window;
  if (fileLength < MFRO_BYTES) return [];
  const last = yield* window.read(fileLength - MFRO_BYTES, MFRO_BYTES);
  if (decodeBoxHeader(last).type !== "mfro") return [];
  const mfraBytes = new DataView(last.buffer, last.byteOffset).getUint32(12);
  if (mfraBytes > MAX_MFRA_BYTES || mfraBytes > fileLength || mfraBytes < BOX_HEADER_MAX_BYTES) {
    throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: an "mfra" box of ${mfraBytes} bytes`);
  }
  const bytes = yield* window.read(fileLength - mfraBytes, mfraBytes);
  const { type, headerLength } = decodeBoxHeader(bytes);
  if (type !== "mfra") return [];
  const hints = new BoxList(bytes.subarray(headerLength))
    .all("tfra")
    .flatMap((tfra) => decodeRandomAccess(tfra, trackId, timescale));
  return hints.sort((a, b) => a.offset - b.offset);
}

function decodeRandomAccess(tfra: Uint8Array, trackId: number, timescale: number): FragmentHint[] {
  const { version, reader } = openFullBox(tfra);
  if (reader.readUint32() !== trackId) return [];
  const lengths = reader.readUint32();
  const skipped = ((lengths >>> 4) & 3) + ((lengths >>> 2) & 3) + (lengths & 3) + 3;
  const count = reader.readUint32();
  const hints: FragmentHint[] = [];
  for (let index = 0; index < count; index++) {
    const ticks = version === 1 ? reader.readUint64() : reader.readUint32();
    const offset = version === 1 ? reader.readUint64() : reader.readUint32();
    reader.skip(skipped);
    hints.push({ offset, ticks, timescale });
  }
  return hints;
}
