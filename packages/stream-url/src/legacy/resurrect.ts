/**
 * Pages of the Flash era, read and rewritten.
 *
 *  page ─ mask what a server's template would fill in
 *       ─ tags: movies, media elements, playlists        markup-embeds, playlist-embeds
 *       ─ scripts: calls that start players              script-embeds
 *       ─ configuration to streams                       config-streams, parseStream
 *       ─ the page with today's element in place         rewrite
 *
 * Nothing is executed: a name that the page computes is reported, never guessed.
 */
import { parseStream } from "../reference/parse-stream.ts";
import type { StreamReference } from "../reference/stream-reference.ts";
import { streamsOf } from "./config-streams.ts";
import { expandVariables } from "./flash-vars.ts";
import {
  DYNAMIC,
  type FoundEmbed,
  isDynamic,
  type LegacyWarning,
  type LocatedEmbed,
  type RawEmbed,
} from "./found-embed.ts";
import { readTags, type Tag } from "./html-tokens.ts";
import { readMarkupEmbeds } from "./markup-embeds.ts";
import { playerOf } from "./movie.ts";
import { readPlaylists } from "./playlist-embeds.ts";
import { rewrite } from "./rewrite.ts";
import { readScripts } from "./script-embeds.ts";
import { findUnread, type PageFinding } from "./unread-addresses.ts";

/** What became of a page. */
export interface Resurrected {
  /** In the order of the page. */
  readonly embeds: readonly FoundEmbed[];
  /** Addresses that belong to none of the embeds, in the order of the page. */
  readonly findings: readonly PageFinding[];
  /** The page with an `<oxbow-player>` where each embed was; the same text when nothing was found. */
  readonly html: string;
}

