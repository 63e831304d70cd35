import type { Config, LegacyPlayer, RawEmbed } from "./found-embed.ts";
import type { Tag } from "./html-tokens.ts";
import { readScript } from "./script-tokens.ts";
import { readValue } from "./script-values.ts";

/** The embeds that stand in a page as elements: movies, media elements, Flowplayer 5's boxes, frames with a player inside. */
export function readMarkupEmbeds(tags: readonly Tag[]): readonly RawEmbed[] {
  const embeds: RawEmbed[] = [];
  let behind = 0;
  tags.forEach((tag, index) => {
    if (tag.start < behind) return;
    const read = readerOf(tag);
    if (read === undefined) return;
    const isEmpty = /^(?:embed|iframe)$/.test(tag.name);
    const end = isEmpty ? tag.end : (tag.close ?? unclosedEnd(tags, index));
    const inside = [tag];
    for (
      let next = tags[index + 1];
      next !== undefined && next.start < end;
      next = tags[index + inside.length]
    ) {
      inside.push(next);
    }
    const { config, player } = read(inside);
    behind = Math.max(behind, tag.name === "object" || read === readBox ? end : 0);
    embeds.push({ player, config, containerId: "", start: tag.start, end });
  });
  return embeds;
}

/** Where an element that is never closed can be taken to end: behind its parameters and sources. */
function unclosedEnd(tags: readonly Tag[], index: number): number {
  let last = index;
  while (/^(?:param|source|embed|video)$/.test(tags[last + 1]?.name ?? "")) last++;
  return tags[last]?.end ?? 0;
}

type Reader = (inside: readonly Tag[]) => {
  readonly player: LegacyPlayer;
  readonly config: readonly Config[];
};

function readerOf({ attributes, name }: Tag): Reader | undefined {
  if (name === "object" || name === "embed" || /\.swf\?/i.test(attributes.href ?? "")) return readMovie;
  if (name === "iframe")
    return /[?&](?:streamer|file|src|url)=/.test(attributes.src ?? "") ? readFrame : undefined;
  if (attributes["data-rtmp"] !== undefined || /(?:^|\s)flowplayer(?:\s|$)/.test(attributes.class ?? ""))
    return readBox;
  return name === "video" || name === "audio" ? readMedia : undefined;
}

/** `<object>` with its `<param>`s and the `<embed>` inside; or an `<embed>` by itself. */
function readMovie(inside: readonly Tag[]): ReturnType<Reader> {
  const values: Record<string, string> = {};
  for (const { attributes } of inside) {
    const { name = "", value = "" } = attributes;
    for (const [key, text] of [[name.toLowerCase(), value], ...Object.entries(attributes)]) {
      if (key && text && key !== "__proto__") values[key] ??= text;
    }
  }
  return { player: "flash", config: [values] };
}

function readFrame([frame]: readonly Tag[]): ReturnType<Reader> {
  const [movie = "", flashvars = ""] = frame?.attributes.src?.split(/\?([\s\S]*)/) ?? [];
  return { player: "flash", config: [size(frame), { movie, flashvars }] };
}

/** `<video>` or `<audio>` for Video.js or MediaElement. */
function readMedia(inside: readonly Tag[]): ReturnType<Reader> {
  const [media] = inside;
  const setup = media?.attributes["data-setup"] ?? "";
  const sources = inside.map(({ attributes }) => ({
    src: attributes.src ?? "",
    type: attributes.type ?? "",
  }));
  const isVideoJs =
    /video-?js/.test(media?.attributes.class ?? "") || sources.some(({ type }) => type.startsWith("rtmp/"));
  const config = [size(media), sources, readValue(readScript(setup, 0), 0, new Map()).value];
  return { player: isVideoJs ? "videojs4" : "mediaelement", config };
}

/** Flowplayer 5: the names of its `video/flash` sources go to `data-rtmp`; the others are for browsers that play files. */
function readBox(inside: readonly Tag[]): ReturnType<Reader> {
  const [box] = inside;
  const sources = inside.filter(({ name }) => name === "source" || name === "video");
  const flash = sources.filter(
    ({ attributes: { src, type } }) => type === "video/flash" || /^rtmp/.test(src ?? ""),
  );
  const chosen = flash.length > 0 ? flash : sources;
  const config = [
    size(box),
    {
      streamer: box?.attributes["data-rtmp"] ?? "",
      playlist: chosen.map(({ attributes }) => attributes.src ?? ""),
    },
  ];
  return { player: "flowplayer5", config };
}

function size(tag: Tag | undefined): { readonly [name: string]: string } {
  const { height = "", poster = "", width = "" } = tag?.attributes ?? {};
  return { width, height, poster };
}
