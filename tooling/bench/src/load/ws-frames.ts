const MAX_HEADER_BYTES = 10;
const CLOSE = 8;

/** Takes a server's WebSocket frames apart (RFC 6455 §5.2), without a copy of what they hold. */
export class WsFrames {
  readonly #payload: (bytes: Uint8Array) => void;
  readonly #over: () => void;
  readonly #header = new Uint8Array(MAX_HEADER_BYTES);
  #headerLength = 0;
  #left = 0;
  #isClosing = false;

  /** @param over the server says that it closes */
  constructor(payload: (bytes: Uint8Array) => void, over: () => void) {
    this.#payload = payload;
    this.#over = over;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length && !this.#isClosing) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, bytes.length - at);
        this.#payload(bytes.subarray(at, at + taken));
        this.#left -= taken;
        at += taken;
        continue;
      }
      this.#header[this.#headerLength++] = bytes[at++] ?? 0;
      this.#finishHeader();
    }
  }

  #finishHeader(): void {
    const view = new DataView(this.#header.buffer);
    const short = view.getUint8(1) & 0x7f;
    const headerBytes = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (this.#headerLength < headerBytes) return;
    this.#headerLength = 0;
    if ((view.getUint8(0) & 0x0f) === CLOSE) {
      this.#isClosing = true;
      this.#over();
      return;
    }
    this.#left = short === 127 ? Number(view.getBigUint64(2)) : short === 126 ? view.getUint16(2) : short;
  }
}
