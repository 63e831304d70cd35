/** What a film that plays elsewhere tells a `<video>` to say of itself. */
export interface Elsewhere {
  readonly currentSeconds: () => number;
  /** 0 when unknown. */
  readonly durationSeconds: () => number;
  /** Up to where it can be played without another byte. */
  readonly bufferedSeconds: () => number;
  readonly isSeeking: () => boolean;
  readonly isEnded: () => boolean;
  readonly isPaused: () => boolean;
  readonly seek: (seconds: number) => void;
  readonly play: () => Promise<void>;
  readonly pause: () => void;
}

/** What the mirror would say of itself. Those who mean the film are told by events that a script made. */
const ITS_OWN = ["play", "playing", "pause", "waiting", "timeupdate", "durationchange", "ended"];

/**
 * Gives one `<video>` the times of a film that plays elsewhere and is only mirrored in it as a live stream, which
 * by itself knows neither a position nor a duration. So controls, pages and a `<media-controller>` need not know.
 * The mirror itself is never paused: Chromium without a GPU shows a black picture then.
 *
 * @returns how to give the element its own face back
 */
export function borrowFace(video: HTMLVideoElement, film: Elsewhere): () => void {
  const ranges = (): TimeRanges => {
    const end = film.bufferedSeconds();
    return { length: end > 0 ? 1 : 0, start: () => 0, end: () => end };
  };
  const face: PropertyDescriptorMap = {
    currentTime: { get: film.currentSeconds, set: film.seek },
    duration: { get: () => film.durationSeconds() || Number.NaN },
    buffered: { get: ranges },
    seekable: {
      get: () => ({ length: 1, start: () => 0, end: film.durationSeconds }),
    },
    seeking: { get: film.isSeeking },
    ended: { get: film.isEnded },
    paused: { get: film.isPaused },
    play: { value: film.play },
    pause: { value: film.pause },
  };
  for (const descriptor of Object.values(face)) descriptor.configurable = true;
  Object.defineProperties(video, face);
  const listeners = new AbortController();
  const keep = (event: Event): void => {
    if (event.isTrusted) event.stopImmediatePropagation();
  };
  for (const name of ITS_OWN) video.addEventListener(name, keep, { capture: true, signal: listeners.signal });
  return () => {
    listeners.abort();
    for (const name of Object.keys(face)) Reflect.deleteProperty(video, name);
  };
}
