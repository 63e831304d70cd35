import type { Candidate, EngineName } from "../candidates.ts";
import type { PlayerError } from "../player-error.ts";
import type { ByteSource } from "../source/byte-source.ts";
import type { EarlyRequest } from "../source/early-request.ts";

/** What is inside the stream, as far as the engine was told. */
export interface MediaFacts {
  readonly container: "flv" | "mp4" | "mp3" | undefined;
  readonly videoCodec: string | undefined;
  readonly audioCodec: string | undefined;
  /** Pixels; 0 when unknown. */
  readonly width: number;
  readonly height: number;
  /** 0 when unknown. */
  readonly durationMs: number;
}

/** What an engine needs and whom it tells. */
export interface EngineContext {
  readonly video: HTMLVideoElement;
  readonly candidate: Candidate;
  /** The candidate's stream, asked for already; what an engine does not take is let go of. */
  readonly early: EarlyRequest | undefined;
  /** The bytes of a candidate for HTTP-FLV: the core has asked for them already. */
  readonly source: ByteSource | undefined;
  /** Aborted when the player no longer wants what is being opened. */
  readonly signal: AbortSignal;
  /** Seconds of buffer at which reading stops until some of it was played. */
  readonly maxBufferSeconds: number;
  readonly onFacts: (facts: MediaFacts) => void;
  /** The stream broke for good; what is buffered still plays. */
  readonly onBroken: (error: PlayerError) => void;
  /** The engine itself failed: nothing more will play. */
  readonly onFatal: (error: PlayerError) => void;
  readonly onResumed: () => void;
}

/** An engine at work on one candidate. */
export interface Engine {
  readonly name: EngineName;
  readonly seek: (seconds: number) => void;
  /** True while a seek has come out at a wrong place, which the engine is about to put right. */
  readonly isAstray?: () => boolean;
  /** What arrives; `undefined` where the browser keeps that to itself. */
  readonly traffic: () => Traffic | undefined;
  readonly close: () => void;
}

/** What has come over the network, and since when nothing has. */
export interface Traffic {
  readonly receivedBytes: number;
  /** Milliseconds since bytes last arrived while some are due; 0 when none are due. */
  readonly silentMs: number;
}

/**
 * Opens a candidate and begins to load it into the video element.
 * @throws PlayerError when it cannot be played this way
 */
export type OpenEngine = (context: EngineContext) => Promise<Engine>;
