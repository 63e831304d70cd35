import type { LegacyPlayer } from "../found-embed.ts";

/** One embed as it was written, and what is to be found in it. */
export interface Snippet {
  readonly name: string;
  /** Where the shape was seen: a repository, an issue, a documentation; or the search that led to it. Shortened, never copied. */
  readonly shape: string;
  readonly html: string;
  readonly player: LegacyPlayer;
  /** `protocol://host[:port]/app key[?query]`, in order. */
  readonly streams: readonly string[];
  /** The page computes (part of) a name: it has to be said, and nothing invented. */
  readonly isDynamic?: true;
  /** No embed can be made of it: its address is said in a finding of the page. */
  readonly isUnread?: true;
}

/** Host of every example; its form is that of the developer guide. */
export const H: string = "s5c39gqb8ow64r.cloudfront.net";
/** The usual streamer. */
export const S: string = `rtmp://${H}/cfx/st`;
