import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { StreamNames } from "./access/authorize-stream.ts";
import { type EdgeClock, SYSTEM_CLOCK } from "./clock.ts";
import { delayOf, type EdgeFault, Faults } from "./faults.ts";
import { type EdgeLimits, resolveLimits } from "./limits.ts";
import { discreetLogger, type EdgeLogger, SILENT_LOGGER } from "./logger.ts";
import { AccessLog } from "./logs/access-log.ts";
import { EdgeMetrics } from "./metrics.ts";
import type { DistributionDirectory, LogSink, ObjectSource } from "./ports.ts";
import type { EdgeServices } from "./servers/edge-services.ts";
import { HttpEdge } from "./servers/http-edge.ts";
import { Listener } from "./servers/listener.ts";
import { RtmptEdge } from "./servers/rtmpt.ts";
import type { TlsCredentials } from "./servers/tls-servers.ts";
import { type EdgeSession, Viewers } from "./servers/viewers.ts";
import { WebServer } from "./servers/web/web-server.ts";
import type { Tally } from "./tallied-counter.ts";
import { MediaLibrary } from "./vod/media-library.ts";
import { OriginReader } from "./vod/origin-reader.ts";
import { SegmentCache } from "./vod/segment-cache.ts";
import { TimerWheel } from "./vod/timer-wheel.ts";
import { Turns } from "./vod/turns.ts";

/** What an edge is made of: its three ports, and how it behaves. */
export interface EdgeOptions {
  readonly source: ObjectSource;
  readonly directory: DistributionDirectory;
  /** Without one, no access logs are written. */
  readonly logSink?: LogSink | undefined;
  readonly logger?: EdgeLogger | undefined;
  readonly clock?: EdgeClock | undefined;
  /** In [0, 1), for the rates of faults. */
  readonly random?: (() => number) | undefined;
  /** How play names become object keys. Default `lenient`. */
  readonly streamNames?: StreamNames | undefined;
  /** What the play of a missing file gets. Default `report`. */
  readonly missing?: "report" | "wait" | undefined;
  /** From the first record of an access log to its delivery. Default 60,000. */
  readonly logIntervalMs?: number | undefined;
  readonly limits?: Partial<EdgeLimits> | undefined;
}

/** Where an edge listens. Every port speaks everything; they differ in what clients expect of them. */
export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** 0 picks a free port. */
  readonly rtmpPorts: readonly number[];
  readonly edgePort: number;
  readonly tls?: (TlsCredentials & { readonly port: number }) | undefined;
}

/** Where an edge listens, free ports filled in. */
export interface EdgeAddresses {
  readonly host: string;
  readonly rtmpPorts: readonly number[];
  readonly edgePort: number;
  readonly tlsPort: number | undefined;
}

