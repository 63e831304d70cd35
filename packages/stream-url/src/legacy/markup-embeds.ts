import { type Config, DYNAMIC, type LegacyPlayer, type RawEmbed } from "./found-embed.ts";
import type { Tag } from "./html-tokens.ts";
import { readText } from "./script-values.ts";

/** The embeds that stand in a page as elements: movies, media elements, Flowplayer 5's boxes, frames with a player inside. */
export function readMarkupEmbeds(tags: readonly Tag[]): readonly RawEmbed[] {
  const embeds: RawEmbed[] = [];
  let behind = 0;
  let behindMedia = 0;
  tags.forEach((tag, index) => {
    const read = readerOf(tag);
    const { close, name, start } = tag;
    if (read === undefined || start < (read === readMedia ? behindMedia : behind)) return;
    // What describes a page, or is left to a script of the site's own, is not replaced.
    const isInferred = /^(?:source|meta|link)$/.test(name) || read === readData;
    const end = isInferred || /^(?:embed|iframe)$/.test(name) ? tag.end : (close ?? unclosedEnd(tags, index));
    let next = index + 1;
    while ((tags[next]?.start ?? end) < end) next++;
    if (name === "object" || read === readBox) behind = end;
    behindMedia = Math.max(behind, read === readMedia ? end : behindMedia);
    const [player, ...config] = read(tags.slice(index, next));
    embeds.push({ player, config: [size(tag), ...config], start, end, isInferred });
  });
  return embeds;
}

/** Where an element that is never closed can be taken to end: behind its parameters and sources. */
function unclosedEnd(tags: readonly Tag[], index: number): number {
  let last = index;
  while (/^(?:param|source|embed|video)$/.test(tags[last + 1]?.name ?? "")) last++;
  return tags[last]?.end ?? 0;
}

/** The player of an element, and parts of its settings. */
type Reader = (inside: readonly Tag[]) => readonly [LegacyPlayer, ...Config[]];

const PLAYER_IN_ADDRESS = /\.swf\?|[?&](?:streamer|file|src|url)=/i;

function readerOf({ attributes, name }: Tag): Reader | undefined {
  const { class: names = "", content = "", href = content, src = "", type = "" } = attributes;
  if (name === "object" || name === "embed" || PLAYER_IN_ADDRESS.test(src || href)) return readMovie;
  if (attributes["data-rtmp"] !== undefined || /(?:^|\s)flowplayer(?:\s|$)/.test(names)) return readBox;
  if (/^(?:video|audio)$/.test(name) || (name === "source" && /rtmp/.test(type))) return readMedia;
  return settingsOf(attributes).length > 0 ? readData : undefined;
}

/** JSON in attributes, as players and scripts of a site's own take it. */
function settingsOf(attributes: Tag["attributes"]): readonly Config[] {
  const values = Object.values(attributes).filter((value) => /^\s*[{[].*rtmp/s.test(value));
  return values.map((value) => readText(value));
}

function readData([tag]: readonly Tag[]): ReturnType<Reader> {
  return ["flash", ...settingsOf(tag?.attributes ?? {})];
}

/** `<object>` with its `<param>`s and the `<embed>` inside; an `<embed>` by itself; a link to a movie. */
function readMovie(inside: readonly Tag[]): ReturnType<Reader> {
  const values: Record<string, string> = {};
  for (const { attributes } of inside) {
    const { name = "", value = "" } = attributes;
    for (const [key, text] of [[name.toLowerCase(), value], ...Object.entries(attributes)]) {
      if (key && text) values[key] ??= text;
    }
  }
  const { content = "", href = content, src = href } = values;
  values.flashvars ??= /\?(.*)/s.exec(src)?.[1] ?? "";
  return ["flash", values];
}

/** `<video>` or `<audio>` for Video.js or MediaElement. */
function readMedia(inside: readonly Tag[]): ReturnType<Reader> {
  const [media] = inside;
  const sources = inside.map(({ attributes: { src, type = "" } }) => ({ src: src || DYNAMIC, type }));
  const isVideoJs =
    /video-?js/.test(media?.attributes.class ?? "") || sources.some(({ type }) => type.startsWith("rtmp/"));
  return [isVideoJs ? "videojs4" : "mediaelement", sources, ...settingsOf(media?.attributes ?? {})];
}

/** Flowplayer 5: the names of its `video/flash` sources go to `data-rtmp`; the others are for browsers that play files. */
function readBox(inside: readonly Tag[]): ReturnType<Reader> {
  const [box] = inside;
  const sources = inside.map(({ attributes }) => attributes).filter(({ src }) => src);
  const flash = sources.filter(({ src = "", type }) => type === "video/flash" || /^rtmp/.test(src));
  const playlist = (flash.length > 0 ? flash : sources).map(({ src = "" }) => src);
  return ["flowplayer5", { streamer: box?.attributes["data-rtmp"] ?? "", playlist }];
}

function size({ attributes: { height = "", poster = "", width = "" } }: Tag): Config {
  return { width, height, poster };
}
