/**
 * How rtmpdump and GStreamer's rtmpsrc divide an RTMP URL (librtmp `parseurl.c`, read; and measured with 2.4).
 *
 *  app   up to three segments, the last segment never: a folder ends up in the application
 *  name  the rest, percent-decoded; `.flv` taken off; `.mp4`, `.f4v` and `.mp3` turned into a prefix,
 *        unless that prefix is there: then the extension stays too
 */
import { decodePercent } from "../../reference/percent.ts";
import type { ClientInput, Wire } from "../target.ts";
import { pathOf } from "./path-of.ts";

export function predictLibrtmp(input: ClientInput): Wire | undefined {
  if (typeof input !== "string" && !("streamer" in input)) return undefined;
  const path = pathOf(typeof input === "string" ? input : input.streamer);
  if (path === undefined) return undefined;
  const [, app = path, rest = ""] = /^((?:[^/]*\/){0,2}[^/]*)\/(.*)$/s.exec(path) ?? [];
  // A play path given by itself is sent as it stands.
  return { app, playName: typeof input === "string" ? nameOf(rest) : input.file, start: 0 };
}

function nameOf(rest: string): string {
  const [, stem = rest, extension = "", query = ""] = /^([^?]*)\.(flv|f4v|mp4|mp3)(\?.*)?$/s.exec(rest) ?? [];
  const prefix = extension === "f4v" ? "mp4:" : extension === "flv" ? "" : `${extension}:`;
  const isPrefixed = prefix !== "" && rest.startsWith(prefix);
  const name = extension === "" || isPrefixed ? rest : `${prefix}${stem}${query}`;
  return decodePercent(name);
}
