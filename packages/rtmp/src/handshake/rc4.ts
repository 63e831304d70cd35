import type { StreamCipher } from "./handshake-crypto.ts";

/**
 * RC4, which RTMPE needs and OpenSSL 3 no longer has. It protects nothing today: RTMPE is here for
 * compatibility only.
 */
export class Rc4 implements StreamCipher {
  readonly #state: Uint8Array;
  #i = 0;
  #j = 0;

  constructor(key: Uint8Array) {
    if (key.length === 0) throw new RangeError("an RC4 key must not be empty");
    const state = new Uint8Array(256);
    for (let i = 0; i < 256; i++) state[i] = i;
    for (let i = 0, j = 0; i < 256; i++) {
      const a = state[i] ?? 0;
      j = (j + a + (key[i % key.length] ?? 0)) & 0xff;
      state[i] = state[j] ?? 0;
      state[j] = a;
    }
    this.#state = state;
  }

  apply = (bytes: Uint8Array): Uint8Array => {
    const state = this.#state;
    const result = new Uint8Array(bytes.length);
    let i = this.#i;
    let j = this.#j;
    for (let index = 0; index < bytes.length; index++) {
      i = (i + 1) & 0xff;
      const a = state[i] ?? 0;
      j = (j + a) & 0xff;
      const b = state[j] ?? 0;
      state[i] = b;
      state[j] = a;
      result[index] = (bytes[index] ?? 0) ^ (state[(a + b) & 0xff] ?? 0);
    }
    this.#i = i;
    this.#j = j;
    return result;
  };
}
