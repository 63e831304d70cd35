/** Takes the chunked coding of HTTP apart (RFC 9112 §7.1), without a copy of what it holds. */
export class HttpChunks {
  readonly #payload: (bytes: Uint8Array) => void;
  readonly #over: () => void;
  #line = "";
  #left = 0;

  /** @param over the last chunk has come */
  constructor(payload: (bytes: Uint8Array) => void, over: () => void) {
    this.#payload = payload;
    this.#over = over;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, bytes.length - at);
        this.#payload(bytes.subarray(at, at + taken));
        this.#left -= taken;
        at += taken;
        continue;
      }
      this.#line += String.fromCharCode(bytes[at++] ?? 0);
      // The line break behind a chunk stands before the next one's length.
      if (!/^(\r\n)?[^\r]+\r\n$/.test(this.#line)) continue;
      this.#left = Number.parseInt(this.#line.trim(), 16);
      this.#line = "";
      if (this.#left === 0) this.#over();
    }
  }
}
