import { execFile } from "node:child_process";
import { copyFile, link, mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const FILM_SECONDS = 600;
/** The film repeats a pattern: the clock in its pictures starts again with each. */
export const PATTERN_SECONDS = 60;
const FRAME_RATE = 25;
/** Two seconds from key frame to key frame. */
const GROUP_FRAMES = 50;
/** Of the HLS rendition: more than is ever watched of it. */
const HLS_SECONDS = 60;
/** The strip above the picture: one column for each binary digit of the frame's number. */
const CLOCK = "16+219*mod(floor(N/pow(2,X)),2)";

/** How a Flash Video file tells where its key frames are. */
export type FilmKind = "exact" | "sloppy" | "no-b-frames" | "no-index";

/**
 * Makes one film in every form that is compared: Flash Video into `media`, MP4 and HLS into `site`; `scratch` takes
 * what is needed on the way.
 * Its pictures carry their number, 640x360, 25 a second.
 */
export async function makeFilm(media: string, site: string, scratch: string): Promise<void> {
  const sound = join(scratch, "sound.m4a");
  const sine = `sine=frequency=440:sample_rate=44100:duration=${FILM_SECONDS}`;
  await ffmpeg("-f", "lavfi", "-i", sine, "-c:a", "aac", "-b:a", "64k", sound);
  const mp4 = join(site, "film.mp4");
  await mux(await makePattern(scratch, 2), sound, mp4);
  const plain = join(site, "plain.mp4");
  await mux(await makePattern(scratch, 0), sound, plain);

  const path = (kind: FilmKind): string => join(media, `${kind}.flv`);
  await ffmpeg("-i", mp4, "-c", "copy", "-flvflags", "add_keyframe_index", path("exact"));
  await ffmpeg("-i", plain, "-c", "copy", "-flvflags", "add_keyframe_index", path("no-b-frames"));
  await ffmpeg("-i", mp4, "-c", "copy", path("no-index"));
  await copyFile(path("exact"), path("sloppy"));
  await blurIndex(path("sloppy"));

  // For the peer that reads a plain file.
  await link(path("exact"), join(site, "exact.flv"));
  const hls = join(site, "hls");
  await mkdir(hls);
  const segments = ["-f", "hls", "-hls_time", "2", "-hls_playlist_type", "vod"];
  await ffmpeg("-i", mp4, "-c", "copy", "-t", String(HLS_SECONDS), ...segments, join(hls, "film.m3u8"));
}

async function makePattern(directory: string, bFrames: number): Promise<string> {
  const path = join(directory, `pattern-${bFrames}.mp4`);
  const timing = `r=${FRAME_RATE}:d=${PATTERN_SECONDS}`;
  const clock = `color=black:s=16x2:${timing},format=yuv420p,geq=lum='${CLOCK}':cb=128:cr=128,scale=640:32:flags=neighbor`;
  const inputs = ["-f", "lavfi", "-i", `testsrc2=s=640x328:${timing}`, "-f", "lavfi", "-i", clock];
  const groups = ["-g", String(GROUP_FRAMES), "-keyint_min", String(GROUP_FRAMES), "-sc_threshold", "0"];
  const coding = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "28", "-bf", String(bFrames)];
  await ffmpeg(...inputs, "-filter_complex", "[1][0]vstack,format=yuv420p", ...coding, ...groups, path);
  return path;
}

/** Repeats a pattern for the length of the film and puts sound beside it; the index goes to the front. */
async function mux(pattern: string, sound: string, path: string): Promise<void> {
  const loops = String(FILM_SECONDS / PATTERN_SECONDS - 1);
  const inputs = ["-stream_loop", loops, "-i", pattern, "-i", sound];
  await ffmpeg(...inputs, "-map", "0:v", "-map", "1:a", "-c", "copy", "-movflags", "+faststart", path);
}

async function ffmpeg(...args: readonly string[]): Promise<void> {
  await run("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", ...args]);
}

/** Bytes at the beginning of a file that hold its whole `onMetaData`. */
const HEAD_BYTES = 1 << 16;

/** Puts every time of the key frame index up to half a second too early, as sloppy tools did. */
async function blurIndex(path: string): Promise<void> {
  const head = (await readFile(path)).subarray(0, HEAD_BYTES);
  const name = Buffer.from("\0\x05times\x0a", "latin1");
  const found = head.indexOf(name);
  if (found === -1) throw new Error(`${path} has no key frame index`);
  const start = found + name.length;
  const count = head.readUInt32BE(start);
  for (let entry = 0; entry < count; entry++) {
    // A strict array's numbers: a marker of one byte, then a double.
    const at = start + 4 + entry * 9 + 1;
    const blurSeconds = 0.1 * (entry % 6);
    head.writeDoubleBE(Math.max(0, head.readDoubleBE(at) - blurSeconds), at);
  }
  const file = await open(path, "r+");
  try {
    await file.write(head, 0, head.length, 0);
  } finally {
    await file.close();
  }
}
