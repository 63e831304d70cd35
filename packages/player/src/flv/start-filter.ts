import { isSequenceHeader } from "./sequence-header.ts";
import type { FlvTag } from "./tag-reader.ts";

/**
 * Lets a stream begin at the last key frame not after the wanted time, whatever the server sent before it:
 * a server that knows no `start` sends the whole file, one that does may begin earlier than asked.
 */
export class StartFilter {
  readonly #startMs: number;
  readonly #hasVideo: boolean;
  #held: FlvTag[] = [];
  #isOpen = false;

  constructor(startMs: number, hasVideo: boolean) {
    this.#startMs = startMs;
    this.#hasVideo = hasVideo;
  }

  /** The tags that may pass now, in order. */
  pass(tags: readonly FlvTag[]): readonly FlvTag[] {
    if (this.#isOpen) return tags;
    for (const [index, tag] of tags.entries()) {
      const isHeader = isSequenceHeader(tag);
      if (!isHeader && tag.kind !== 18) {
        if (tag.timestampMs >= this.#startMs) {
          // A key frame that stands exactly at the start needs nothing from before it.
          if (tag.timestampMs === this.#startMs && isKeyTag(tag, this.#hasVideo)) this.#dropHeldMedia();
          this.#isOpen = true;
          const held = this.#held;
          this.#held = [];
          return [...held, ...tags.slice(index)];
        }
        if (isKeyTag(tag, this.#hasVideo)) this.#dropHeldMedia();
      }
      this.#held.push(tag);
    }
    return [];
  }

  /** What is still held when the stream ends before the wanted time. */
  flush(): readonly FlvTag[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }

  #dropHeldMedia(): void {
    this.#held = this.#held.filter((tag) => isSequenceHeader(tag));
  }
}

/** A tag at which decoding can begin: a key frame, or any sound where there is no picture. */
function isKeyTag(tag: FlvTag, hasVideo: boolean): boolean {
  if (!hasVideo) return tag.kind === 8;
  // FrameType 1; the enhanced form keeps it in bits 4 to 6.
  return tag.kind === 9 && (((tag.body[0] ?? 0) >>> 4) & 0x07) === 1;
}
