import { type ParseWarning, parseStream, type StreamReference } from "@oxbow/stream-url";
import { type Candidate, candidates, type EdgeAddresses, fileCandidate } from "./candidates.ts";
import { PlayerError } from "./player-error.ts";

/** What to play: an old configuration in any of its forms, or the address of a plain file. */
export type PlayerInput =
  | string
  | { readonly streamer?: string; readonly file?: string }
  | { readonly src: string };

/** What an input comes to. */
export interface ResolvedInput {
  readonly reference: StreamReference | undefined;
  readonly warnings: readonly ParseWarning[];
  readonly candidates: readonly Candidate[];
}

/** Addresses that a browser can ask for itself. */
const IS_WEB = /^(?:https?|wss?|blob|data):/i;

/**
 * Reads a configuration and lists the ways to play it.
 * @throws PlayerError `ERR_PLAYER_ADDRESS` when it names no stream
 */
export function resolveInput(input: PlayerInput, edge: EdgeAddresses): ResolvedInput {
  const plain = plainAddress(input);
  if (plain !== undefined) return { reference: undefined, warnings: [], candidates: [fileCandidate(plain)] };
  const parsed = parseStream(input as Exclude<PlayerInput, { readonly src: string }>);
  if (!parsed.ok) throw new PlayerError("ERR_PLAYER_ADDRESS", parsed.error);
  const { reference, warnings } = parsed;
  if (reference.host === "") throw new PlayerError("ERR_PLAYER_ADDRESS", "no-address");
  return { reference, warnings, candidates: candidates(reference, edge) };
}

function plainAddress(input: PlayerInput): string | undefined {
  if (typeof input === "string") return IS_WEB.test(input) ? input : undefined;
  if ("src" in input) return input.src;
  const { streamer = "", file = "" } = input;
  return streamer === "" && IS_WEB.test(file) ? file : undefined;
}
