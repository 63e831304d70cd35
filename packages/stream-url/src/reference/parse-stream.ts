import { decodeEntities } from "./entities.ts";
import { splitNameQuery } from "./name-query.ts";
import type { ParseWarning, Warn } from "./parse-warning.ts";
import { decodePercent } from "./percent.ts";
import { type Address, isRtmpUrl, readAddress } from "./read-address.ts";
import { isUnsafeKey, readName } from "./read-name.ts";
import { readPath } from "./read-path.ts";
import type { StreamReference } from "./stream-reference.ts";

/** Anything a stranger may have: one URL, or the halves a player is configured with. */
export type StreamInput = string | { readonly streamer?: string; readonly file?: string };

/**
 * Why there is no reference: `no-address` no server is named; `no-name` a server, but no stream; `unsafe-name` control
 * characters or `..` in the name; `not-media` a key without a media extension ({@link fromDistribution} only);
 * `too-long` more than 16,384 characters.
 */
export type ParseErrorCode = "no-address" | "no-name" | "unsafe-name" | "not-media" | "too-long";

/** What {@link parseStream} makes of an input. Frozen. */
export type ParsedStream =
  | { readonly ok: true; readonly reference: StreamReference; readonly warnings: readonly ParseWarning[] }
  | { readonly ok: false; readonly error: ParseErrorCode; readonly warnings: readonly ParseWarning[] };

/** In characters. S3 keys end at 1,024 bytes and signed policies at a few thousand. */
const MAX_INPUT = 16_384;

/**
 * Reads a stream's address in any of the forms found in the wild. Never throws.
 *
 * With a `streamer`, `file` is the play path; a `file` that is itself an RTMP URL wins over the streamer.
 */
export function parseStream(input: StreamInput): ParsedStream {
  const warnings: ParseWarning[] = [];
  const result = read(input, (code, place) => {
    if (!warnings.some((warning) => warning.code === code)) warnings.push(Object.freeze({ code, place }));
  });
  Object.freeze(warnings);
  return Object.freeze(
    typeof result === "string"
      ? { ok: false, error: result, warnings }
      : { ok: true, reference: Object.freeze(result), warnings },
  );
}

function read(input: StreamInput, warn: Warn): StreamReference | ParseErrorCode {
  const halves = typeof input === "string" ? { file: input } : (input ?? {});
  const rawStreamer = textOf(halves.streamer);
  const rawFile = textOf(halves.file);
  if (rawStreamer.length + rawFile.length > MAX_INPUT) return "too-long";

  const isUrl = typeof input === "string";
  const file = clean(rawFile, isUrl ? "url" : "file", warn);
  const streamer = clean(rawStreamer, "streamer", warn);
  // One URL may stand in either half.
  const url = streamer === "" || isRtmpUrl(file) ? file : file === "" ? streamer : undefined;
  const address = readAddress(url ?? streamer);
  if (address === undefined) return "no-address";

  const place = isUrl ? "url" : url === undefined || url === streamer ? "streamer" : "file";
  if (!address.isRtmp) warn("CFX-SCHEME", place);
  if (/^d\w{10,}\.cloudfront\.net$/.test(address.host)) warn("CFX-DIST-SAME", place);
  return url === undefined ? readHalves(address, file, warn) : readWhole(address, warn);
}

function readWhole(address: Address, warn: Warn): StreamReference | ParseErrorCode {
  const { name: path, query } = splitNameQuery(address.path);
  const { app, name } = readPath(path, address.host, undefined, warn);
  return toReference(address, app, name, query, warn);
}

function readHalves(address: Address, file: string, warn: Warn): StreamReference | ParseErrorCode {
  const { name: streamerPath } = splitNameQuery(address.path);
  const { name: fileName, query } = splitNameQuery(file);
  if (streamerPath.endsWith("/")) warn("CFX-PATH-TRAILING-SLASH", "streamer");
  if (/^\/*cfx\/st\/+(?!_definst_\/*$)[^/]/.test(streamerPath))
    warn("CFX-PATH-FOLDER-IN-STREAMER", "streamer");

  // `mp4:` in front of a folder of the streamer is the folder's, a prefix of the file counts.
  const path = `${streamerPath.replace(/\/+$/, "")}/${fileName}`;
  const { app, name } = readPath(path, address.host, streamerPath, warn);
  return toReference(address, app, name, query, warn);
}

function toReference(
  { protocol, host, port }: Address,
  app: string,
  name: string,
  query: string,
  warn: Warn,
): StreamReference | ParseErrorCode {
  const { key, kind } = readName(name, warn);
  if (key === "") return "no-name";
  if (isUnsafeKey(key)) return "unsafe-name";
  return { protocol, host, port, app, key, kind, query };
}

/** A stranger's property may hold anything. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Undoes what surrounds an address in a page: white space, entities, a second round of encoding. */
function clean(text: string, place: ParseWarning["place"], warn: Warn): string {
  const plain = text.replace(/[\t\r\n]+/g, "").trim();
  const unescaped = decodeEntities(plain);
  if (unescaped !== plain) warn("CFX-HTML-AMP-ENTITY", place);
  // A file name's own colon is escaped so.
  const encoded = place === "streamer" ? /^rtmp[a-z]{0,2}%3a/i : /^rtmp[a-z]{0,2}%3a%2f%2f/i;
  if (!encoded.test(unescaped)) return unescaped;
  warn("CFX-FLASHVARS-DOUBLE-ENCODED", place);
  return decodePercent(unescaped);
}
