/**
 * The sample table of a track as columns: one row a sample, in decoding order.
 *
 * Source: ISO/IEC 14496-12 §8.6 and §8.7.
 */
import { MediaError } from "../media-error.ts";
import { PAUSE, type Pull } from "../pull.ts";
import type { BoxList } from "./box.ts";
import type { Pace } from "./pace.ts";

/** Columns of equal length. Times are in ticks of the track's clock. */
export interface SampleTable {
  readonly count: number;
  /** Byte offsets in the file. */
  readonly offset: Float64Array;
  readonly byteLength: Uint32Array;
  readonly dtsTicks: Float64Array;
  /** Composition offsets, signed; `undefined` when all are 0. */
  readonly compositionTicks: Int32Array | undefined;
  /** 1 for a sync sample; `undefined` when all are. */
  readonly isKey: Uint8Array | undefined;
}

/** A day of 60 frames a second is 5.2 million. Above this a table is a bomb. */
export const MAX_SAMPLES = 6_000_000;

const FULL_BOX_BYTES = 4;

/**
 * Unrolls the tables. Tables that disagree about how many samples there are give as many as all of them know.
 *
 * @param stbl the boxes of a sample table
 * @throws MediaError
 */
export function* decodeSampleTable(stbl: BoxList, pace: Pace): Pull<SampleTable> {
  const sizes = yield* decodeSizes(stbl, pace);
  const located = yield* locateSamples(stbl, sizes, pace);
  const dtsTicks = yield* decodeTimes(stbl, located.length, pace);
  const count = dtsTicks.length;
  return {
    count,
    offset: located.subarray(0, count),
    byteLength: sizes.subarray(0, count),
    dtsTicks,
    compositionTicks: yield* decodeCompositions(stbl, count, pace),
    isKey: yield* decodeSyncSamples(stbl, count, pace),
  };
}

/** The samples up to the first that lies outside the file: what is left of one that was cut off. */
export function* withinFile(table: SampleTable, fileLength: number, pace: Pace): Pull<SampleTable> {
  for (let start = 0; start < table.count; ) {
    const end = pace.end(start, table.count);
    const count = presentRows(table, fileLength, start, end);
    if (count < end) return { ...table, count };
    if (pace.isDue(end - start)) yield PAUSE;
    start = end;
  }
  return table;
}

/** The first of the rows that lies outside the file; `end` when none does. */
function presentRows(
  { offset, byteLength }: SampleTable,
  fileLength: number,
  start: number,
  end: number,
): number {
  for (let row = start; row < end; row++) {
    const at = offset[row] ?? 0;
    if (!(at >= 0 && at + (byteLength[row] ?? 0) <= fileLength)) return row;
  }
  return end;
}

/** A table of 32-bit columns behind a full box header; the entry count that the box states must fit into it. */
class Table {
  readonly count: number;
  readonly #view: DataView;
  readonly #entriesAt: number;

  /**
   * @param headerFields how many 32-bit fields come before the count
   * @param entryBytes 0 for none to check
   */
  constructor(contents: Uint8Array, name: string, headerFields: number, entryBytes: number) {
    const countAt = FULL_BOX_BYTES + headerFields * 4;
    this.#view = new DataView(contents.buffer, contents.byteOffset, contents.byteLength);
    this.#entriesAt = countAt + 4;
    const room = contents.length - this.#entriesAt;
    if (room < 0) throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: "${name}" of ${contents.length} bytes`);
    this.count = this.#view.getUint32(countAt);
    if (this.count * entryBytes > room) {
      throw new MediaError(
        "ERR_MEDIA_STRUCTURE",
        `MP4: "${name}" says ${this.count} entries in ${room} bytes`,
      );
    }
  }

  headerField(index: number): number {
    return this.#view.getUint32(FULL_BOX_BYTES + index * 4);
  }

  uint8(byteIndex: number): number {
    return this.#view.getUint8(this.#entriesAt + byteIndex);
  }

  uint16(byteIndex: number): number {
    return this.#view.getUint16(this.#entriesAt + byteIndex);
  }

  uint32(byteIndex: number): number {
    return this.#view.getUint32(this.#entriesAt + byteIndex);
  }

  int32(byteIndex: number): number {
    return this.#view.getInt32(this.#entriesAt + byteIndex);
  }

  uint64(byteIndex: number): number {
    return this.uint32(byteIndex) * 2 ** 32 + this.uint32(byteIndex + 4);
  }
}

function* decodeSizes(stbl: BoxList, pace: Pace): Pull<Uint32Array> {
  const compact = stbl.find("stz2");
  if (compact !== undefined) return yield* decodeCompactSizes(compact, pace);
  const table = new Table(stbl.get("stsz"), "stsz", 1, 0);
  const constant = table.headerField(0);
  expectSane(table.count);
  if (constant !== 0) return new Uint32Array(table.count).fill(constant);
  const checked = new Table(stbl.get("stsz"), "stsz", 1, 4);
  const sizes = new Uint32Array(checked.count);
  for (let start = 0; start < sizes.length; ) {
    const end = pace.end(start, sizes.length);
    for (let row = start; row < end; row++) sizes[row] = checked.uint32(row * 4);
    if (pace.isDue(end - start)) yield PAUSE;
    start = end;
  }
  return sizes;
}

/** `stz2`: entries of 4, 8 or 16 bits (§8.7.3.3). */
function* decodeCompactSizes(contents: Uint8Array, pace: Pace): Pull<Uint32Array> {
  const bits = (contents[FULL_BOX_BYTES + 3] ?? 0) & 0xff;
  if (bits !== 4 && bits !== 8 && bits !== 16) {
    throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: "stz2" with entries of ${bits} bits`);
  }
  const table = new Table(contents, "stz2", 1, bits / 8);
  expectSane(table.count);
  const sizes = new Uint32Array(table.count);
  for (let start = 0; start < sizes.length; ) {
    const end = pace.end(start, sizes.length);
    for (let row = start; row < end; row++) {
      if (bits === 16) sizes[row] = table.uint16(row * 2);
      else if (bits === 8) sizes[row] = table.uint8(row);
      else sizes[row] = row % 2 === 0 ? table.uint8(row >>> 1) >>> 4 : table.uint8(row >>> 1) & 0x0f;
    }
    if (pace.isDue(end - start)) yield PAUSE;
    start = end;
  }
  return sizes;
}

