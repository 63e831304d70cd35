import { decodeEntities } from "../reference/entities.ts";
import { decodePercent } from "../reference/percent.ts";
import type { FoundEmbed } from "./found-embed.ts";

/** A finding about a page: an address of a stream, or of a server, that is in none of the references that were read. */
export interface PageFinding {
  /** The page computes the rest of it, nothing that is known plays it, or the player could not be read. */
  readonly code: "CFX-LEGACY-UNREAD";
  /** As it stands in the page, and from where on. */
  readonly address: string;
  /** Offset of its first character. */
  readonly start: number;
}

/** Comments, which play nothing, to be passed over; addresses by their scheme, encoded or not, or by CloudFront's names. */
const ADDRESS =
  /<!--[\s\S]*?(?:-->|$)|(?<![\w"'])\/\*[\s\S]{0,999}?\*\/|(?<=[\s;{}>])\/\/.*|(?:rtmp\w{0,2}(?::|%3a)[\\/%]|\bs\w{9,}\.cloudfront|cfx\W{1,2}(?:2f)?st)([^\s"'`<>()[\]]*)/gi;

/** Addresses that no reference accounts for: said, so that none is lost without a word. */
export function findUnread(html: string, embeds: readonly FoundEmbed[]): readonly PageFinding[] {
  const known = embeds.flatMap(({ references }) =>
    references.map(({ app, host, key }) => `${host}/${app}/${key}`),
  );
  return [...html.matchAll(ADDRESS)].flatMap(({ 0: address, 1: isAddress, index: start }) => {
    // What is left: host, application and name as a reference has them, or a part of that.
    const text = decodePercent(decodeEntities(address)).replace(
      /^\w+:\W*|\\|[&?{}"'\s].*|(?<=\/)\w{3}:|:\d+(?=\/)|_definst_\/?|\/+$/gs,
      "",
    );
    return isAddress === undefined || known.some((stream) => stream.includes(text))
      ? []
      : { code: "CFX-LEGACY-UNREAD" as const, address, start };
  });
}
