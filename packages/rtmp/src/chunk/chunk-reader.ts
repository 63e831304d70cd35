import { ByteQueue, ByteReader } from "@oxbow/media/bytes";
import { RtmpProtocolError } from "../rtmp-error.ts";
import { type BasicHeader, type ChunkFormat, decodeBasicHeader } from "./basic-header.ts";
import type { ChunkLimits } from "./chunk-limits.ts";
import { EXTENDED_TIMESTAMP, INITIAL_CHUNK_SIZE, type RawMessage } from "./raw-message.ts";

/** Message header bytes by chunk format (RTMP 1.0 §5.3.1.2). */
const HEADER_BYTES = [11, 7, 3, 0] as const;
const SET_CHUNK_SIZE = 1;
const ABORT = 2;
/** Bodies up to this length get their whole buffer at once; longer ones grow as bytes really come. */
const TRUSTED_LENGTH_BYTES = 16 * 1024;

const EMPTY = new Uint8Array(0);

/** What the compressed headers of a chunk stream refer back to. */
interface ChunkStream {
  timestampMs: number;
  deltaMs: number;
  byteLength: number;
  typeId: number;
  msid: number;
  /** Chunks of format 3 repeat the extended timestamp. */
  isExtended: boolean;
  /** The message being assembled; `undefined` between messages. */
  body: Uint8Array | undefined;
  filled: number;
}

/**
 * Assembles messages out of chunks. Push bytes, then take messages with `next` until it has none.
 *
 * Set Chunk Size and Abort take effect here, at the very chunk after them, and are returned as well.
 * Source: RTMP 1.0 §5.3, §5.4.
 */
export class ChunkReader {
  readonly #limits: ChunkLimits;
  readonly #received = new ByteQueue();
  readonly #streams = new Map<number, ChunkStream>();
  #chunkSize = INITIAL_CHUNK_SIZE;
  #partialBytes = 0;
  /** The stream whose chunk payload is being read, and how much of that payload is missing. */
  #current: ChunkStream | undefined;
  #missing = 0;

  constructor(limits: ChunkLimits) {
    this.#limits = limits;
  }

  /** Bytes of chunks consumed so far. */
  get streamOffset(): number {
    return this.#received.streamOffset;
  }

  /** The reader keeps `bytes` until they are consumed. */
  push(bytes: Uint8Array): void {
    this.#received.push(bytes);
  }

  /**
   * The next whole message, or `undefined` until more bytes are pushed.
   *
   * @throws RtmpProtocolError
   */
  next(): RawMessage | undefined {
    for (;;) {
      const stream = this.#current ?? this.#beginChunk();
      if (stream === undefined || !this.#readPayload(stream)) return undefined;
      this.#current = undefined;
      const message = this.#finish(stream);
      if (message !== undefined) return message;
    }
  }

  /** Reads a chunk's headers; `undefined` when more bytes are needed. */
  #beginChunk(): ChunkStream | undefined {
    const opening = decodeBasicHeader(this.#received.peek(Math.min(3, this.#received.byteLength)) ?? EMPTY);
    if (opening === undefined) return undefined;
    const { header, byteLength } = opening;
    const known = this.#streams.get(header.csid);
    const plainLength = byteLength + HEADER_BYTES[header.format];
    const plain = this.#received.peek(plainLength);
    if (plain === undefined) return undefined;
    const reader = new ByteReader(plain);
    reader.skip(byteLength);
    const field = header.format === 3 ? undefined : reader.readUint24();
    const isExtended = field === undefined ? known?.isExtended === true : field === EXTENDED_TIMESTAMP;
    const bytes = this.#received.take(plainLength + (isExtended ? 4 : 0));
    if (bytes === undefined) return undefined;
    const extendedMs = isExtended ? new ByteReader(bytes.subarray(plainLength)).readUint32() : undefined;
    const stream = this.#openStream(header, known);
    stream.isExtended = isExtended;
    if (field === undefined) this.#repeatHeader(stream);
    else this.#applyHeader(stream, header.format, extendedMs ?? field, reader);
    this.#current = stream;
    this.#missing = Math.min(this.#chunkSize, stream.byteLength - stream.filled);
    return stream;
  }

  #openStream({ format, csid }: BasicHeader, known: ChunkStream | undefined): ChunkStream {
    if (known !== undefined) return known;
    if (format !== 0) {
      throw this.#error("ERR_RTMP_NO_PREVIOUS_CHUNK", `format ${format} opens chunk stream ${csid}`);
    }
    if (this.#streams.size >= this.#limits.maxChunkStreams) {
      throw this.#error("ERR_RTMP_CHUNK_STREAMS", `more than ${this.#limits.maxChunkStreams} chunk streams`);
    }
    const stream: ChunkStream = {
      timestampMs: 0,
      deltaMs: 0,
      byteLength: 0,
      typeId: 0,
      msid: 0,
      isExtended: false,
      body: undefined,
      filled: 0,
    };
    this.#streams.set(csid, stream);
    return stream;
  }

