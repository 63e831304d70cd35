import { decodeEntities } from "../reference/entities.ts";
import type { Config, RawEmbed } from "./found-embed.ts";
import type { Tag } from "./html-tokens.ts";

/** Streams of a playlist: SMIL, XSPF, mRSS with JW Player's elements, ASX. One document is one embed. */
export function readPlaylists(xml: string, tags: readonly Tag[]): readonly RawEmbed[] {
  const root = tags.findIndex(({ name }) => /^(?:smil|playlist|rss|asx|feed)$/.test(name));
  const start = tags[root]?.start;
  if (start === undefined) return [];
  const end = tags[root]?.close ?? xml.length;
  const entries: Record<string, Config>[] = [];
  let base = "";
  let entry: Record<string, Config> = {};
  for (const tag of tags.slice(root)) {
    const { attributes, name } = tag;
    const { file = "", href = file, src = href, value = textOf(xml, tag) } = attributes;
    if (/^(?:track|item|entry)$/.test(name)) {
      entry = {};
      entries.push(entry);
    } else if (/^(?:video|ref|audio|jwplayer:source)$/.test(name))
      entries.push({ file: src, streamer: attributes.streamer ?? base });
    else if (/streamer$/.test(attributes.name ?? attributes.rel ?? name)) entry.streamer = value;
    else if (/^(?:location|(?:\w+:)?file)$/.test(name)) entry.file = value;
    else if (/^(?:media:content|enclosure)$/.test(name)) entry.file ??= attributes.url ?? "";
    else base = attributes.base ?? base;
  }
  // An ASX entry's server stands behind its file.
  const config = entries.map((item, index) =>
    item.streamer ? item : { ...item, streamer: entries[index - 1]?.streamer ?? "" },
  );
  return [{ player: "playlist", config, start, end }];
}

function textOf(xml: string, { end, textEnd }: Tag): string {
  return decodeEntities(
    xml
      .slice(end, textEnd)
      .replace(/<!\[CDATA\[|\]\]>/g, "")
      .trim(),
  );
}
