import type { ParseWarningCode } from "../reference/parse-warning.ts";
import type { StreamReference } from "../reference/stream-reference.ts";

/** What an embed was written for; `flash` for a movie that is not recognised, `playlist` for XML without a player. */
export type LegacyPlayer =
  | "jwplayer4"
  | "jwplayer5"
  | "jwplayer6"
  | "flowplayer3"
  | "flowplayer5"
  | "videojs4"
  | "mediaelement"
  | "strobe"
  | "flvplayback"
  | "soundmanager2"
  | "jplayer"
  | "clappr"
  | "flash"
  | "playlist";

/**
 * A finding about an embed: one of the address, or `CFX-LEGACY-DYNAMIC`: the page computes (part of)
 * the name; `CFX-LEGACY-GUESS`: the settings were recognised, the call they belong to was not.
 */
export type LegacyWarning = ParseWarningCode | "CFX-LEGACY-DYNAMIC" | "CFX-LEGACY-GUESS";

/** One embed of the era, found in a page. */
export interface FoundEmbed {
  /** What it was written for. */
  readonly player: LegacyPlayer;
  /** `certain`: a known player and literal names; `likely`: the player was inferred; `guess`: see the warnings. */
  readonly confidence: "certain" | "likely" | "guess";
  /** What it plays, playlist and bit rates included, in the order of the page; empty when the page computes it. */
  readonly references: readonly StreamReference[];
  /** Each once; see `@oxbow/stream-url/diagnose` for their texts. */
  readonly warnings: readonly LegacyWarning[];
  /** As the page says it, unit or per cent sign included; "" when it says nothing. */
  readonly width: string;
  /** Likewise. */
  readonly height: string;
  /** Address of the picture shown before playing; "" for none. */
  readonly poster: string;
  /** Id of the element that a script fills; "" for markup. */
  readonly containerId: string;
  /** Half-open range of the source that makes the embed: the element, or the statement. */
  readonly start: number;
  readonly end: number;
}

/** Nested configuration, as far as it could be read. */
export type Config = string | readonly Config[] | { readonly [name: string]: Config };

/** Stands in a string for what the page computes. */
export const DYNAMIC = "\ufffc";

/** True when a value was computed, in part at least, by the page or by a template. */
export function isDynamic(value: Config): boolean {
  return typeof value === "string" && value.includes(DYNAMIC);
}

/** An embed before its addresses are read. */
export interface RawEmbed {
  readonly player: LegacyPlayer;
  readonly config: Config;
  /** What a script fills: `id` or `.class`. */
  readonly place?: string;
  readonly start: number;
  readonly end: number;
  /** The player was told by its shape, not by its name. */
  readonly isInferred?: boolean;
}

/** An embed and the element that its script fills. */
export interface LocatedEmbed {
  readonly embed: FoundEmbed;
  readonly container: { readonly start: number; readonly end: number } | undefined;
  readonly isInferred: boolean;
  /** The references, to be compared. */
  readonly streams: readonly string[];
}
