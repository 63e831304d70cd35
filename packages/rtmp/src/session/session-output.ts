import { ByteWriter } from "@oxbow/media/bytes";
import { writeChunks } from "../chunk/chunk-writer.ts";
import { INITIAL_CHUNK_SIZE, type RawMessage } from "../chunk/raw-message.ts";
import type { StreamCipher } from "../handshake/handshake-crypto.ts";
import { MESSAGE_TYPE } from "../message/message-type.ts";
import { encodeSetChunkSize } from "../message/set-chunk-size.ts";

/** Protocol control and user control messages go on this chunk stream (RTMP 1.0 §5.4). */
export const CONTROL_CSID = 2;

const NOTHING: readonly Uint8Array[] = [];

/**
 * What is to be sent, in order. Messages are written into one buffer until somebody takes it, so the answers to a
 * command leave together; media blocks are passed through without a copy.
 */
export class SessionOutput {
  #pieces: Uint8Array[] = [];
  /** Only while it holds something: most of the time a session has nothing to say. */
  #messages: ByteWriter | undefined;
  #chunkSize = INITIAL_CHUNK_SIZE;
  #cipher: StreamCipher | undefined;
  #sentBytes = 0;

  /** Size of the chunks written from here on. */
  get chunkSize(): number {
    return this.#chunkSize;
  }

  /** Bytes handed over for sending since the handshake. */
  get sentBytes(): number {
    return this.#sentBytes;
  }

  /** Everything from here on is encrypted. Bytes already given are not. */
  encrypt(cipher: StreamCipher): void {
    this.#flush();
    this.#cipher = cipher;
  }

  /** Handshake packets: neither counted nor encrypted. */
  pushHandshake(packets: readonly Uint8Array[]): void {
    this.#pieces.push(...packets);
  }

  pushControl(typeId: number, body: Uint8Array): void {
    this.pushMessage(CONTROL_CSID, { typeId, msid: 0, timestampMs: 0, body });
  }

  pushMessage(csid: number, message: RawMessage): void {
    this.#messages ??= new ByteWriter();
    writeChunks(this.#messages, csid, message, this.#chunkSize);
  }

  /** A whole message as it is sent. The caller keeps it unchanged. */
  pushMade(bytes: Uint8Array): void {
    if (this.#messages === undefined) this.#push(bytes);
    else this.#messages.writeBytes(bytes);
  }

  /** Chunks that stand alone, encoded with the present chunk size. The caller keeps them unchanged. */
  pushBlock(block: Uint8Array): void {
    this.#flush();
    this.#push(block);
  }

  setChunkSize(chunkSize: number): void {
    if (chunkSize === this.#chunkSize) return;
    this.pushControl(MESSAGE_TYPE.setChunkSize, encodeSetChunkSize({ kind: "setChunkSize", chunkSize }));
    this.#chunkSize = chunkSize;
  }

  /** All that is to be sent now, in order. The views must not be changed. */
  take(): readonly Uint8Array[] {
    this.#flush();
    if (this.#pieces.length === 0) return NOTHING;
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  #flush(): void {
    if (this.#messages === undefined) return;
    this.#push(this.#messages.view());
    this.#messages = undefined;
  }

  #push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#sentBytes += bytes.length;
    this.#pieces.push(this.#cipher === undefined ? bytes : this.#cipher.apply(bytes));
  }
}
