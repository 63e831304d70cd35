import { quoteShell } from "../quote.ts";
import type { TargetStream, Written } from "../target.ts";
import { LIBAVFORMAT_START, predictLibavformat } from "./libavformat.ts";

/** ffmpeg and ffplay: the plain URL where it comes out right, application and play path by themselves where it does not. */
export function libavformatInput(command: string, stream: TargetStream, output: readonly string[]): Written {
  const { connectUrl, origin, playName, reference, url, via } = stream;
  const base = via === "" ? origin : `${reference.protocol}://${via}`;
  const wire = predictLibavformat(url);
  const isPlain = wire?.app === reference.app && wire.playName === playName;
  const args = [
    ...(via === "" ? [] : ["-rtmp_tcurl", connectUrl]),
    ...(isPlain ? [] : ["-rtmp_app", reference.app, "-rtmp_playpath", playName]),
    "-i",
    isPlain ? base + url.slice(origin.length) : base,
    ...output,
  ];
  return {
    code: quoteShell([command, ...args]),
    data: { command, args, start: LIBAVFORMAT_START },
    input: isPlain ? url : { app: reference.app, playName },
  };
}
