import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type Amf0Value, encodeAmf0 } from "@oxbow/media/amf";

/** C0, C1 and C2 of the simple handshake, as a client sends them that waits for nothing. */
export const SIMPLE_HANDSHAKE: Buffer = Buffer.concat([Buffer.of(3), Buffer.alloc(3072)]);

const CHUNK_BYTES = 128;

/** One message in chunks of the protocol's first size, each with a full or an empty header (RTMP 1.0 §5.3.1.2). */
export function rawMessage(typeId: number, msid: number, body: Uint8Array, csid = 3): Buffer {
  const header = Buffer.alloc(12);
  header[0] = csid;
  header.writeUIntBE(body.length, 4, 3);
  header[7] = typeId;
  header.writeUInt32LE(msid, 8);
  const pieces: Uint8Array[] = [header, body.subarray(0, CHUNK_BYTES)];
  for (let at = CHUNK_BYTES; at < body.length; at += CHUNK_BYTES) {
    pieces.push(Uint8Array.of(0xc0 | csid), body.subarray(at, at + CHUNK_BYTES));
  }
  return Buffer.concat(pieces);
}

export function rawCommand(msid: number, ...values: readonly Amf0Value[]): Buffer {
  return rawMessage(20, msid, encodeAmf0(values));
}

export function rawUserControl(event: number, ...values: readonly number[]): Buffer {
  const body = Buffer.alloc(2 + values.length * 4);
  body.writeUInt16BE(event, 0);
  for (const [index, value] of values.entries()) body.writeUInt32BE(value, 2 + index * 4);
  return rawMessage(4, 0, body, 2);
}

/** A socket that says what it is told to, and keeps what it hears. */
export class RawViewer {
  readonly socket: Socket;
  #heard = "";
  #isClosed = false;

  constructor(port: number) {
    this.socket = connect(port, "127.0.0.1");
    this.socket.on("error", () => undefined);
    this.socket.on("close", () => {
      this.#isClosed = true;
    });
    this.socket.on("data", (bytes: Buffer) => {
      this.#heard += bytes.toString("latin1");
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Everything that came, a character a byte. */
  get heard(): string {
    return this.#heard;
  }

  async connected(): Promise<void> {
    await once(this.socket, "connect");
  }
}
