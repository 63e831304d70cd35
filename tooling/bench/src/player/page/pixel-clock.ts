const COLUMNS = 16;
const COLUMN_PIXELS = 40;
/** A row in the middle of the strip. */
const ROW = 16;
const FRAME_RATE = 25;

/** Reads the number that a picture of the film carries in its strip, in seconds. */
export function readPixelClock(video: HTMLVideoElement): number {
  const { data } = pixelsOf(video, ROW, 1);
  let frame = 0;
  for (let column = 0; column < COLUMNS; column++) {
    const at = (column * COLUMN_PIXELS + COLUMN_PIXELS / 2) * 4;
    if ((data[at] ?? 0) > 128) frame += 2 ** column;
  }
  return frame / FRAME_RATE;
}

/** SHA-256 of all pixels, as hexadecimal digits. */
export async function hashPicture(video: HTMLVideoElement): Promise<string> {
  const { data } = pixelsOf(video, 0, video.videoHeight);
  // Plain HTTP is a secure context on localhost, so that there is `crypto.subtle`.
  const digest = await crypto.subtle.digest("SHA-256", data);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function pixelsOf(video: HTMLVideoElement, row: number, rows: number): ImageData {
  const { videoWidth: width } = video;
  const context = new OffscreenCanvas(width, rows).getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("the browser has no canvas");
  context.drawImage(video, 0, row, width, rows, 0, 0, width, rows);
  return context.getImageData(0, 0, width, rows);
}
