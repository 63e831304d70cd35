import { bufferedAheadSeconds } from "./engine/buffered-ahead.ts";
import type { Traffic } from "./engine/engine.ts";

/** What a look at the element can find. */
export interface PlaybackFindings {
  /** Playback ran dry though it should go on. */
  readonly onStarving: () => void;
  /** It goes on again, after so many milliseconds. */
  readonly onFed: (starvedMs: number) => void;
  /** Nothing to play and nothing arriving for {@link SILENCE_MS}: media elements have no event for it. */
  readonly onSilence: () => void;
  /** Called with every look. */
  readonly onTick: () => void;
}

/** A silent sender is reported after this long, so that a viewer is told within three seconds. */
const SILENCE_MS = 2500;

const TICK_MS = 200;

/** Less than this ahead is dry: decoders hold back a few frames. */
export const DRY_SECONDS = 0.25;

/** Looks at a media element five times a second. Returns how to stop. */
export function watchPlayback(
  video: HTMLVideoElement,
  traffic: () => Traffic | undefined,
  findings: PlaybackFindings,
): () => void {
  let starvingSinceMs: number | undefined;
  let lastSeconds = video.currentTime;
  const timer = setInterval(() => {
    const now = performance.now();
    const isMoving = video.currentTime !== lastSeconds;
    lastSeconds = video.currentTime;
    const wantsToMove = (!video.paused || video.seeking || video.readyState < 2) && !video.ended;
    const isDry = bufferedAheadSeconds(video) < DRY_SECONDS;
    if (wantsToMove && isDry && !isMoving) {
      if (starvingSinceMs === undefined) {
        starvingSinceMs = now;
        findings.onStarving();
      }
      if ((traffic()?.silentMs ?? 0) >= SILENCE_MS) findings.onSilence();
    } else if (starvingSinceMs !== undefined && (isMoving || !isDry)) {
      findings.onFed(now - starvingSinceMs);
      starvingSinceMs = undefined;
    }
    findings.onTick();
  }, TICK_MS);
  return () => clearInterval(timer);
}
