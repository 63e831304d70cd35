/**
 * Watches a seek to its end. Two things go wrong below us without an event: near the end of a file on a fast
 * network the media source is closed early and Chromium jumps to the end; and a range may begin a little after
 * the target, before which the decoder waits for ever.
 */
export class SeekGuard {
  readonly #video: HTMLVideoElement;
  readonly #seek: (seconds: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #target = 0;

  constructor(video: HTMLVideoElement, seek: (seconds: number) => void) {
    this.#video = video;
    this.#seek = seek;
  }

  /** True while a seek under way has come out somewhere else: the next look puts it right. */
  get isAstray(): boolean {
    return this.#timer !== undefined && this.#isElsewhere();
  }

  /** Begins to watch over a seek to `target`; an earlier one is forgotten. */
  watch(target: number): void {
    this.stop();
    this.#target = target;
    let ticks = 0;
    this.#timer = setInterval(() => {
      ticks += 1;
      if (this.#isThere() || ticks >= GIVE_UP_TICKS) this.stop();
      else this.#mend();
    }, TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #isThere(): boolean {
    const { seeking, readyState } = this.#video;
    return !seeking && readyState >= 3 && !this.#isElsewhere();
  }

  #isElsewhere(): boolean {
    const { ended, duration, currentTime } = this.#video;
    return (
      (ended && this.#target < duration - 0.5) || Math.abs(currentTime - this.#target) > MAX_DRIFT_SECONDS
    );
  }

  #mend(): void {
    const video = this.#video;
    if (this.#isElsewhere()) {
      this.#seek(this.#target);
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
