export {
  type Candidate,
  candidates,
  type EdgeAddresses,
  type EngineName,
  type Protocol,
} from "./candidates.ts";
export { createPlayer, type Player, type PlayerOptions } from "./create-player.ts";
export { DEFAULT_EDGE, edgeAddress } from "./edge-address.ts";
export type { Engine, EngineContext, MediaFacts, OpenEngine, Traffic } from "./engine/engine.ts";
export { PlayerError, type PlayerErrorCode } from "./player-error.ts";
export type {
  Attempt,
  Experience,
  ExperienceEvent,
  PlayerEvents,
  PlayerState,
  PlayerStatus,
} from "./player-state.ts";
export { type ProbeResult, probe } from "./probe.ts";
export type { PlayerInput } from "./resolve-input.ts";
export type { Listener } from "./store.ts";
