/**
 * Watches a seek to its end. Two things go wrong below us without an event: near the end of a file on a fast
 * network the media source is closed early and Chromium jumps to the end; and a range may begin a little after
 * the target, before which the decoder waits for ever.
 */
export class SeekGuard {
  readonly #video: HTMLVideoElement;
  readonly #seek: (seconds: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(video: HTMLVideoElement, seek: (seconds: number) => void) {
    this.#video = video;
    this.#seek = seek;
  }

  /** Begins to watch over a seek to `target`; an earlier one is forgotten. */
  watch(target: number): void {
    this.stop();
    let ticks = 0;
    this.#timer = setInterval(() => {
      ticks += 1;
      if (this.#isThere(target) || ticks >= GIVE_UP_TICKS) this.stop();
      else this.#mend(target);
    }, TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #isThere(target: number): boolean {
    const video = this.#video;
    return (
      !video.seeking && video.readyState >= 3 && Math.abs(video.currentTime - target) <= MAX_DRIFT_SECONDS
    );
  }

  #mend(target: number): void {
    const video = this.#video;
    const isAtEnd = video.ended && target < video.duration - 0.5;
    if (isAtEnd || Math.abs(video.currentTime - target) > MAX_DRIFT_SECONDS) {
      this.#seek(target);
      return;
    }
    if (video.readyState >= 3) return;
    for (let index = 0; index < video.buffered.length; index++) {
      const start = video.buffered.start(index);
      if (start > video.currentTime && start - video.currentTime < MAX_GAP_SECONDS) {
        // A hair past the start: the first sample's time is rounded.
        video.currentTime = start + 0.01;
        return;
      }
    }
  }
}

const TICK_MS = 150;
/** Six seconds. */
const GIVE_UP_TICKS = 40;
/** A position further off than this is not where the viewer wanted to be. */
const MAX_DRIFT_SECONDS = 3;
/** Gaps up to this are between key frame and target, not between places. */
const MAX_GAP_SECONDS = 1.5;
