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
  type Config,
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
import { openScripts } from "./script-embeds.ts";
import { property } from "./script-values.ts";

export interface Resurrected {
  /** In the order of the page. */
  readonly embeds: readonly FoundEmbed[];
  /** The page with an `<oxbow-player>` where each embed was; the same text when nothing was found. */
  readonly html: string;
}

/** What a server or a template fills in: `<? … ?>`, `<% … %>`, `{{ … }}`, `{$ … }`, `${ … }`. */
const TEMPLATE =
  /<\?(?!xml)[\s\S]*?\?>|<%[\s\S]*?%>|\{\{[\s\S]*?\}\}|(?:\{\$|\$\{)[^}\n]*\}|(['"]) ?\. ?\$[^'"\n]*\1/g;

/** Longest page that is read, in characters; what is behind stays as it is. */
const MAX_PAGE = 2_000_000;
/** Most embeds that are looked at: what a page says of each is compared with all others. */
const MAX_EMBEDS = 500;

/** Finds every embed of an RTMP stream in a page, or in a playlist. Never throws. */
export function resurrect(page: string): Resurrected {
  if (!/rtmp|serverName/i.test(page)) return { embeds: [], html: page };
  const html = page.slice(0, MAX_PAGE);
  const masked = html.replace(TEMPLATE, (template) => DYNAMIC.repeat(template.length));
  const tags = readTags(masked);
  const scripts = tags.filter(({ name }) => name === "script");
  const isScript = tags.length === 0;
  const reader = openScripts();
  for (const { end, textEnd } of scripts) reader.read(masked.slice(end, textEnd), end);
  if (isScript) reader.read(masked, 0);
  const playlists = readPlaylists(masked, tags);
  const raws = [...(playlists.length > 0 ? playlists : readMarkupEmbeds(tags)), ...reader.embeds()];
  const found = raws
    .slice(0, MAX_EMBEDS)
    .flatMap((raw) => locate(raw, tags))
    .sort((a, b) => a.embed.start - b.embed.start);
  const kept = found.filter((candidate) => !isCopy(candidate, found, tags));
  const embeds = kept.map(({ embed }) => embed);
  return { embeds, html: isScript ? page : rewrite(html, tags, kept) + page.slice(MAX_PAGE) };
}

/** An embed at each place that it fills. */
function locate(raw: RawEmbed, tags: readonly Tag[]): readonly LocatedEmbed[] {
  const { place = "" } = raw;
  const places = tags.filter(({ attributes: { class: names = "", id } }) =>
    place.startsWith(".") ? ` ${names} `.includes(` ${place.slice(1)} `) : id === place && id,
  );
  return (places.length > 0 ? places : [undefined]).flatMap((tag) => resolve(raw, tags, tag));
}

function resolve(raw: RawEmbed, tags: readonly Tag[], place: Tag | undefined): readonly LocatedEmbed[] {
  const { end, isInferred = false, start } = raw;
  const config = expandVariables(raw.config);
  const player = raw.player === "flash" ? playerOf(JSON.stringify(config)) : raw.player;
  const container = place?.close === undefined ? undefined : { start: place.start, end: place.close };
  // The clip may be the link that Flowplayer 3 fills, or a source in the element that a script takes over.
  const inside = tags
    .filter(({ end, start }) => container && start >= container.start && end <= container.end)
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
  if (references.size === 0 && !isComputed) return [];
  const embed: FoundEmbed = {
    player,
    confidence: isInferred || isComputed ? "guess" : player === "flash" ? "likely" : "certain",
    references: [...references.values()],
    warnings: [...warnings],
    width: member(config, "width"),
    height: member(config, "height"),
    poster: member(config, "poster") || member(config, "image"),
    containerId: (container && place?.attributes.id) ?? "",
    start,
    end,
  };
  return [{ embed, container, isInferred, streams: [...references.keys()] }];
}

/** A setting of the player itself: in a part of the configuration, or among the variables of its movie. */
function member(config: Config, name: string): string {
  const own = property(config, name);
  if (typeof own === "string" && own !== "") return isDynamic(own) ? "" : own;
  const parts = Array.isArray(config)
    ? config
    : [property(config, "flashvars") ?? "", property(config, "movie") ?? ""];
  return typeof config === "string"
    ? ""
    : (parts.map((part) => member(part, name)).find((text) => text !== "") ?? "");
}

/**
 * The same streams a second time: for browsers without scripts, inside the element that a script fills, or as the
 * object that a known call was given.
 */
function isCopy(
  { embed, isInferred, streams }: LocatedEmbed,
  all: readonly LocatedEmbed[],
  tags: readonly Tag[],
): boolean {
  const isNoScript = tags.some(
    ({ close = 0, name, start }) => name === "noscript" && start < embed.start && embed.start < close,
  );
  return all.some((other) => {
    if (other.embed === embed || (other.isInferred && (!isInferred || other.embed.start > embed.start)))
      return false;
    const { container } = other;
    const isInside = container !== undefined && embed.start >= container.start && embed.end <= container.end;
    return (
      (isInferred || isInside || isNoScript) && streams.every((stream) => other.streams.includes(stream))
    );
  });
}
