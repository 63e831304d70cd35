/**
 * Pushes shorter than this are copied together: a peer that sends single bytes must not make each of them
 * keep a whole socket buffer alive.
 */
const COALESCE_BELOW_BYTES = 1024;
const COALESCED_CAPACITY_BYTES = 4096;
/** Most short pushes are whole messages, read at once: what an empty queue sets aside for them is thrown away again. */
const FIRST_CAPACITY_BYTES = 256;

/**
 * Bytes as they arrive, taken as they are needed: the input side of every push machine.
 *
 * Long pushes are kept as they are and returned as views, so whoever pushes gives the buffer away.
 */
export class ByteQueue {
  readonly #parts: Uint8Array[] = [];
  /** Bytes of the first part that were already taken. */
  #taken = 0;
  #byteLength = 0;
  #streamOffset = 0;
  /** The last part's buffer where it is our own and has room; its used length. */
  #tail: Uint8Array | undefined;
  #tailLength = 0;

  /** Bytes waiting. */
  get byteLength(): number {
    return this.#byteLength;
  }

  /** Bytes taken since the queue was made: the stream offset of the next one. */
  get streamOffset(): number {
    return this.#streamOffset;
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#byteLength += bytes.length;
    if (bytes.length >= COALESCE_BELOW_BYTES) {
      this.#parts.push(bytes);
      this.#tail = undefined;
      return;
    }
    const tail = this.#tail;
    if (tail !== undefined && this.#parts.length > 0 && tail.length - this.#tailLength >= bytes.length) {
      tail.set(bytes, this.#tailLength);
      const last = this.#parts.length - 1;
      const start = this.#parts[last]?.byteOffset ?? 0;
      this.#tailLength += bytes.length;
      this.#parts[last] = tail.subarray(start, this.#tailLength);
      return;
    }
    const capacity = this.#parts.length === 0 ? FIRST_CAPACITY_BYTES : COALESCED_CAPACITY_BYTES;
    const fresh = new Uint8Array(Math.max(capacity, bytes.length));
    fresh.set(bytes);
    this.#tail = fresh;
    this.#tailLength = bytes.length;
    this.#parts.push(fresh.subarray(0, bytes.length));
  }

  /** The next `byteLength` bytes without taking them; `undefined` while there are fewer. */
  peek(byteLength: number): Uint8Array | undefined {
    if (byteLength > this.#byteLength) return undefined;
    const first = this.#parts[0];
    if (first === undefined || byteLength === 0) return new Uint8Array(0);
    if (first.length - this.#taken < byteLength) return this.#merge(byteLength);
    return first.subarray(this.#taken, this.#taken + byteLength);
  }

  /** Takes the next `byteLength` bytes; `undefined`, and nothing taken, while there are fewer. */
  take(byteLength: number): Uint8Array | undefined {
    const bytes = this.peek(byteLength);
    if (bytes !== undefined) this.#consume(byteLength);
    return bytes;
  }

  /** Takes what lies in one piece, at most `maxByteLength` bytes; `undefined` when empty. Never copies. */
  takeSome(maxByteLength: number): Uint8Array | undefined {
    const first = this.#parts[0];
    if (first === undefined || maxByteLength <= 0) return undefined;
    const bytes = first.subarray(this.#taken, this.#taken + maxByteLength);
    this.#consume(bytes.length);
    return bytes;
  }

  #consume(byteLength: number): void {
    this.#byteLength -= byteLength;
    this.#streamOffset += byteLength;
    this.#taken += byteLength;
    const first = this.#parts[0];
    if (first === undefined || this.#taken < first.length) return;
    // What is taken always lies in the first part: peek() merged it there.
    this.#parts.shift();
    this.#taken = 0;
    if (this.#parts.length === 0) this.#tail = undefined;
  }

  /** Makes the first part hold exactly `byteLength` untaken bytes, copying no more than those. */
  #merge(byteLength: number): Uint8Array {
    const merged = new Uint8Array(byteLength);
    let filled = 0;
    let whole = 0;
    for (const [index, part] of this.#parts.entries()) {
      const bytes = index === 0 ? part.subarray(this.#taken) : part;
      const missing = byteLength - filled;
      if (bytes.length > missing) {
        merged.set(bytes.subarray(0, missing), filled);
        this.#parts[index] = bytes.subarray(missing);
        break;
      }
      merged.set(bytes, filled);
      filled += bytes.length;
      whole += 1;
    }
    this.#parts.splice(0, whole, merged);
    this.#taken = 0;
    if (this.#parts.length === 1) this.#tail = undefined;
    return merged;
  }
}
