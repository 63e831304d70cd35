import { Counter, Gauge, Registry } from "prom-client";
import { TalliedCounter } from "./tallied-counter.ts";

/** How a viewer watches. */
export type EdgeProtocol = "rtmp" | "rtmpe" | "rtmps" | "rtmpt" | "rtmpte" | "http-flv" | "ws-flv";

/** Why somebody was turned away or cut off. */
export type RefusalReason =
  | "viewers"
  | "viewers-per-address"
  | "connection-rate"
  | "viewer-bytes"
  | "handshake-timeout"
  | "idle-timeout"
  | "stall-timeout"
  | "tunnels"
  | "protocol"
  | "draining";

/** Everything the edge counts, in a registry of its own (two edges in one process don't mix). */
export class EdgeMetrics {
  readonly registry: Registry = new Registry();
  readonly viewers: Gauge<"distribution" | "protocol"> = new Gauge({
    name: "oxbow_edge_viewers",
    help: "Viewers now.",
    labelNames: ["distribution", "protocol"],
    registers: [this.registry],
  });
  readonly connections: Gauge = new Gauge({
    name: "oxbow_edge_connections",
    help: "Open sockets, those that have not said anything yet included.",
    registers: [this.registry],
  });
  readonly plays: Counter<"distribution" | "outcome"> = this.#counter(
    "oxbow_edge_plays_total",
    "Plays asked for, by NetStream code.",
    ["distribution", "outcome"],
  );
  readonly sentBytes: TalliedCounter<"distribution" | "protocol"> = new TalliedCounter({
    name: "oxbow_edge_sent_bytes_total",
    help: "Bytes sent to viewers.",
    labelNames: ["distribution", "protocol"],
    registers: [this.registry],
  });
  readonly webRequests: Counter<"distribution" | "status" | "cache"> = this.#counter(
    "oxbow_edge_web_requests_total",
    "Requests to web distributions.",
    ["distribution", "status", "cache"],
  );
  readonly originRequests: Counter<"distribution" | "kind" | "outcome"> = this.#counter(
    "oxbow_edge_origin_requests_total",
    "Requests to origins.",
    ["distribution", "kind", "outcome"],
  );
  readonly originBytes: Counter<"distribution"> = this.#counter(
    "oxbow_edge_origin_bytes_total",
    "Bytes read from origins.",
    ["distribution"],
  );
  readonly cacheLookups: TalliedCounter<"distribution" | "cache" | "result"> = new TalliedCounter({
    name: "oxbow_edge_cache_lookups_total",
    help: "Lookups in the object and segment caches.",
    labelNames: ["distribution", "cache", "result"],
    registers: [this.registry],
  });
  readonly stalls: Counter<"distribution"> = this.#counter(
    "oxbow_edge_stalls_total",
    "Times a viewer's socket was full when media was due.",
    ["distribution"],
  );
  readonly refused: Counter<"reason"> = this.#counter(
    "oxbow_edge_refused_total",
    "Connections turned away or cut off, by reason.",
    ["reason"],
  );

  #counter<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }
}
