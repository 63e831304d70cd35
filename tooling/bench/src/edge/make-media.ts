import { execFile } from "node:child_process";
import { link, open, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { isConfiguration } from "../load/rtmp-viewer.ts";

const run = promisify(execFile);

/** A file of the benchmark, and what its viewers are to be sent. */
export interface BenchMedia {
  readonly name: string;
  readonly path: string;
  readonly byteLength: number;
  /** Pictures and sound, without decoder configurations. */
  readonly packets: number;
  readonly packetBytes: number;
}

/** Titles of the same contents under different names. */
const TITLES = 50;
/** Lengths of a title, of the files of 1 and of 5 Mbit/s that are watched whole (40 and 75 MB), and of the film. */
export const TITLE_SECONDS = 60;
const SLOW_SECONDS = 300;
const FAST_SECONDS = 120;
const FILM_SECONDS = 3600;
/** What is encoded; the rest of a file repeats it. */
const PATTERN_SECONDS = 20;

export interface MediaSet {
  readonly slow: BenchMedia;
  readonly fast: BenchMedia;
  readonly titles: readonly BenchMedia[];
  /** One hour, its index at the end. */
  readonly film: { readonly name: string; readonly path: string; readonly moovBytes: number };
}

/** Makes everything with ffmpeg: five minutes of 1 and two of 5 Mbit/s, fifty titles, an hour of MP4. */
export async function makeMedia(directory: string): Promise<MediaSet> {
  const slow = await makeFile(directory, "slow.flv", 1000, SLOW_SECONDS);
  const fast = await makeFile(directory, "fast.flv", 5000, FAST_SECONDS);
  const first = await repeated(join(directory, "slow.flv.mp4"), TITLE_SECONDS, join(directory, "title.flv"));
  const titles: BenchMedia[] = [];
  for (let number = 0; number < TITLES; number++) {
    const name = `title${number}.flv`;
    const path = join(directory, name);
    await link(first.path, path);
    titles.push({ ...first, name, path });
  }
  const film = join(directory, "film.mp4");
  await repeat(join(directory, "slow.flv.mp4"), FILM_SECONDS, film);
  return { slow, fast, titles, film: { name: "film.mp4", path: film, moovBytes: await moovBytesOf(film) } };
}

async function makeFile(
  directory: string,
  name: string,
  kilobitsPerSecond: number,
  seconds: number,
): Promise<BenchMedia> {
  const pattern = join(directory, `${name}.mp4`);
  const path = join(directory, name);
  const videoRate = `${kilobitsPerSecond - 96}k`;
  const picture = `testsrc2=size=854x480:rate=25:duration=${PATTERN_SECONDS}`;
  const sound = `sine=frequency=440:sample_rate=44100:duration=${PATTERN_SECONDS}`;
  const video = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "50"];
  // Padded up to the rate, which a test picture would not need.
  const constantRate = [
    "-b:v",
    videoRate,
    "-minrate",
    videoRate,
    "-maxrate",
    videoRate,
    "-bufsize",
    videoRate,
  ];
  const padded = ["-x264-params", "nal-hrd=cbr:force-cfr=1"];
  const audio = ["-c:a", "aac", "-b:a", "96k", "-shortest"];
  const inputs = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound];
  await ffmpeg([...inputs, ...video, ...constantRate, ...padded, ...audio, pattern]);
  return await repeated(pattern, seconds, path);
}

async function repeated(pattern: string, seconds: number, path: string): Promise<BenchMedia> {
  await repeat(pattern, seconds, path);
  return { name: basename(path), path, ...countTags(await readFile(path)) };
}

async function repeat(pattern: string, seconds: number, path: string): Promise<void> {
  const loop = ["-stream_loop", String(Math.ceil(seconds / PATTERN_SECONDS)), "-i", pattern];
  // With its duration and key frames told at the beginning, as files are that are made for streaming.
  const format = path.endsWith(".flv") ? ["-flvflags", "add_keyframe_index"] : [];
  await ffmpeg([...loop, "-c", "copy", "-t", String(seconds), ...format, path]);
}

async function ffmpeg(args: readonly string[]): Promise<void> {
  await run("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", ...args]);
}

const FLV_HEADER_BYTES = 13;
const TAG_HEADER_BYTES = 11;
const SCRIPT_TAG = 18;

function countTags(bytes: Buffer): Omit<BenchMedia, "name" | "path"> {
  let [packets, packetBytes] = [0, 0];
  for (let at = FLV_HEADER_BYTES; at + TAG_HEADER_BYTES < bytes.length; ) {
    const typeId = bytes.readUInt8(at);
    const bodyLength = bytes.readUIntBE(at + 1, 3);
    const firstBytes = bodyLength < 2 ? 0 : bytes.readUInt16BE(at + TAG_HEADER_BYTES);
    if (typeId !== SCRIPT_TAG && !isConfiguration(typeId, bodyLength, firstBytes)) {
      packets += 1;
      packetBytes += bodyLength;
    }
    at += TAG_HEADER_BYTES + bodyLength + 4;
  }
  return { byteLength: bytes.length, packets, packetBytes };
}

/** Finds the index among the boxes of the file (ISO/IEC 14496-12 §4.2). */
async function moovBytesOf(path: string): Promise<number> {
  const file = await open(path);
  try {
    const header = Buffer.alloc(16);
    for (let at = 0; ; ) {
      const { bytesRead } = await file.read(header, 0, 16, at);
      if (bytesRead < 8) throw new Error(`${path} has no moov`);
      const short = header.readUInt32BE(0);
      const byteLength = short === 1 ? Number(header.readBigUInt64BE(8)) : short;
      if (header.toString("latin1", 4, 8) === "moov") return byteLength;
      at += byteLength;
    }
  } finally {
    await file.close();
  }
}