  /** Formats 0 to 2: a new message. */
  #applyHeader(stream: ChunkStream, format: ChunkFormat, timeMs: number, reader: ByteReader): void {
    if (stream.body !== undefined) {
      const message = `format ${format} after ${stream.filled} of ${stream.byteLength} bytes of a message`;
      throw this.#error("ERR_RTMP_INTERRUPTED_MESSAGE", message);
    }
    stream.deltaMs = timeMs;
    stream.timestampMs = format === 0 ? timeMs : (stream.timestampMs + timeMs) >>> 0;
    if (format <= 1) {
      stream.byteLength = reader.readUint24();
      stream.typeId = reader.readUint8();
    }
    if (format === 0) stream.msid = reader.readUint32LittleEndian();
    this.#beginBody(stream);
  }

  /** Format 3: the same message goes on, or another begins just like it (RTMP 1.0 §5.3.1.2.4). */
  #repeatHeader(stream: ChunkStream): void {
    if (stream.body !== undefined) return;
    stream.timestampMs = (stream.timestampMs + stream.deltaMs) >>> 0;
    this.#beginBody(stream);
  }

  #beginBody(stream: ChunkStream): void {
    const { maxMessageBytes } = this.#limits;
    if (stream.byteLength > maxMessageBytes) {
      const message = `a message of ${stream.byteLength} bytes, more than ${maxMessageBytes}`;
      throw this.#error("ERR_RTMP_MESSAGE_SIZE", message);
    }
    stream.filled = 0;
    stream.body = EMPTY;
    this.#reserve(stream, Math.min(stream.byteLength, TRUSTED_LENGTH_BYTES));
  }

  /** Moves payload bytes into the body; `false` when more are needed. */
  #readPayload(stream: ChunkStream): boolean {
    while (this.#missing > 0) {
      const bytes = this.#received.takeSome(this.#missing);
      if (bytes === undefined) return false;
      const end = stream.filled + bytes.length;
      if (end > (stream.body?.length ?? 0)) {
        this.#reserve(stream, Math.min(stream.byteLength, Math.max(end, stream.filled * 2)));
      }
      stream.body?.set(bytes, stream.filled);
      stream.filled = end;
      this.#missing -= bytes.length;
    }
    return true;
  }

  /** Gives the body a buffer of `capacity` bytes, counted against the limit. */
  #reserve(stream: ChunkStream, capacity: number): void {
    const old = stream.body ?? EMPTY;
    this.#partialBytes += capacity - old.length;
    if (this.#partialBytes > this.#limits.maxPartialBytes) {
      const message = `unfinished messages hold more than ${this.#limits.maxPartialBytes} bytes`;
      throw this.#error("ERR_RTMP_PARTIAL_BYTES", message);
    }
    const body = new Uint8Array(capacity);
    if (stream.filled > 0) body.set(old.subarray(0, stream.filled));
    stream.body = body;
  }

  /** The message, if this chunk was its last. */
  #finish(stream: ChunkStream): RawMessage | undefined {
    const { body, filled, byteLength, typeId, msid, timestampMs } = stream;
    if (body === undefined || filled < byteLength) return undefined;
    this.#drop(stream);
    const message = { typeId, msid, timestampMs, body };
    if (typeId === SET_CHUNK_SIZE || typeId === ABORT) this.#obey(message);
    return message;
  }

  #drop(stream: ChunkStream): void {
    this.#partialBytes -= stream.body?.length ?? 0;
    stream.body = undefined;
    stream.filled = 0;
  }

  #obey({ typeId, body }: RawMessage): void {
    if (body.length < 4) {
      throw this.#error(
        "ERR_RTMP_CONTROL_MESSAGE",
        `a control message of type ${typeId} has ${body.length} bytes`,
      );
    }
    const value = new ByteReader(body).readUint32();
    if (typeId === SET_CHUNK_SIZE) {
      // The first bit shall be zero, the size at least 1 (§5.4.1).
      if (value === 0 || value > 0x7fffffff) throw this.#error("ERR_RTMP_CHUNK_SIZE", `chunk size ${value}`);
      this.#chunkSize = value;
      return;
    }
    const aborted = this.#streams.get(value);
    if (aborted !== undefined) this.#drop(aborted);
  }

  #error(code: RtmpProtocolError["code"], message: string): RtmpProtocolError {
    return new RtmpProtocolError(code, message, this.streamOffset);
  }
}
