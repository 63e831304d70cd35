import type { Frame, Page } from "playwright-core";

/** What a video shows, and what the browser has decoded of it. */
interface ShownPicture {
  /** Time of the picture, in seconds. */
  readonly seconds: number;
  readonly width: number;
  /** Middle of the ball in the sample's picture, in pixels from the left; NaN when there is none. */
  readonly ballX: number;
  /** Bytes of sound the browser has decoded. */
  readonly decodedAudioBytes: number;
}

/** Width of the ball's own box: it rolls over the rest of the picture. See tooling/scripts/make-sample.sh. */
const BALL_PIXELS = 40;
const BALL_MIDDLE_PIXELS = 17;

/**
 * Waits until the first video of the page, or of an element's shadow, has played for a while, and reads its picture.
 *
 * @param afterSeconds how far it has to have played
 */
export async function readPicture(
  page: Page | Frame,
  {
    afterSeconds = 1.2,
    timeoutMs = 60_000,
  }: { readonly afterSeconds?: number; readonly timeoutMs?: number } = {},
): Promise<ShownPicture> {
  return await page.evaluate(takePicture, { afterSeconds, timeoutMs });
}

/**
 * How far the ball is from where it belongs at that time, in pixels. It rolls from left to right once each second; a
 * picture may be a frame or two old.
 */
export function ballDistance({ seconds, width, ballX }: ShownPicture): number {
  const way = width - BALL_PIXELS;
  const distance = Math.abs(ballX - ((seconds % 1) * way + BALL_MIDDLE_PIXELS));
  return Math.min(distance, Math.abs(distance - way));
}

/** Runs in the page. */
async function takePicture({
  afterSeconds,
  timeoutMs,
}: {
  readonly afterSeconds: number;
  readonly timeoutMs: number;
}): Promise<ShownPicture> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const video = queryVideo(document);
    // `currentTime` runs on where a busy machine shows no picture: the picture's own time is what counts.
    const seconds = video === undefined ? undefined : await nextPicture(video);
    const picture =
      video === undefined || seconds === undefined || seconds < afterSeconds
        ? undefined
        : look(video, seconds);
    if (picture !== undefined) return picture;
    if (performance.now() > deadline) throw new Error(`no picture after ${afterSeconds} s was shown`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  function look(video: HTMLVideoElement, seconds: number): ShownPicture | undefined {
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext("2d");
    if (context === null) return undefined;
    context.drawImage(video, 0, 0);
    // The strip that the ball rolls along.
    const { data, width } = context.getImageData(0, 318, canvas.width, 1);
    const yellow = Array.from({ length: width }, (_, x) => x).filter((x) => isYellow(data, x * 4));
    const { webkitAudioDecodedByteCount = 0 } = video as unknown as {
      readonly webkitAudioDecodedByteCount?: number;
    };
    return {
      seconds,
      width,
      ballX: yellow.reduce((sum, x) => sum + x, 0) / yellow.length,
      decodedAudioBytes: webkitAudioDecodedByteCount,
    };
  }

  /** Time of the picture that is shown next; `undefined` when none comes, and it has to be asked for again. */
  function nextPicture(of: HTMLVideoElement): Promise<number | undefined> {
    // A film that is over shows no further one: its last stays.
    if (of.ended) return Promise.resolve(of.currentTime);
    return new Promise((resolve) => {
      const waiting = of.requestVideoFrameCallback((_, { mediaTime }) => resolve(mediaTime));
      setTimeout(() => {
        of.cancelVideoFrameCallback(waiting);
        resolve(undefined);
      }, 2000);
    });
  }
  function isYellow(pixels: Uint8ClampedArray, at: number): boolean {
    return (pixels[at] ?? 0) > 180 && (pixels[at + 1] ?? 0) > 120 && (pixels[at + 2] ?? 255) < 110;
  }
  function queryVideo(root: ParentNode): HTMLVideoElement | undefined {
    const direct = root.querySelector("video");
    if (direct !== null) return direct;
    for (const element of root.querySelectorAll("*")) {
      const found = element.shadowRoot === null ? undefined : queryVideo(element.shadowRoot);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
