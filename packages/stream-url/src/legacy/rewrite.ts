import { toStreamerFile } from "../reference/to-streamer-file.ts";
import { quoteHtml } from "../targets/quote.ts";
import type { FoundEmbed, LocatedEmbed } from "./found-embed.ts";
import type { Tag } from "./html-tokens.ts";

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Puts today's element in the place of each embed whose stream is known. A script's call becomes `void 0`, so that the
 * rest of the script goes on, and its container becomes the element; without a container the element stands behind the
 * script. Of several streams the first is used. What is a guess, or a playlist document, stays.
 */
export function rewrite(html: string, tags: readonly Tag[], embeds: readonly LocatedEmbed[]): string {
  const edits: Edit[] = [];
  for (const { container, embed, isInferred } of embeds) {
    const text = elementFor(embed);
    if (!text || embed.player === "playlist" || isInferred) continue;
    const { end, start } = embed;
    const script = tags.find(
      ({ end: from, name, textEnd }) => name === "script" && from <= start && end <= textEnd,
    );
    const behind = script?.close ?? html.length;
    edits.push({ start, end, text: script ? "void 0" : text });
    if (script) edits.push({ ...(container ?? { start: behind, end: behind }), text });
  }
  let result = "";
  let at = 0;
  for (const { end, start, text } of edits.sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    result += html.slice(at, start) + text;
    at = end;
  }
  return result + html.slice(at);
}

function elementFor({ containerId, height, poster, references: [reference], width }: FoundEmbed): string {
  if (reference === undefined) return "";
  const attributes = { id: containerId, ...toStreamerFile(reference), poster, width, height };
  const text = Object.entries(attributes)
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${quoteHtml(value)}"`);
  return `<oxbow-player${text.join("")}></oxbow-player>`;
}
