import { decodeEntities } from "../reference/entities.ts";
import type { RawEmbed } from "./found-embed.ts";
import type { Tag } from "./html-tokens.ts";

/** Streams of a playlist: SMIL, XSPF, mRSS with JW Player's elements, ASX. One document is one embed. */
export function readPlaylists(xml: string, tags: readonly Tag[]): readonly RawEmbed[] {
  const root = tags.findIndex(({ name }) => /^(?:smil|playlist|rss|asx|feed)$/.test(name));
  const start = tags[root]?.start;
  if (start === undefined) return [];
  const end = tags[root]?.close ?? xml.length;
  const entries: Record<string, string>[] = [];
  let base = "";
  let entry: Record<string, string> = {};
  for (const tag of tags.slice(root)) {
    const { attributes, name } = tag;
    const local = (attributes.name ?? attributes.rel ?? name).replace(/^.*:/, "");
    base = attributes.base ?? base;
    if (/^(?:track|item|entry|video|audio|ref|source)$/.test(local)) {
      entry = { streamer: base, ...attributes };
      entries.push(entry);
    } else if (/^(?:content|enclosure)$/.test(local)) entry.url ??= attributes.url ?? "";
    else if (/^(?:streamer|location|file)$/.test(local)) entry[local] = attributes.value ?? textOf(xml, tag);
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
