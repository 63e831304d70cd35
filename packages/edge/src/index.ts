export { type EdgeClock, SYSTEM_CLOCK } from "./clock.ts";
export { createEdge, type Edge, type EdgeAddresses, type EdgeOptions, type ListenOptions } from "./edge.ts";
export type { EdgeFault, EdgeOperation, FaultEffect } from "./faults.ts";
export { DEFAULT_LIMITS, type EdgeLimits } from "./limits.ts";
export type { EdgeLogger } from "./logger.ts";
export type { EdgeProtocol } from "./metrics.ts";
export {
  type ByteRange,
  type DistributionDirectory,
  type EdgeDistribution,
  type EdgeSigners,
  type LogSink,
  type ObjectInfo,
  type ObjectRef,
  type ObjectSource,
  ObjectSourceError,
  type ObjectSourceErrorCode,
  type StreamingEdgeDistribution,
  type WebEdgeBehavior,
  type WebEdgeCors,
  type WebEdgeDistribution,
  type WebEdgeOrigin,
} from "./ports.ts";
export type { TlsCredentials } from "./servers/tls-servers.ts";
export type { EdgeSession } from "./servers/viewers.ts";