/** Where each sample lies: chunks from `stco` or `co64`, samples in a chunk from `stsc`. */
function* locateSamples(stbl: BoxList, sizes: Uint32Array, pace: Pace): Pull<Float64Array> {
  const wide = stbl.find("co64");
  const chunks =
    wide === undefined ? new Table(stbl.get("stco"), "stco", 0, 4) : new Table(wide, "co64", 0, 8);
  const runs = new Table(stbl.get("stsc"), "stsc", 0, 12);
  const offsets = new Float64Array(sizes.length);
  let row = 0;
  for (let run = 0; run < runs.count && row < sizes.length; run++) {
    const firstChunk = runs.uint32(run * 12);
    const samplesPerChunk = runs.uint32(run * 12 + 4);
    const endChunk = run + 1 < runs.count ? runs.uint32((run + 1) * 12) : chunks.count + 1;
    if (firstChunk < 1 || endChunk < firstChunk) {
      throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: "stsc" runs from chunk ${firstChunk} to ${endChunk}`);
    }
    const lastChunk = Math.min(endChunk, chunks.count + 1);
    for (let chunk = firstChunk; chunk < lastChunk && row < sizes.length; chunk++) {
      let offset = wide === undefined ? chunks.uint32((chunk - 1) * 4) : chunks.uint64((chunk - 1) * 8);
      const chunkEnd = Math.min(row + samplesPerChunk, sizes.length);
      // Chunks of no samples are counted as well.
      do {
        const start = row;
        const end = pace.end(start, chunkEnd);
        for (; row < end; row++) {
          offsets[row] = offset;
          offset += sizes[row] ?? 0;
        }
        if (pace.isDue(1 + row - start)) yield PAUSE;
      } while (row < chunkEnd);
    }
  }
  return offsets.subarray(0, row);
}

function* decodeTimes(stbl: BoxList, count: number, pace: Pace): Pull<Float64Array> {
  const table = new Table(stbl.get("stts"), "stts", 0, 8);
  const times = new Float64Array(count);
  let row = 0;
  let ticks = 0;
  for (let entry = 0; entry < table.count && row < count; entry++) {
    const entryEnd = Math.min(count, row + table.uint32(entry * 8));
    const delta = table.uint32(entry * 8 + 4);
    do {
      const start = row;
      const end = pace.end(start, entryEnd);
      for (; row < end; row++) {
        times[row] = ticks;
        ticks += delta;
      }
      if (pace.isDue(1 + row - start)) yield PAUSE;
    } while (row < entryEnd);
  }
  return times.subarray(0, row);
}

/**
 * Version 0 says unsigned, version 1 signed; but writers of version 0 have put negative offsets there as well, and no
 * real offset is 2^31 ticks long. So both are read as signed.
 */
function* decodeCompositions(stbl: BoxList, count: number, pace: Pace): Pull<Int32Array | undefined> {
  const contents = stbl.find("ctts");
  if (contents === undefined) return undefined;
  const table = new Table(contents, "ctts", 0, 8);
  const offsets = new Int32Array(count);
  let row = 0;
  for (let entry = 0; entry < table.count && row < count; entry++) {
    const end = Math.min(count, row + table.uint32(entry * 8));
    offsets.fill(table.int32(entry * 8 + 4), row, end);
    row = end;
    if (pace.isDue(1)) yield PAUSE;
  }
  return offsets;
}

/** Without an `stss` box every sample is a sync sample (§8.6.2.1). */
function* decodeSyncSamples(stbl: BoxList, count: number, pace: Pace): Pull<Uint8Array | undefined> {
  const contents = stbl.find("stss");
  if (contents === undefined) return undefined;
  const table = new Table(contents, "stss", 0, 4);
  const isKey = new Uint8Array(count);
  for (let entry = 0; entry < table.count; entry++) {
    const row = table.uint32(entry * 4) - 1;
    if (row >= 0 && row < count) isKey[row] = 1;
    if (pace.isDue(1)) yield PAUSE;
  }
  return isKey;
}

function expectSane(count: number): void {
  if (count <= MAX_SAMPLES) return;
  throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: ${count} samples are more than ${MAX_SAMPLES}`);
}