/** A running edge. */
export interface Edge {
  /** Opens the ports. To be called once. */
  readonly listen: (options: ListenOptions) => Promise<EdgeAddresses>;
  /** Viewers now. */
  readonly sessions: () => readonly EdgeSession[];
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
  /** Puts these faults in force, in place of those before. */
  readonly setFaults: (faults: readonly EdgeFault[]) => void;
  /** Answers an HTTP request that came to another server. */
  readonly handleHttp: (incoming: IncomingMessage, response: ServerResponse) => void;
  /** Answers a WebSocket upgrade that came to another server. */
  readonly handleUpgrade: (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Delivers the access logs written so far. */
  readonly flushLogs: () => Promise<void>;
  /** Takes nobody any more, lets viewers finish their segments and answers end, tells viewers, and closes: in at most `drainTimeoutMs`. */
  readonly close: () => Promise<void>;
}

/** Makes an edge in front of an object source and a directory of distributions. */
export function createEdge(options: EdgeOptions): Edge {
  const { services, web } = createServices(options);
  let hasTls = false;
  const http = new HttpEdge(
    services,
    web(() => hasTls),
    new RtmptEdge(services),
  );
  let listener: Listener | undefined;
  const unsubscribe = options.directory.subscribe((id) => endIfNotServing(services, id));
  return {
    listen: async ({ host = "127.0.0.1", rtmpPorts, edgePort, tls }) => {
      hasTls = tls !== undefined;
      const opened = new Listener(services, http, tls);
      listener = opened;
      return {
        host,
        rtmpPorts: await Promise.all(rtmpPorts.map((port) => opened.listen(host, port))),
        edgePort: await opened.listen(host, edgePort),
        tlsPort: tls === undefined ? undefined : await opened.listen(host, tls.port),
      };
    },
    sessions: () => services.viewers.sessions(),
    metrics: () => services.metrics.registry.metrics(),
    setFaults: (faults) => services.faults.set(faults),
    handleHttp: http.handle,
    handleUpgrade: http.upgrade,
    flushLogs: () => services.log.flush(),
    close: async () => {
      unsubscribe();
      listener?.stopListening();
      const { drainTimeoutMs } = services.limits;
      await Promise.all([services.viewers.drain(drainTimeoutMs), http.idle(drainTimeoutMs)]);
      await listener?.destroyAll();
      await services.log.flush();
    },
  };
}

function createServices(options: EdgeOptions): {
  readonly services: EdgeServices;
  readonly web: (hasTls: () => boolean) => WebServer;
} {
  const { source, directory, clock = SYSTEM_CLOCK } = options;
  const logger = discreetLogger(options.logger ?? SILENT_LOGGER);
  const limits = resolveLimits(options.limits);
  const metrics = new EdgeMetrics();
  const faults = new Faults(options.random ?? Math.random);
  const reader = new OriginReader({
    source,
    clock,
    cacheBytes: limits.originCacheBytes,
    timeoutMs: limits.originTimeoutMs,
    observer: {
      originRequest: (distribution, kind, outcome) =>
        metrics.originRequests.inc({ distribution, kind, outcome }),
      originBytes: (distribution, byteLength) => metrics.originBytes.inc({ distribution }, byteLength),
      cacheLookup: countLookups(metrics, "object"),
    },
    beforeRequest: (distributionId) => {
      const delayMs = delayOf(faults.strike("origin", distributionId));
      return delayMs === 0 ? undefined : new Promise((resolve) => clock.setTimer(delayMs, resolve));
    },
  });
  const segments = new SegmentCache(limits.segmentCacheBytes, countLookups(metrics, "segment"));
  const log = new AccessLog({
    sink: options.logSink,
    clock,
    logger,
    intervalMs: options.logIntervalMs ?? 60_000,
    uniqueId: () => randomBytes(4).toString("hex"),
  });
  const services: EdgeServices = {
    directory,
    library: new MediaLibrary(reader, segments, limits.maxOpenMedia),
    segments,
    viewers: new Viewers(clock, limits, metrics),
    log,
    metrics,
    faults,
    limits,
    clock,
    wheel: new TimerWheel(clock),
    turns: new Turns(),
    logger,
    streamNames: options.streamNames ?? "lenient",
    missing: options.missing ?? "report",
  };
  const web = (hasTls: () => boolean): WebServer =>
    new WebServer({ reader, clock, logger, hasTls }, { log, metrics, faults });
  return { services, web };
}

function endIfNotServing({ directory, viewers, logger }: EdgeServices, distributionId: string): void {
  const distribution = directory.list().find(({ id }) => id === distributionId);
  if (distribution?.isServing === true) return;
  const reason = distribution === undefined ? "distribution-deleted" : "distribution-disabled";
  const ended = viewers.endAll(distributionId, reason);
  if (ended > 0) logger.info({ distribution: distributionId, reason, viewers: ended }, "sessions end");
}

/** What counts the lookups of a cache. Every segment sent is one. */
function countLookups(
  { cacheLookups }: EdgeMetrics,
  cache: "object" | "segment",
): (distribution: string, isHit: boolean) => void {
  const hits = new Map<string, Tally>();
  const misses = new Map<string, Tally>();
  return (distribution, isHit) => {
    const tallies = isHit ? hits : misses;
    let tally = tallies.get(distribution);
    if (tally === undefined) {
      tally = cacheLookups.of({ distribution, cache, result: isHit ? "hit" : "miss" });
      tallies.set(distribution, tally);
    }
    tally.add(1);
  };
}
