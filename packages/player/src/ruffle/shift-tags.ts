/** What a run of FLV bytes holds in time. */
export interface ShiftedTags {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of the first and the last tag, as they were; `undefined` without tags. */
  readonly firstMs: number | undefined;
  readonly lastMs: number | undefined;
}

/** A tag's header and its back pointer, without the body between. Source: FLV 10.1, E.4.1. */
const TAG_FRAME_BYTES = 15;

/**
 * Takes `byMs` off the timestamps of whole tags, in a copy; without it, the first tag's own time.
 * @param bytes whole tags, nothing before them
 */
export function shiftTags(bytes: Uint8Array, byMs: number | undefined): ShiftedTags {
  const copy = new Uint8Array(bytes);
  const view = new DataView(copy.buffer);
  let firstMs: number | undefined;
  let lastMs: number | undefined;
  let at = 0;
  while (at + TAG_FRAME_BYTES <= copy.length) {
    const low = view.getUint32(at + 4);
    const timestampMs = ((low & 0xff) << 24) | (low >>> 8);
    firstMs ??= timestampMs;
    lastMs = timestampMs;
    const shifted = Math.max(0, timestampMs - (byMs ?? firstMs));
    view.setUint32(at + 4, ((shifted & 0xffffff) << 8) | (shifted >>> 24));
    at += TAG_FRAME_BYTES + (view.getUint32(at) & 0xffffff);
  }
  return { bytes: copy, firstMs, lastMs };
}
