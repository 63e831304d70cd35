/** The bad days that `PUT /_oxbow/faults` orders for the edge. */
export interface EdgeFault {
  readonly id: string;
  readonly match: {
    /** Only faults of `edge` concern the edge. */
    readonly service: string;
    /** An {@link EdgeOperation}; absent: every one that the effect fits. */
    readonly operation?: string | undefined;
    /** Id of a distribution; absent: every one. */
    readonly distribution?: string | undefined;
  };
  readonly effect: FaultEffect;
  /** The share of cases it strikes, 0 to 1; 1 when absent. */
  readonly rate?: number | undefined;
}

/**
 * `port`: a connection that speaks RTMP outside HTTP, before its handshake and for all distributions alike, as by a
 * firewall that closes 1935. `connect`: an RTMP connect. `play`: a stream, by RTMP or HTTP-FLV. `get`: a request to a
 * web distribution. `origin`: a request to the origin.
 */
export type EdgeOperation = "port" | "connect" | "play" | "get" | "origin";

/** What a fault does. */
export type FaultEffect =
  /** `port` resets the connection, `connect` is rejected, `play` fails, `get` answers 503. */
  | { readonly kind: "refuse" }
  /** Waits first. */
  | { readonly kind: "delay"; readonly ms: number }
  /** Sends the first `atByte` bytes, then nothing, and keeps the connection open. */
  | { readonly kind: "stall"; readonly atByte: number }
  /** Sends the first `atByte` bytes, then closes the connection. */
  | { readonly kind: "truncate"; readonly atByte: number }
  /** `get` answers with this status (or 500 where `code` is no status), `play` fails. */
  | { readonly kind: "error"; readonly code: string }
  /** Of the API; the edge ignores it. */
  | { readonly kind: "throttle"; readonly perSecond: number };

/** Which operations an effect strikes where the fault names none. */
const DEFAULT_OPERATIONS: Readonly<Record<FaultEffect["kind"], readonly EdgeOperation[]>> = {
  refuse: ["connect", "play", "get"],
  delay: ["origin"],
  stall: ["play", "get"],
  truncate: ["play", "get"],
  error: ["play", "get"],
  throttle: [],
};

/** Where an effect counts bytes rather than strikes at once. */
export type ByteFault = Extract<FaultEffect, { readonly atByte: number }>;

/** Holds the faults in force and rolls the dice for each case. */
export class Faults {
  readonly #random: () => number;
  #faults: readonly EdgeFault[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  set(faults: readonly EdgeFault[]): void {
    this.#faults = faults.filter(({ match }) => match.service === "edge");
  }

  /** What strikes this case, in the order the faults were set. */
  strike(operation: EdgeOperation, distributionId: string): readonly FaultEffect[] {
    if (this.#faults.length === 0) return [];
    return this.#faults
      .filter(({ match, effect, rate }) => {
        const isMeant =
          match.operation === undefined
            ? DEFAULT_OPERATIONS[effect.kind].includes(operation)
            : match.operation === operation;
        const isHere = match.distribution === undefined || match.distribution === distributionId;
        return isMeant && isHere && this.#random() < (rate ?? 1);
      })
      .map(({ effect }) => effect);
  }
}

/** The first effect that counts bytes. */
export function byteFaultOf(effects: readonly FaultEffect[]): ByteFault | undefined {
  return effects.find((effect): effect is ByteFault => effect.kind === "stall" || effect.kind === "truncate");
}

/** How long to wait first, in milliseconds. */
export function delayOf(effects: readonly FaultEffect[]): number {
  return effects.reduce((sum, effect) => sum + (effect.kind === "delay" ? effect.ms : 0), 0);
}
