import { LIBAVFORMAT_START, predictLibavformat } from "./rules/libavformat.ts";
import { libavformatInput } from "./rules/libavformat-input.ts";
import type { Target } from "./target.ts";

/** ffmpeg: copies the stream into a file. */
export const ffmpeg: Target = {
  id: "ffmpeg",
  label: "ffmpeg",
  era: "command-line",
  write: (stream) => libavformatInput("ffmpeg", stream, ["-c", "copy", "out.flv"]),
  predict: predictLibavformat,
  start: LIBAVFORMAT_START,
};