/** Half-open, in the page. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** What a server or a template fills in: `<? … ?>`, `<% … %>`, `{{ … }}`, `{$ … }`, `${ … }`. */
const TEMPLATE =
  /<([?%])(?!xml).*?(?:\1>|$)|\{\{.{0,299}?\}\}|(?:\{\$|\$\{)[^}\n]{0,299}\}|(['"]) ?\. ?\$[^'"\n]*\2/gs;
/** What a text of PHP's is interrupted by. */
const PHP = /^<\?\w*|\\(?=["'])|(["']) *\..{0,299}?\. *\1|\{?\$\w[\w>-]*/g;

/** Longest page that is read, in characters; what is behind stays as it is. */
const MAX_PAGE = 2_000_000;
/** Most embeds that are looked at: what a page says of each is compared with all others. */
const MAX_EMBEDS = 500;

/** Finds every embed of an RTMP stream in a page, or in a playlist. Never throws. */
export function resurrect(page: string): Resurrected {
  // Most pages have no stream, and are not looked at.
  const html = /rtmp|serverName|cfx|cloudfront/i.test(page) ? page.slice(0, MAX_PAGE) : "";
  const mask = (text: string): string => (text === "\\" ? " " : DYNAMIC).repeat(text.length);
  // PHP may hold parts of the page.
  const masked = html.replace(TEMPLATE, (part) =>
    /^<\?.*(?:<\w|rtmp)/s.test(part) ? part.replace(PHP, mask) : mask(part),
  );
  // A script by itself may hold markup, in texts and remarks.
  const isSource = /^\s*\/[/*]|^[^<]*(?:[=(+,:[?]|return|echo|print)\s*["'`]\s*</.test(masked);
  const tags = isSource ? [] : readTags(masked);
  const isScript = !tags.length;
  const scripts = isScript
    ? [{ end: 0, textEnd: masked.length }]
    : tags.filter(({ name }) => name === "script");
  const playlists = readPlaylists(masked, tags);
  const raws = [
    ...(playlists.length > 0 ? playlists : readMarkupEmbeds(tags)),
    ...readScripts(masked, scripts),
  ];
  const found = raws
    .slice(0, MAX_EMBEDS)
    .flatMap((raw) => placesOf(raw, tags).map((place) => [raw, place] as const))
    .slice(0, MAX_EMBEDS)
    .flatMap(([raw, place]) => resolve(raw, tags, place))
    .sort((a, b) => a.embed.start - b.embed.start);
  const kept = found.filter((candidate, at) => !isCopy(candidate, at, found, tags));
  const embeds = kept.map(({ embed }) => embed);
  return {
    embeds,
    findings: findUnread(html, embeds),
    html: isScript ? page : rewrite(html, tags, kept) + page.slice(MAX_PAGE),
  };
}

/** The elements that an embed fills: one of none, when it stands for itself. */
function placesOf({ place = "" }: RawEmbed, tags: readonly Tag[]): readonly (Tag | undefined)[] {
  // MediaElement is mostly told the element's name; a page's own elements are never meant by theirs.
  const places = tags.filter(({ name, attributes: { class: names = "", id = name === "video" && name } }) =>
    place.startsWith(".") ? ` ${names} `.includes(` ${place.slice(1)} `) : id === place,
  );
  return places.length > 0 ? places.slice(0, MAX_EMBEDS) : [undefined];
}

function resolve(raw: RawEmbed, tags: readonly Tag[], place: Tag | undefined): readonly LocatedEmbed[] {
  const { end, isInferred = false, start } = raw;
  const config = expandVariables(raw.config);
  const json = JSON.stringify(config);
  const player = raw.player === "flash" ? playerOf(json) : raw.player;
  /** The first that is known. */
  const member = (names: string): string =>
    new RegExp(`"(?:${names})":"([^"\\\\\ufffc]+)"`).exec(json)?.[1] ?? "";
  const container = place?.close === undefined ? undefined : { start: place.start, end: place.close };
  // The clip may be the link that Flowplayer 3 fills, or a source in the element that a script takes over.
  const inside = tags
    .filter((tag) => encloses(container, tag))
    .map(({ attributes: { href = "", src = "" } }) => ({ href, src }));

  const warnings = new Set<LegacyWarning>(isInferred ? ["CFX-LEGACY-GUESS"] : []);
  const references = new Map<string, StreamReference>();
  const own = streamsOf(config);
  for (const { file, streamer } of own.length > 0 ? own : streamsOf([config, inside])) {
    const isComputed = isDynamic(file) || (isDynamic(streamer) && !/^\s*rtmp/.test(file));
    const parsed = parseStream({ streamer, file: file.replace(/#t=.*$/s, "") });
    if (isComputed) warnings.add("CFX-LEGACY-DYNAMIC");
    else if (parsed.ok) {
      for (const { code } of parsed.warnings) warnings.add(code);
      references.set(JSON.stringify(parsed.reference), parsed.reference);
    }
  }
  const isComputed = warnings.has("CFX-LEGACY-DYNAMIC");
  if (!references.size && !isComputed) return [];
  const embed: FoundEmbed = {
    player,
    confidence: isInferred || isComputed ? "guess" : player === "flash" ? "likely" : "certain",
    references: [...references.values()],
    warnings: [...warnings],
    width: member("width"),
    height: member("height"),
    poster: member("poster|image"),
    containerId: (container && place?.attributes.id) ?? "",
    start,
    end,
  };
  return [{ embed, container, isInferred, streams: [...references.keys()] }];
}

/** True for what lies inside of an element. */
function encloses(outer: Range | undefined, { end, start }: Range): boolean {
  return outer !== undefined && start >= outer.start && end <= outer.end;
}

/**
 * The same streams a second time: for browsers without scripts, inside the element that a script fills, or as the
 * object that a known call was given.
 */
function isCopy(
  { embed, isInferred, streams }: LocatedEmbed,
  at: number,
  all: readonly LocatedEmbed[],
  tags: readonly Tag[],
): boolean {
  const isNoScript = tags.some(
    ({ close: end = 0, name, start }) => name === "noscript" && encloses({ start, end }, embed),
  );
  return all.some(
    (other, index) =>
      index !== at &&
      // Of two guesses the first is kept.
      (!other.isInferred || (isInferred && index < at)) &&
      (isInferred || isNoScript || encloses(other.container, embed)) &&
      streams.every((stream) => other.streams.includes(stream)),
  );
}
