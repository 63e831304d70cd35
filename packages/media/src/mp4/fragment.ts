/**
 * Movie fragments: samples that are described where they are stored.
 *
 * Source: ISO/IEC 14496-12 §8.8.
 */
import { MediaError } from "../media-error.ts";
import { BoxList, openFullBox } from "./box.ts";
import type { SampleTable } from "./sample-table.ts";

/** What a sample is unless its fragment says otherwise (`trex`). */
export interface SampleDefaults {
  readonly durationTicks: number;
  readonly byteLength: number;
  readonly flags: number;
}

/** The samples of one track in one fragment. */
export interface TrackFragment {
  readonly trackId: number;
  /** `undefined` where the fragment does not say when it begins; it then goes on where the last one ended. */
  readonly baseTicks: number | undefined;
  /** Times count from the beginning of the fragment. */
  readonly samples: SampleTable;
  readonly durationTicks: number;
}

/** Samples of all tracks in one fragment; a real one has a few thousand at most. */
export const MAX_FRAGMENT_SAMPLES: number = 2 ** 18;
/** Sample flags: not a sync sample, or one that depends on others; Flash tools set only one of them. */
const NOT_KEY = 0x0001_0000 | 0x0100_0000;

const TFHD = {
  baseDataOffset: 0x000001,
  sampleDescriptionIndex: 0x000002,
  defaultDuration: 0x000008,
  defaultSize: 0x000010,
  defaultFlags: 0x000020,
  baseIsMoof: 0x020000,
} as const;

const TRUN = {
  dataOffset: 0x000001,
  firstSampleFlags: 0x000004,
  duration: 0x000100,
  size: 0x000200,
  flags: 0x000400,
  composition: 0x000800,
} as const;

/** Every `trex` by track id. */
export function decodeDefaults(mvex: BoxList): Map<number, SampleDefaults> {
  const defaults = new Map<number, SampleDefaults>();
  for (const trex of mvex.all("trex")) {
    const { reader } = openFullBox(trex);
    const trackId = reader.readUint32();
    reader.skip(4);
    const durationTicks = reader.readUint32();
    const byteLength = reader.readUint32();
    defaults.set(trackId, { durationTicks, byteLength, flags: reader.readUint32() });
  }
  return defaults;
}

/**
 * @param moof contents of the box
 * @param moofOffset where the box begins in the file
 * @throws MediaError, ByteError
 */
export function decodeFragment(
  moof: Uint8Array,
  moofOffset: number,
  defaults: ReadonlyMap<number, SampleDefaults>,
): TrackFragment[] {
  const fragments: TrackFragment[] = [];
  // Without an own base, a track's data begin where those of the track before end (§8.8.7.1).
  let dataOffset = moofOffset;
  let room = MAX_FRAGMENT_SAMPLES;
  for (const traf of new BoxList(moof).all("traf")) {
    const builder = new TrackFragmentBuilder(new BoxList(traf), moofOffset, dataOffset, defaults, room);
    fragments.push(builder.fragment);
    room -= builder.fragment.samples.count;
    dataOffset = builder.dataOffset;
  }
  return fragments;
}

class TrackFragmentBuilder {
  readonly fragment: TrackFragment;
  dataOffset: number;
  readonly #baseOffset: number;
  readonly #defaults: SampleDefaults;
  readonly #offsets: number[] = [];
  readonly #sizes: number[] = [];
  readonly #times: number[] = [];
  readonly #compositions: number[] = [];
  readonly #keys: number[] = [];
  readonly #room: number;
  #ticks = 0;

  constructor(
    boxes: BoxList,
    moofOffset: number,
    previousEnd: number,
    defaults: ReadonlyMap<number, SampleDefaults>,
    room: number,
  ) {
    this.#room = room;
    const { flags, reader } = openFullBox(boxes.get("tfhd"));
    const trackId = reader.readUint32();
    const given = defaults.get(trackId) ?? { durationTicks: 0, byteLength: 0, flags: 0 };
    const ownBase = (flags & TFHD.baseDataOffset) === 0 ? undefined : reader.readUint64();
    if ((flags & TFHD.sampleDescriptionIndex) !== 0) reader.skip(4);
    this.#defaults = {
      durationTicks: (flags & TFHD.defaultDuration) === 0 ? given.durationTicks : reader.readUint32(),
      byteLength: (flags & TFHD.defaultSize) === 0 ? given.byteLength : reader.readUint32(),
      flags: (flags & TFHD.defaultFlags) === 0 ? given.flags : reader.readUint32(),
    };
    this.#baseOffset = ownBase ?? ((flags & TFHD.baseIsMoof) === 0 ? previousEnd : moofOffset);
    this.dataOffset = this.#baseOffset;
    for (const trun of boxes.all("trun")) this.#addRun(trun);
    this.fragment = {
      trackId,
      baseTicks: decodeBaseTicks(boxes.find("tfdt")),
      samples: {
        count: this.#offsets.length,
        offset: Float64Array.from(this.#offsets),
        byteLength: Uint32Array.from(this.#sizes),
        dtsTicks: Float64Array.from(this.#times),
        compositionTicks: Int32Array.from(this.#compositions),
        isKey: Uint8Array.from(this.#keys),
      },
      durationTicks: this.#ticks,
    };
  }

  #addRun(trun: Uint8Array): void {
    const { flags, reader } = openFullBox(trun);
    const count = reader.readUint32();
    if (count + this.#offsets.length > this.#room) {
      throw new MediaError("ERR_MEDIA_STRUCTURE", `MP4: ${count} samples in one "trun" box`);
    }
    if ((flags & TRUN.dataOffset) !== 0) this.dataOffset = this.#baseOffset + reader.readInt32();
    const firstFlags = (flags & TRUN.firstSampleFlags) === 0 ? undefined : reader.readUint32();
    for (let index = 0; index < count; index++) {
      const durationTicks =
        (flags & TRUN.duration) === 0 ? this.#defaults.durationTicks : reader.readUint32();
      const byteLength = (flags & TRUN.size) === 0 ? this.#defaults.byteLength : reader.readUint32();
      const own = (flags & TRUN.flags) === 0 ? this.#defaults.flags : reader.readUint32();
      const sampleFlags = index === 0 ? (firstFlags ?? own) : own;
      // Signed in both versions, as in `ctts`.
      const composition = (flags & TRUN.composition) === 0 ? 0 : reader.readInt32();
      this.#offsets.push(this.dataOffset);
      this.#sizes.push(byteLength);
      this.#times.push(this.#ticks);
      this.#compositions.push(composition);
      this.#keys.push((sampleFlags & NOT_KEY) === 0 ? 1 : 0);
      this.dataOffset += byteLength;
      this.#ticks += durationTicks;
    }
  }
}

function decodeBaseTicks(tfdt: Uint8Array | undefined): number | undefined {
  if (tfdt === undefined) return undefined;
  const { version, reader } = openFullBox(tfdt);
  return version === 1 ? reader.readUint64() : reader.readUint32();
}
