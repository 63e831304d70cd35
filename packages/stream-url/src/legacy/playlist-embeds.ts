import type { Config, RawEmbed } from "./found-embed.ts";
import { decodeEntities, type Tag } from "./html-tokens.ts";

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
    const text = textOf(xml, tag);
    if (/^(?:track|item|entry)$/.test(name)) {
      entry = {};
      entries.push(entry);
    } else if (name === "meta" && attributes.base !== undefined) base = attributes.base;
    else if (/^(?:video|ref|audio)$/.test(name))
      entries.push({ file: attributes.src ?? attributes.href ?? "", streamer: base });
    else if (name === "jwplayer:source") entries.push({ file: attributes.file ?? "" });
    else if (/streamer$/.test(name) || attributes.rel === "streamer") entry.streamer = text;
    else if (name === "param" && attributes.name === "streamer") entry.streamer = attributes.value ?? "";
    else if (/^(?:location|(?:\w+:)?file)$/.test(name)) entry.file = text;
    else if (/^(?:media:content|enclosure)$/.test(name)) entry.file ??= attributes.url ?? "";
  }
  // An ASX entry's server stands behind its file.
  const config = entries.map((item, index) =>
    item.streamer ? item : { ...item, streamer: entries[index - 1]?.streamer ?? "" },
  );
  return [{ player: "playlist", config, containerId: "", start, end }];
}

function textOf(xml: string, { end, textEnd }: Tag): string {
  return decodeEntities(
    xml
      .slice(end, textEnd)
      .replace(/<!\[CDATA\[|\]\]>/g, "")
      .trim(),
  );
}
