import { join } from "node:path";
import { runOrFail } from "@oxbow/testkit";

/** A file of a kind, put up under its own name. */
export interface Title {
  readonly key: string;
  readonly path: string;
  /** What a NetStream's `play` gets. */
  readonly playName: string;
}

const MOVIE = "whole.mp4";
const SOUND = "constant.mp3";

/** A movie of 3.5 s with B-frames, key frames a second apart, and sound. */
const PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=160x90:r=30000/1001:d=3.5"];
const TONE = ["-f", "lavfi", "-i", "sine=r=44100:d=3.5"];
const H264 = ["-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "30"];

/**
 * What ffmpeg makes each kind of file with, the first of a family from nothing, the others from that one.
 * `IN` stands for the folder.
 */
const RECIPES: readonly { readonly key: string; readonly args: readonly string[] }[] = [
  // The index behind the media, two B-frames of delay, an edit list that takes them away.
  { key: MOVIE, args: [...PICTURE, ...TONE, ...H264, "-c:a", "aac"] },
  { key: "index-first.mp4", args: copyOf(MOVIE, "-movflags", "faststart") },
  { key: "fragmented.mp4", args: copyOf(MOVIE, "-movflags", "frag_keyframe+empty_moov") },
  {
    key: "fragments-without-index.mp4",
    args: copyOf(MOVIE, "-movflags", "frag_keyframe+empty_moov+default_base_moof+skip_trailer"),
  },
  { key: "dash.mp4", args: copyOf(MOVIE, "-movflags", "dash+frag_keyframe+global_sidx") },
  // Composition offsets of version 1, some below zero.
  { key: "signed-offsets.mp4", args: copyOf(MOVIE, "-movflags", "negative_cts_offsets") },
  // An edit that begins between two key frames.
  { key: "cut.mp4", args: ["-ss", "1.4", ...copyOf(MOVIE)] },
  // An empty edit before the picture.
  {
    key: "late-picture.mp4",
    args: ["-itsoffset", "1.5", "-i", `IN/${MOVIE}`, ...copyOf(MOVIE, "-map", "0:v", "-map", "1:a")],
  },
  {
    key: "two-sounds.mp4",
    args: [
      ...[...PICTURE, ...TONE, "-f", "lavfi", "-i", "sine=f=880:r=48000:d=3.5"],
      ...["-map", "0", "-map", "1", "-map", "2", ...H264, "-c:a", "aac"],
    ],
  },
  { key: "quicktime.mov", args: copyOf(MOVIE) },
  { key: "picture-only.m4v", args: copyOf(MOVIE, "-an") },
  { key: "sound-only.m4a", args: copyOf(MOVIE, "-vn") },
  {
    key: "cover.m4a",
    args: [
      ...["-i", "IN/sound-only.m4a", "-f", "lavfi", "-i", "color=s=64x64:r=1:d=1", "-map", "0", "-map", "1"],
      ...["-c:a", "copy", "-c:v", "mjpeg", "-disposition:v:0", "attached_pic"],
    ],
  },
  { key: "flash.f4v", args: copyOf(MOVIE) },
  { key: "phone.3gp", args: copyOf(MOVIE) },
  { key: "keyframes.flv", args: copyOf(MOVIE, "-flvflags", "add_keyframe_index") },
  { key: "sorenson.flv", args: [...PICTURE, ...TONE, "-c:v", "flv", "-g", "15", "-c:a", "libmp3lame"] },
  {
    key: SOUND,
    args: [...TONE, "-c:a", "libmp3lame", "-b:a", "64k", "-write_xing", "0", "-id3v2_version", "0"],
  },
  { key: "variable.mp3", args: [...TONE, "-c:a", "libmp3lame", "-q:a", "4", "-id3v2_version", "0"] },
  {
    key: "tagged.mp3",
    args: copyOf(SOUND, "-metadata", "title=A tone", "-id3v2_version", "3", "-write_id3v1", "1"),
  },
];

function copyOf(key: string, ...args: readonly string[]): readonly string[] {
  return ["-i", `IN/${key}`, "-c", "copy", ...args];
}

/** Makes one file of each kind in a folder. */
export async function makeTitles(folder: string): Promise<readonly Title[]> {
  for (const { key, args } of RECIPES) {
    const inputs = args.map((arg) => arg.replace(/^IN\//, `${folder}/`));
    await runOrFail("ffmpeg", ["-v", "error", "-y", ...inputs, join(folder, key)]);
  }
  return RECIPES.map(({ key }) => ({ key, path: join(folder, key), playName: playNameOf(key) }));
}

/** Names of the files that `makeTitles` makes. */
export const MADE_KEYS: readonly string[] = RECIPES.map(({ key }) => key);

/** As a Flash page writes the name of an object: `videos/clock`, `mp4:videos/clock.mov`, `mp3:music/beep`. */
export function playNameOf(key: string): string {
  const [, name = key, extension = ""] = /^(.*)\.([^.]+)$/.exec(key) ?? [];
  if (extension === "flv") return name;
  return extension === "mp3" ? `mp3:${name}` : `mp4:${key}`;
}
