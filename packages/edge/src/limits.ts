/** What guards a public edge. Every refusal is counted in `oxbow_edge_refused_total`. */
export interface EdgeLimits {
  /** Viewers (connections that were accepted) at once, in all. */
  readonly maxViewers: number;
  /** Viewers at once from one address. */
  readonly maxViewersPerAddress: number;
  /** New connections a second from one address; up to ten times as many in a burst. */
  readonly connectionsPerSecond: number;
  /** Bytes of media one viewer is sent before the connection ends. */
  readonly maxBytesPerViewer: number;
  /** Streams open at once on one RTMP connection. */
  readonly maxStreamsPerConnection: number;
  /** From the first byte to an accepted connect. */
  readonly handshakeTimeoutMs: number;
  /** Nothing received and nothing sent. */
  readonly idleTimeoutMs: number;
  /** Bytes waiting for a reader that takes none. */
  readonly stallTimeoutMs: number;
  /** A buffer length a client asks for is cut to this; Flash Media Server stopped at about an hour. */
  readonly maxBufferMs: number;
  /** RTMPT sessions at once. */
  readonly maxTunnels: number;
  /** Bytes of one RTMPT POST. */
  readonly maxTunnelBodyBytes: number;
  /** An RTMPT session that is not polled ends. */
  readonly tunnelIdleTimeoutMs: number;
  /** One request to the origin, from asking to the last byte. */
  readonly originTimeoutMs: number;
  /** How long a play of a missing file waits for it, where waiting is on. */
  readonly missingWaitMs: number;
  /** How long draining waits for the segments under way. */
  readonly drainTimeoutMs: number;
  /** Bytes of object windows kept. */
  readonly originCacheBytes: number;
  /** Bytes of encoded segments kept. */
  readonly segmentCacheBytes: number;
  /** Opened media files (their indexes) kept. */
  readonly maxOpenMedia: number;
}

/** Generous for a laptop and a CI job; a public edge sets its own. */
export const DEFAULT_LIMITS: EdgeLimits = Object.freeze({
  maxViewers: 10_000,
  maxViewersPerAddress: 5000,
  connectionsPerSecond: 500,
  maxBytesPerViewer: Number.POSITIVE_INFINITY,
  maxStreamsPerConnection: 8,
  handshakeTimeoutMs: 10_000,
  idleTimeoutMs: 600_000,
  stallTimeoutMs: 60_000,
  maxBufferMs: 3_600_000,
  maxTunnels: 1000,
  maxTunnelBodyBytes: 1 << 20,
  tunnelIdleTimeoutMs: 60_000,
  originTimeoutMs: 30_000,
  missingWaitMs: 60_000,
  drainTimeoutMs: 5000,
  originCacheBytes: 64 << 20,
  segmentCacheBytes: 256 << 20,
  maxOpenMedia: 64,
});

/** Fills in the defaults. @throws RangeError for a limit that is no positive number. */
export function resolveLimits(limits: Partial<EdgeLimits> = {}): EdgeLimits {
  const resolved: EdgeLimits = { ...DEFAULT_LIMITS, ...limits };
  for (const [name, value] of Object.entries(resolved)) {
    if (!(value > 0)) throw new RangeError(`limit ${name} must be a positive number, not ${value}`);
  }
  return resolved;
}
