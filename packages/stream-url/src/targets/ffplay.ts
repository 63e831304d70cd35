import { LIBAVFORMAT_START, predictLibavformat } from "./rules/libavformat.ts";
import { libavformatInput } from "./rules/libavformat-input.ts";
import type { Target } from "./target.ts";

/** ffplay: shares ffmpeg's rule. */
export const ffplay: Target = {
  id: "ffplay",
  label: "ffplay",
  era: "command-line",
  write: (stream) => libavformatInput("ffplay", stream, []),
  predict: predictLibavformat,
  start: LIBAVFORMAT_START,
};
