/**
 * XXH64, XXH3 (64 bits) and XXH128 with seed 0, in the canonical (big-endian) form that S3 writes.
 *
 * There is one compiled hasher an algorithm. Whoever is at it puts his state in and takes it out again, so any number
 * of digests can run at once.
 */
import type { IHasher } from "hash-wasm";

const ALGORITHMS = ["XXHASH128", "XXHASH3", "XXHASH64"] as const;

export type XxhashAlgorithm = (typeof ALGORITHMS)[number];

export function isXxhash(algorithm: string | undefined): algorithm is XxhashAlgorithm {
  return (ALGORITHMS as readonly (string | undefined)[]).includes(algorithm);
}

let hashers: Readonly<Record<XxhashAlgorithm, IHasher>> | undefined;
let loading: Promise<void> | undefined;

/** Has to be done before the first {@link Xxhash}; costs something only once. */
export function loadXxhash(): Promise<void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  const { createXXHash128, createXXHash3, createXXHash64 } = await import("hash-wasm");
  const [XXHASH128, XXHASH3, XXHASH64] = await Promise.all([
    createXXHash128(),
    createXXHash3(),
    createXXHash64(),
  ]);
  hashers = { XXHASH128, XXHASH3, XXHASH64 };
}

/** A running digest. */
export class Xxhash {
  readonly #hasher: IHasher;
  #state: Uint8Array;

  constructor(algorithm: XxhashAlgorithm) {
    if (hashers === undefined) throw new TypeError("loadXxhash() has to be awaited first");
    this.#hasher = hashers[algorithm];
    this.#state = this.#hasher.init().save();
  }

  update(bytes: Uint8Array): void {
    this.#state = this.#hasher.load(this.#state).update(bytes).save();
  }

  digest(): Buffer {
    return Buffer.from(this.#hasher.load(this.#state).digest("binary"));
  }
}
