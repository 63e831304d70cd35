/** The page of `npm run bench -- player`: mounts one contestant at a time and watches the screen. */
import type { BenchPage, SeekResult, Still } from "./bench-page.ts";
import { CONTESTANTS, type Mounted } from "./contestants.ts";
import { hashPicture, readPixelClock } from "./pixel-clock.ts";

/** Nobody waits longer for a place. */
const SEEK_LIMIT_MS = 6000;
/** A picture further from the place than this is not of it: two and a half frames. */
const NEAR_SECONDS = 0.1;

let video: HTMLVideoElement | undefined;
let mounted: Mounted | undefined;

const bench: BenchPage = {
  async play(name, addresses, film) {
    const element = document.createElement("video");
    element.muted = true;
    element.width = 640;
    element.height = 360;
    document.body.append(element);
    video = element;
    const startedAtMs = performance.now();
    const picture = new Promise<number>((resolve) => {
      element.requestVideoFrameCallback(() => resolve(performance.now()));
    });
    mounted = await CONTESTANTS[name](element, addresses, film);
    return (await picture) - startedAtMs;
  },

  seek(seconds) {
    const element = current();
    const wasUnbuffered = !isBuffered(element, seconds);
    const startedAtMs = performance.now();
    return new Promise<SeekResult>((resolve) => {
      let seen = { pictureSeconds: Number.NaN, clockSeconds: Number.NaN };
      const timer = setTimeout(() => {
        element.cancelVideoFrameCallback(handle);
        resolve({ ms: undefined, ...seen, wasUnbuffered });
      }, SEEK_LIMIT_MS);
      const look: VideoFrameRequestCallback = (_now, { mediaTime }) => {
        const ms = performance.now() - startedAtMs;
        seen = { pictureSeconds: mediaTime, clockSeconds: readPixelClock(element) };
        if (Math.abs(mediaTime - seconds) > NEAR_SECONDS) {
          handle = element.requestVideoFrameCallback(look);
          return;
        }
        clearTimeout(timer);
        resolve({ ms, ...seen, wasUnbuffered });
      };
      let handle = element.requestVideoFrameCallback(look);
      mounted?.seek(seconds);
    });
  },

  async stills(times) {
    const element = current();
    element.pause();
    const found: Still[] = [];
    for (const seconds of times) {
      const pictureSeconds = await standAt(element, seconds);
      found.push({ pictureSeconds, hash: await hashPicture(element) });
    }
    return found;
  },

  stop() {
    mounted?.destroy();
    video?.remove();
    mounted = undefined;
    video = undefined;
  },
};

function current(): HTMLVideoElement {
  if (video === undefined) throw new Error("nothing is mounted");
  return video;
}

/** Goes to a time and waits until its picture stands. */
function standAt(element: HTMLVideoElement, seconds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no picture at ${seconds} s`)), SEEK_LIMIT_MS);
    const look: VideoFrameRequestCallback = (_now, { mediaTime }) => {
      if (Math.abs(mediaTime - seconds) > NEAR_SECONDS) element.requestVideoFrameCallback(look);
      else {
        clearTimeout(timer);
        resolve(mediaTime);
      }
    };
    element.requestVideoFrameCallback(look);
    mounted?.seek(seconds);
  });
}

function isBuffered({ buffered }: HTMLVideoElement, seconds: number): boolean {
  for (let range = 0; range < buffered.length; range++)
    if (buffered.start(range) <= seconds && seconds < buffered.end(range)) return true;
  return false;
}

Object.assign(globalThis, { bench });
