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
    this.#video.addEventListener("seeking", this.#onSeeking);
    let ticks = 0;
    this.#timer = setInterval(() => {
      ticks += 1;
      if (this.#isThere()) this.stop();
      else this.#mend(ticks % ASK_AGAIN_TICKS === 0);
    }, TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#video.removeEventListener("seeking", this.#onSeeking);
  }

  /** Whoever seeks in the element itself wants to be there instead. Chromium's own jump to the end is no seek. */
  readonly #onSeeking = (): void => {
    const { currentTime, duration } = this.#video;
    if (this.#isElsewhere() && currentTime < duration - END_SECONDS) this.#target = currentTime;
  };

  #isThere(): boolean {
    const { currentTime, ended, readyState, seeking } = this.#video;
    // At the end there is no later frame to wait for.
    const isOn = readyState >= 3 || ended || currentTime > this.#target + END_SECONDS;
    return !seeking && isOn && !this.#isElsewhere();
  }

  #isElsewhere(): boolean {
    const { ended, duration, currentTime } = this.#video;
    return (
      (ended && this.#target < duration - END_SECONDS) ||
      Math.abs(currentTime - this.#target) > MAX_DRIFT_SECONDS
    );
  }

  #mend(isLate: boolean): void {
    const video = this.#video;
    const start = this.#startHere();
    const isElsewhere = this.#isElsewhere();
    if (start === undefined) {
      // It is on its way: to ask again is to begin anew, and a slow network would never get there.
      if (isElsewhere && isLate) this.#seek(this.#target);
      return;
    }
    // A hair past the start: the first sample's time is rounded.
    const place = start > this.#target ? start + 0.01 : this.#target;
    if (isElsewhere) this.#seek(place);
    else if (video.readyState < 3 && start > video.currentTime) video.currentTime = place;
  }

  /** Where the range begins in which the target is, or which begins a little later. */
  #startHere(): number | undefined {
    const { buffered } = this.#video;
    for (let index = 0; index < buffered.length; index++) {
      const start = buffered.start(index);
      if (start < this.#target + MAX_GAP_SECONDS && this.#target < buffered.end(index)) return start;
    }
    return undefined;
  }
}

const TICK_MS = 150;
/** Six seconds. */
const ASK_AGAIN_TICKS = 40;
/** This near to the end, the end is where the viewer wanted to be. */
const END_SECONDS = 0.5;
/** A position further off than this is not where the viewer wanted to be. */
const MAX_DRIFT_SECONDS = 3;
/** Gaps up to this are between key frame and target, not between places. */
const MAX_GAP_SECONDS = 1.5;
