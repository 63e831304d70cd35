/**
 * How ffmpeg, ffplay, mpv and VLC divide an RTMP URL (`rtmpproto.c`, read; and measured with 5.1).
 *
 *  app   first segment, and the second unless a colon shows that it is the name already
 *  name  the rest; `.flv` taken off; `mp4:` put on when it ends in `.mp4` or `.f4v` and holds no colon
 *
 * The query is part of the name, so that a signed `x.mp4?…` gets no prefix. Nothing is percent-decoded.
 */
import type { ClientInput, Wire } from "../target.ts";
import { pathOf } from "./path-of.ts";

/** `start` of these clients: live if there is such a stream, else recorded. */
export const LIBAVFORMAT_START = -2000;

export function predictLibavformat(input: ClientInput): Wire | undefined {
  const path = typeof input === "string" ? pathOf(input) : undefined;
  if (path === undefined) return undefined;
  const [, app = path, rest = ""] =
    /^([^/]*\/[^/:]*)\/(.*)$/s.exec(path) ?? /^([^/]*)\/(.*)$/s.exec(path) ?? [];
  return { app, playName: nameOf(rest), start: LIBAVFORMAT_START };
}

function nameOf(rest: string): string {
  return /^[^:]*\.(?:mp4|f4v)$/s.test(rest) ? `mp4:${rest}` : rest.replace(/\.flv$/, "");
}
