import { decodePercent } from "../reference/percent.ts";

/** The stream a viewer asks for, as the edge understood it. */
export interface RequestedStream {
  /** Without prefix, extension and query. */
  readonly streamName: string;
  /** Without dot; "" when unknown. */
  readonly extension: string;
  /** Own parameters of the viewer, without `?` and without the signature's; "" for none. */
  readonly ownQuery: string;
}

/**
 * The texts a signer may have written for this stream: with and without extension (players differ in what they send),
 * percent-decoded, and with the viewer's own parameters, which some signing libraries leave on the name.
 */
export function resourceSpellings({ streamName, extension, ownQuery }: RequestedStream): readonly string[] {
  const decoded = decodePercent(streamName);
  const names = decoded === streamName ? [streamName] : [streamName, decoded];
  const withExtension = extension === "" ? [] : names.map((name) => `${name}.${extension}`);
  const all = [...withExtension, ...names];
  return ownQuery === "" ? all : [...all, ...all.map((name) => `${name}?${ownQuery}`)];
}

/** True when `resource`, with `*` for any characters and `?` for one, names the stream. */
export function matchesResource(resource: string, stream: RequestedStream): boolean {
  return resourceSpellings(stream).some((spelling) => matchesWildcards(resource, spelling));
}

/** Greedy with one step back, so that hostile patterns cost no more than their length times the text's. */
function matchesWildcards(pattern: string, text: string): boolean {
  let at = 0;
  let patternAt = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = pattern[patternAt];
    if (wanted === "*") {
      star = patternAt++;
      resume = at;
    } else if (wanted === "?" || wanted === text[at]) {
      patternAt++;
      at++;
    } else if (star >= 0) {
      patternAt = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(patternAt));
}
