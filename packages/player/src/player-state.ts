import type { ParseWarning, StreamReference } from "@oxbow/stream-url";
import type { Candidate, EngineName, Protocol } from "./candidates.ts";
import type { MediaFacts } from "./engine/engine.ts";
import type { PlayerError } from "./player-error.ts";
import type { PlayerInput } from "./resolve-input.ts";

/** Where a player is. `blocked` waits for the viewer: the browser refuses to begin without a gesture. */
export type PlayerStatus =
  | "idle"
  | "resolving"
  | "loading"
  | "ready"
  | "playing"
  | "paused"
  | "buffering"
  | "seeking"
  | "ended"
  | "blocked"
  | "error";

/** One candidate that was tried, and why it was given up; without an error it is the one that plays. */
export interface Attempt {
  readonly candidate: Candidate;
  readonly error: PlayerError | undefined;
}

/** Quality of experience, counted from the last `load`. */
export interface Experience {
  /** From `load` to the first picture on screen (first sound where there is none); `undefined` until then. */
  readonly timeToFirstFrameMs: number | undefined;
  /** Times playback ran dry. */
  readonly stalls: number;
  /** Milliseconds spent waiting in them. */
  readonly stalledMs: number;
  /** Times a broken connection was resumed unnoticed. */
  readonly resumptions: number;
  readonly droppedFrames: number;
  readonly decodedFrames: number;
  /** Bytes received; 0 where the browser keeps that to itself. */
  readonly receivedBytes: number;
}

/** Everything there is to know about a player, in one immutable record. */
export interface PlayerState {
  readonly status: PlayerStatus;
  /** What `load` was given; `undefined` before it. */
  readonly input: PlayerInput | undefined;
  /** The stream as it was understood; `undefined` for a plain file and before `load`. */
  readonly reference: StreamReference | undefined;
  /** What is odd about the configuration, though it could be read. */
  readonly warnings: readonly ParseWarning[];
  /** Candidates tried so far, in order. More than one means that the player fell back. */
  readonly attempts: readonly Attempt[];
  readonly engine: EngineName | undefined;
  readonly protocol: Protocol | undefined;
  readonly url: string | undefined;
  readonly media: MediaFacts | undefined;
  readonly error: PlayerError | undefined;
  /** True when the browser let it play only without sound: one gesture gives it back. */
  readonly isSoundBlocked: boolean;
  readonly currentSeconds: number;
  /** 0 when unknown. */
  readonly durationSeconds: number;
  /** Up to where it can be played without another byte. */
  readonly bufferedSeconds: number;
  readonly volume: number;
  readonly isMuted: boolean;
  readonly playbackRate: number;
  readonly experience: Experience;
}

const NO_EXPERIENCE: Experience = Object.freeze({
  timeToFirstFrameMs: undefined,
  stalls: 0,
  stalledMs: 0,
  resumptions: 0,
  droppedFrames: 0,
  decodedFrames: 0,
  receivedBytes: 0,
});

/** A player before its first `load`. */
export const INITIAL_STATE: PlayerState = Object.freeze({
  status: "idle",
  input: undefined,
  reference: undefined,
  warnings: [],
  attempts: [],
  engine: undefined,
  protocol: undefined,
  url: undefined,
  media: undefined,
  error: undefined,
  isSoundBlocked: false,
  currentSeconds: 0,
  durationSeconds: 0,
  bufferedSeconds: 0,
  volume: 1,
  isMuted: false,
  playbackRate: 1,
  experience: NO_EXPERIENCE,
});

/** What a page may want to send home. */
export type ExperienceEvent =
  | {
      readonly kind: "firstFrame";
      readonly ms: number;
      readonly engine: EngineName;
      readonly protocol: Protocol;
    }
  | { readonly kind: "stall"; readonly atSeconds: number }
  | { readonly kind: "stallEnd"; readonly ms: number }
  | { readonly kind: "resumed"; readonly atSeconds: number }
  | { readonly kind: "fallback"; readonly from: Candidate; readonly error: PlayerError }
  | { readonly kind: "ended"; readonly experience: Experience }
  | { readonly kind: "error"; readonly error: PlayerError };

/** Events by name. Everything else is state: subscribe to it. */
export interface PlayerEvents {
  readonly statuschange: { readonly status: PlayerStatus; readonly previous: PlayerStatus };
  /** Once for each failure that ends playback. */
  readonly error: PlayerError;
  readonly experience: ExperienceEvent;
}
