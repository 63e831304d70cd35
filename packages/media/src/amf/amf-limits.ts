import { ByteError } from "../bytes/byte-error.ts";
import { AmfError } from "./amf-error.ts";

/** What a peer may make a decoder or an encoder do. */
export interface AmfLimits {
  /** How deep values may nest; a number on its own has depth 1. */
  readonly maxDepth: number;
  /** How many values there may be, members of objects and arrays counted. */
  readonly maxValues: number;
  /** How many bytes an encoder may write. A decoder is bounded by what it is given. */
  readonly maxByteLength: number;
}

/** Enough for the keyframe lists of a day of video; far below what hurts. */
export const AMF_LIMITS: AmfLimits = Object.freeze({
  maxDepth: 64,
  maxValues: 500_000,
  maxByteLength: 16 * 1024 * 1024,
});

/** Counts values against {@link AmfLimits}, for one decoding or encoding run. */
export class AmfBudget {
  readonly #limits: AmfLimits;
  #depth = 0;
  #values = 0;

  constructor(limits: AmfLimits) {
    this.#limits = limits;
  }

  enter(): void {
    this.#depth += 1;
    this.#values += 1;
    if (this.#depth > this.#limits.maxDepth) throw this.#exceeded("depth", this.#limits.maxDepth);
    if (this.#values > this.#limits.maxValues)
      throw this.#exceeded("number of values", this.#limits.maxValues);
  }

  leave(): void {
    this.#depth -= 1;
  }

  #exceeded(what: string, limit: number): AmfError {
    return new AmfError("ERR_AMF_LIMIT", `the ${what} exceeds ${limit}`);
  }
}

/** Turns what a cursor throws into what a codec throws. */
export function asAmfError(error: unknown, action: "decode" | "encode"): unknown {
  if (!(error instanceof ByteError)) return error;
  return action === "decode"
    ? new AmfError("ERR_AMF_TRUNCATED", `AMF ends inside a value: ${error.message}`)
    : new AmfError("ERR_AMF_LIMIT", `AMF is too long: ${error.message}`);
}
