import { escapeUrlPath } from "../reference/percent.ts";
import { playName } from "../reference/play-name.ts";
import { connectUrl, querySuffix, type StreamReference } from "../reference/stream-reference.ts";
import { toEdgeUrl, toUrl } from "../reference/to-url.ts";
import { quoteHtml, script } from "./quote.ts";
import type { ClientInput, Json, Target, Wire } from "./target.ts";

/** Where the pieces stand that a configuration refers to. */
export interface GenerateOptions {
  /** Where the edge answers HTTP-FLV; see `toEdgeUrl`. */
  readonly edge?: string;
  /** `https://d….cloudfront.net`: a web distribution in front of the same bucket, for players of plain files and HLS. */
  readonly web?: string;
  /** `127.0.0.1:1935`: connect there and name the distribution in `tcUrl` (ffmpeg, ffplay, mpv, rtmpdump). */
  readonly via?: string;
  /** Where the page finds the packages of npm, for {@link Configuration.html}; `node_modules` by default. */
  readonly packages?: string;
}

/** What makes one player play one stream. */
export interface Configuration {
  /** To paste: HTML, JavaScript, ActionScript or a shell command. */
  readonly code: string;
  /** All that an empty page needs to play: scripts, style sheets, element and {@link code}; "" for what runs in no browser of today. */
  readonly html: string;
  /** The same as data: the player's own options; `command` and `args` for the command line. */
  readonly data: { readonly [name: string]: Json };
  /** The address in the form this player is given; `lint` and {@link predictWire} take it. */
  readonly input: ClientInput;
  /** What it will put on the wire; `undefined` when the player does not ask the streaming server at all. */
  readonly wire: Wire | undefined;
  /** What this player can't do with this stream, in a sentence. */
  readonly caveat: string | undefined;
}

/** Where the web distribution is assumed when none is given: a place holder that is seen. */
const NO_WEB = "https://YOUR-WEB-DISTRIBUTION.cloudfront.net";

/** The configuration that makes `target` play a stream. */
export function generate(
  reference: StreamReference,
  target: Target,
  options: GenerateOptions = {},
): Configuration {
  const name = playName(reference);
  const connect = connectUrl(reference);
  const { code, data, input, caveat } = target.write({
    reference,
    connectUrl: connect,
    origin: connect.slice(0, -reference.app.length - 1),
    playName: name,
    prefixedName: reference.kind === "flv" ? `flv:${name}` : name,
    url: toUrl(reference),
    edgeUrl: toEdgeUrl(reference, options.edge),
    webUrl: `${options.web ?? NO_WEB}/${escapeUrlPath(reference.key)}${querySuffix(reference)}`,
    via: options.via ?? "",
  });
  return { code, html: pageOf(code, target, options), data, input, wire: predictWire(input, target), caveat };
}

function pageOf(code: string, { era, page }: Target, { packages = "node_modules" }: GenerateOptions): string {
  if (era !== "today") return "";
  const { body = "", files = [], modules = [] } = page ?? {};
  const addressOf = (file: string): string => quoteHtml(`${packages}/${file}`);
  return [
    ...files.map((file) =>
      file.endsWith(".css")
        ? `<link rel="stylesheet" href="${addressOf(file)}">`
        : `<script src="${addressOf(file)}"></script>`,
    ),
    ...modules.map((file) => `<script type="module" src="${addressOf(file)}"></script>`),
    body,
    code.startsWith("<") ? code : script(code),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/**
 * What a client will send when it is given `input`, right or wrong: the application it connects to and the name it plays.
 *
 * @returns `undefined` when it would not get as far as that, or does not speak RTMP
 */
export function predictWire(input: ClientInput, target: Target): Wire | undefined {
  if (typeof input === "string" || !("app" in input)) return target.predict(input);
  return { app: input.app, playName: input.playName, start: target.start };
}
