/** What a chunk stream's compressed headers refer back to (RTMP 1.0 §5.3.1.2). */
interface ChunkStream {
  byteLength: number;
  typeId: number;
  isExtended: boolean;
  filled: number;
  /** The first two bytes of the body: they tell pictures from decoder configurations. */
  firstBytes: number;
  /** Kept of control messages and commands only. */
  body: Uint8Array | undefined;
}

/** What is told of a finished message; media bodies are counted, not kept. */
export interface CountedMessage {
  readonly typeId: number;
  readonly byteLength: number;
  readonly firstBytes: number;
  readonly body: Uint8Array | undefined;
}

/** Message header bytes by chunk format. */
const HEADER_BYTES = [11, 7, 3, 0] as const;
const MAX_HEADER_BYTES = 18;
const EXTENDED_TIMESTAMP = 0xffffff;
const SET_CHUNK_SIZE = 1;
const AUDIO = 8;
const VIDEO = 9;
const DATA = 18;

/** Walks over RTMP chunks and tells of each message, without a copy of what it holds. */
export class ChunkCounter {
  readonly #told: (message: CountedMessage) => void;
  readonly #streams = new Map<number, ChunkStream>();
  readonly #header = new Uint8Array(MAX_HEADER_BYTES);
  #headerLength = 0;
  #chunkSize = 128;
  #current: ChunkStream | undefined;
  #chunkLeft = 0;

  constructor(told: (message: CountedMessage) => void) {
    this.#told = told;
  }

  /** Takes bytes; they are not needed any more afterwards. */
  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      const stream = this.#current;
      if (stream === undefined) {
        this.#header[this.#headerLength++] = bytes[at++] ?? 0;
        if (this.#headerLength >= this.#headerBytes()) this.#begin();
      } else {
        const taken = Math.min(this.#chunkLeft, bytes.length - at);
        this.#fill(stream, bytes.subarray(at, at + taken));
        at += taken;
      }
      this.#finishChunk();
    }
  }

  /** How long the header is, as far as can be told. */
  #headerBytes(): number {
    const low = this.#byte(0) & 0x3f;
    const basicBytes = low === 0 ? 2 : low === 1 ? 3 : 1;
    const format = this.#byte(0) >> 6;
    const plainBytes = basicBytes + (HEADER_BYTES[format] ?? 0);
    if (this.#headerLength < plainBytes) return plainBytes;
    const isExtended =
      format === 3
        ? this.#streams.get(this.#csid())?.isExtended === true
        : this.#uint24(basicBytes) === EXTENDED_TIMESTAMP;
    return plainBytes + (isExtended ? 4 : 0);
  }

  #begin(): void {
    const low = this.#byte(0) & 0x3f;
    const basicBytes = low === 0 ? 2 : low === 1 ? 3 : 1;
    const format = this.#byte(0) >> 6;
    const csid = this.#csid();
    let stream = this.#streams.get(csid);
    if (stream === undefined) {
      if (format !== 0) throw new Error(`format ${format} opens chunk stream ${csid}`);
      stream = { byteLength: 0, typeId: 0, isExtended: false, filled: 0, firstBytes: 0, body: undefined };
      this.#streams.set(csid, stream);
    }
    if (format < 3) {
      if (stream.filled > 0) throw new Error(`a message of chunk stream ${csid} is interrupted`);
      stream.isExtended = this.#uint24(basicBytes) === EXTENDED_TIMESTAMP;
    }
    if (format < 2) {
      stream.byteLength = this.#uint24(basicBytes + 3);
      stream.typeId = this.#byte(basicBytes + 6);
    }
    if (stream.filled === 0) {
      const isMedia = stream.typeId === AUDIO || stream.typeId === VIDEO || stream.typeId === DATA;
      stream.firstBytes = 0;
      stream.body = isMedia ? undefined : new Uint8Array(stream.byteLength);
    }
    this.#headerLength = 0;
    this.#current = stream;
    this.#chunkLeft = Math.min(this.#chunkSize, stream.byteLength - stream.filled);
  }

  #fill(stream: ChunkStream, bytes: Uint8Array): void {
    stream.body?.set(bytes, stream.filled);
    if (stream.filled === 0) stream.firstBytes = (bytes[0] ?? 0) << 8;
    if (stream.filled < 2 && stream.filled + bytes.length >= 2) {
      stream.firstBytes |= bytes[1 - stream.filled] ?? 0;
    }
    stream.filled += bytes.length;
    this.#chunkLeft -= bytes.length;
  }

  #finishChunk(): void {
    const stream = this.#current;
    if (stream === undefined || this.#chunkLeft > 0) return;
    this.#current = undefined;
    if (stream.filled < stream.byteLength) return;
    stream.filled = 0;
    const { typeId, byteLength, firstBytes, body } = stream;
    if (typeId === SET_CHUNK_SIZE && body !== undefined) this.#chunkSize = toUint32(body) & 0x7fffffff;
    this.#told({ typeId, byteLength, firstBytes, body });
  }

  #csid(): number {
    const low = this.#byte(0) & 0x3f;
    if (low > 1) return low;
    return low === 0 ? this.#byte(1) + 64 : this.#byte(1) + (this.#byte(2) << 8) + 64;
  }

  #uint24(at: number): number {
    return (this.#byte(at) << 16) | (this.#byte(at + 1) << 8) | this.#byte(at + 2);
  }

  #byte(at: number): number {
    return this.#header[at] ?? 0;
  }
}

/** Big-endian, from the start. */
function toUint32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
}
