/**
 * Bad days on purpose: what `PUT /_oxbow/faults` arranges. Faults of the APIs are decided here; those of the
 * edge are handed to it.
 */

export interface Fault {
  /** Chosen by whoever sets it; `DELETE /_oxbow/faults?id=…` takes it away. */
  readonly id: string;
  readonly match: {
    readonly service: "s3" | "cloudfront" | "sts" | "edge";
    /** Operation name; every operation when left out. */
    readonly operation?: string;
    /** Distribution id, for the edge; every distribution when left out. */
    readonly distribution?: string;
  };
  readonly effect: FaultEffect;
  /** Share of the requests it hits, 0 to 1; 1 by default. */
  readonly rate?: number;
}

export type FaultEffect =
  | { readonly kind: "error"; readonly code: string }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "throttle"; readonly perSecond: number }
  | { readonly kind: "stall" | "truncate"; readonly atByte: number }
  | { readonly kind: "refuse" };

/** What a request has to suffer: an error of the service's own, a wait before it is carried out, or throttling. */
export type ApiFault =
  | { readonly kind: "error"; readonly code: string }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "throttle"; readonly retryAfterSeconds: number };

export interface FaultsOptions {
  readonly now: () => Date;
  /** In [0, 1), for rates. */
  readonly random: () => number;
  readonly onEdgeFaults: (faults: readonly Fault[]) => void;
}

/** The faults now in force. */
export class Faults {
  readonly #options: FaultsOptions;
  readonly #faults = new Map<string, Fault>();
  /** Requests let through in the current second, by fault. */
  readonly #windows = new Map<string, { second: number; count: number }>();

  constructor(options: FaultsOptions) {
    this.#options = options;
  }

  /** Sets a fault, in place of one with the same id. */
  set(fault: Fault): void {
    this.#faults.set(fault.id, fault);
    this.#tellEdge();
  }

  /** @returns whether there was such a fault. */
  delete(id: string): boolean {
    const existed = this.#faults.delete(id);
    this.#windows.delete(id);
    this.#tellEdge();
    return existed;
  }

  clear(): void {
    this.#faults.clear();
    this.#windows.clear();
    this.#tellEdge();
  }

  list(): readonly Fault[] {
    return [...this.#faults.values()];
  }

  /** The first fault that hits this API request. */
  decide(service: string, operation: string | undefined): ApiFault | undefined {
    if (this.#faults.size === 0) return undefined;
    for (const fault of this.#faults.values()) {
      const { match, effect } = fault;
      if (match.service !== service || (match.operation !== undefined && match.operation !== operation))
        continue;
      if (this.#options.random() >= (fault.rate ?? 1)) continue;
      if (effect.kind === "error" || effect.kind === "delay") return effect;
      if (effect.kind === "throttle" && !this.#isUnder(fault.id, effect.perSecond)) {
        return { kind: "throttle", retryAfterSeconds: 1 };
      }
    }
    return undefined;
  }

  #isUnder(id: string, perSecond: number): boolean {
    const second = Math.floor(this.#options.now().getTime() / 1000);
    const window = this.#windows.get(id);
    if (window === undefined || window.second !== second) {
      this.#windows.set(id, { second, count: 1 });
      return perSecond >= 1;
    }
    window.count += 1;
    return window.count <= perSecond;
  }

  #tellEdge(): void {
    this.#options.onEdgeFaults(this.list().filter(({ match }) => match.service === "edge"));
  }
}
