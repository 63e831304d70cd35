import type { EdgeClock } from "../clock.ts";
import type { EdgeLimits } from "../limits.ts";
import type { EdgeMetrics, EdgeProtocol, RefusalReason } from "../metrics.ts";

/** Why the edge ends a viewer's session. */
export type EndReason = "distribution-disabled" | "distribution-deleted" | "draining" | RefusalReason;

/** Somebody who is connected: one RTMP connection, one HTTP-FLV answer, one WebSocket. */
export interface Viewer {
  readonly distributionId: string;
  readonly protocol: EdgeProtocol;
  readonly clientIp: string;
  /** Of the stream that plays, empty while none does. */
  readonly streamName: () => string;
  readonly positionMs: () => number;
  readonly bytesSent: () => number;
  /** Tells the viewer as far as its protocol can, then closes. */
  readonly end: (reason: EndReason) => void;
}

/** One row of `GET /_oxbow/sessions`. */
export interface EdgeSession {
  readonly id: string;
  readonly distributionId: string;
  readonly protocol: EdgeProtocol;
  readonly streamName: string;
  /** Milliseconds of media. */
  readonly positionMs: number;
  readonly bytesSent: number;
  /** ISO 8601. */
  readonly since: string;
}

/** Everybody who watches, and who may join them. */
export class Viewers {
  readonly #clock: EdgeClock;
  readonly #limits: EdgeLimits;
  readonly #metrics: EdgeMetrics;
  readonly #viewers = new Map<Viewer, { readonly id: string; readonly since: Date }>();
  readonly #perAddress = new Map<string, number>();
  #nextId = 1;
  #isDraining = false;
  #whenEmpty: (() => void) | undefined;

  constructor(clock: EdgeClock, limits: EdgeLimits, metrics: EdgeMetrics) {
    this.#clock = clock;
    this.#limits = limits;
    this.#metrics = metrics;
  }

  /** Why a viewer from this address can't be taken now, if so; counted. */
  refusal(clientIp: string): RefusalReason | undefined {
    const { maxViewers, maxViewersPerAddress } = this.#limits;
    let reason: RefusalReason | undefined;
    if (this.#isDraining) reason = "draining";
    else if (this.#viewers.size >= maxViewers) reason = "viewers";
    else if ((this.#perAddress.get(clientIp) ?? 0) >= maxViewersPerAddress) reason = "viewers-per-address";
    if (reason !== undefined) this.#metrics.refused.inc({ reason });
    return reason;
  }

  add(viewer: Viewer): void {
    this.#viewers.set(viewer, { id: String(this.#nextId++), since: this.#clock.date() });
    this.#perAddress.set(viewer.clientIp, (this.#perAddress.get(viewer.clientIp) ?? 0) + 1);
    this.#metrics.viewers.inc({ distribution: viewer.distributionId, protocol: viewer.protocol });
  }

  delete(viewer: Viewer): void {
    if (!this.#viewers.delete(viewer)) return;
    const left = (this.#perAddress.get(viewer.clientIp) ?? 1) - 1;
    if (left === 0) this.#perAddress.delete(viewer.clientIp);
    else this.#perAddress.set(viewer.clientIp, left);
    this.#metrics.viewers.dec({ distribution: viewer.distributionId, protocol: viewer.protocol });
    if (this.#viewers.size === 0) this.#whenEmpty?.();
  }

  get size(): number {
    return this.#viewers.size;
  }

  sessions(): readonly EdgeSession[] {
    return [...this.#viewers].map(([viewer, { id, since }]) => ({
      id,
      distributionId: viewer.distributionId,
      protocol: viewer.protocol,
      streamName: viewer.streamName(),
      positionMs: Math.round(viewer.positionMs()),
      bytesSent: viewer.bytesSent(),
      since: since.toISOString(),
    }));
  }

  /** Ends the sessions on a distribution. @returns how many there were */
  endAll(distributionId: string, reason: EndReason): number {
    const concerned = [...this.#viewers.keys()].filter((viewer) => viewer.distributionId === distributionId);
    for (const viewer of concerned) viewer.end(reason);
    return concerned.length;
  }

  /** Takes nobody any more, tells everybody, and resolves when the last one has left or the time is up. */
  async drain(timeoutMs: number): Promise<void> {
    this.#isDraining = true;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#whenEmpty = resolve;
    for (const viewer of [...this.#viewers.keys()]) viewer.end("draining");
    if (this.#viewers.size === 0) return;
    const cancel = this.#clock.setTimer(timeoutMs, resolve);
    await promise;
    cancel();
  }
}
