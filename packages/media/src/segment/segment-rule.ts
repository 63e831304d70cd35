/**
 * Where one segment ends and the next begins.
 *
 * Time is cut in slots of two seconds; the first key packet in each slot begins a segment. So a boundary depends on
 * the file alone and not on where a viewer came in, and everybody shares the same segments. Only where key packets are
 * farther apart than a segment may be long or heavy is it cut before some other packet.
 */

/** The length segments have on average, in milliseconds. */
export const SEGMENT_SLOT_MS = 2000;
/** A segment is cut before a packet this much later than its first. */
const MAX_SEGMENT_MS = 10_000;
/** A segment is cut before the packet that would make it heavier, unless it is the first. */
export const MAX_SEGMENT_BYTES: number = 4 * 1024 * 1024;
/** The same for packets: a real segment has a few hundred, and a reader must not be made to hold millions. */
export const MAX_SEGMENT_PACKETS = 8192;

export function slotOf(timeMs: number): number {
  return Math.floor(timeMs / SEGMENT_SLOT_MS);
}

/** Follows packets in file order and says which of them begin a segment. */
export class SegmentRule {
  #startMs: number;
  #slot: number | undefined;
  #byteLength = 0;
  #count = 0;

  /**
   * @param startMs decoding time of the packet with which the current segment begins
   * @param isContinuation true when that packet is where a segment had to be cut: the next key packet ends it
   */
  constructor(startMs: number, isContinuation: boolean) {
    this.#startMs = startMs;
    this.#slot = isContinuation ? undefined : slotOf(startMs);
  }

  /**
   * Takes the next packet; true when it does not belong to the current segment any more. The rule then follows the
   * segment that it begins.
   *
   * @param isKey whether a segment may begin here: a video key packet, or any audio packet where there is no video
   */
  begins(timeMs: number, isKey: boolean, byteLength: number): boolean {
    if (this.#count === 0 || this.#hasRoomFor(timeMs, isKey, byteLength)) {
      this.#byteLength += byteLength;
      this.#count += 1;
      return false;
    }
    this.#startMs = timeMs;
    this.#slot = isKey ? slotOf(timeMs) : undefined;
    this.#byteLength = byteLength;
    this.#count = 1;
    return true;
  }

  #hasRoomFor(timeMs: number, isKey: boolean, byteLength: number): boolean {
    return (
      (!isKey || slotOf(timeMs) === this.#slot) &&
      timeMs < this.#startMs + MAX_SEGMENT_MS &&
      this.#byteLength + byteLength <= MAX_SEGMENT_BYTES &&
      this.#count < MAX_SEGMENT_PACKETS
    );
  }
}
