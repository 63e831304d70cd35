import { connect, type Socket } from "node:net";
import { type Amf0Value, decodeAmf0, encodeAmf0 } from "@oxbow/media/amf";
import { ChunkCounter, type CountedMessage } from "./chunk-counter.ts";

/** What one viewer asks for. */
export interface ViewerRequest {
  readonly protocol: "rtmp" | "http-flv" | "ws-flv";
  readonly port: number;
  readonly app: string;
  readonly streamName: string;
  readonly bufferMs: number;
  /** As `play` has it: -2000 for whatever there is, from 0 on a place in the recording. */
  readonly startMs: number;
  /** As `play` has it: -1000 to the end, 0 one picture. */
  readonly lengthMs: number;
  /** Reads nothing more from the first picture on. */
  readonly isStalled: boolean;
}

/** What one viewer was sent. Decoder configurations are not counted among the packets. */
export interface ViewerTally {
  packets: number;
  packetBytes: number;
  receivedBytes: number;
  /** From the call of `connect` to the last byte of the first picture. */
  firstVideoMs: number | undefined;
  /** The server said that the stream is over. */
  isComplete: boolean;
}

const VERSION = 3;
const HANDSHAKE_BYTES = 1536;
const PING_REQUEST = 6;
const PONG = 7;
const STREAM_EOF = 1;
const SET_BUFFER_LENGTH = 3;
const TYPE = { acknowledgement: 3, userControl: 4, audio: 8, video: 9, command: 20 } as const;
const CSID = { control: 2, command: 3, stream: 8 } as const;
/** What servers commonly ask for; clients that never acknowledge are cut off by some. */
const ACKNOWLEDGE_EVERY_BYTES = 1_000_000;
/** All viewers read into the same memory: bytes are counted as they come and then done with. */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1024);

/** One viewer, as cheap as can be: so that the load takes little of the machine from who is measured. */
export class RtmpViewer {
  readonly tally: ViewerTally = {
    packets: 0,
    packetBytes: 0,
    receivedBytes: 0,
    firstVideoMs: undefined,
    isComplete: false,
  };
  readonly #request: ViewerRequest;
  readonly #socket: Socket;
  readonly #startedAtMs = performance.now();
  readonly #chunks = new ChunkCounter((message) => this.#receive(message));
  readonly #ended: (error: Error | undefined) => void;
  #handshakeLeft = 1 + 2 * HANDSHAKE_BYTES;
  #acknowledgedBytes = 0;
  #isOver = false;
  #isReading = true;

  /** @param ended the stream is over, or failed */
  constructor(request: ViewerRequest, ended: (error: Error | undefined) => void) {
    this.#request = request;
    this.#ended = ended;
    this.#socket = connect({
      host: "127.0.0.1",
      port: request.port,
      noDelay: true,
      onread: { buffer: READ_BUFFER, callback: (byteLength) => this.#read(byteLength) },
    });
    this.#socket.on("error", (error) => this.#end(error));
    this.#socket.on("close", () => this.#end(new Error("the server closed the connection")));
    const hello = new Uint8Array(1 + HANDSHAKE_BYTES);
    hello[0] = VERSION;
    this.#socket.write(hello);
  }

  close(): void {
    this.#isOver = true;
    this.#socket.destroy();
  }

  #read(byteLength: number): boolean {
    const skipped = Math.min(this.#handshakeLeft, byteLength);
    this.#handshakeLeft -= skipped;
    this.tally.receivedBytes += byteLength;
    if (skipped > 0 && this.#handshakeLeft === 0) this.#connect();
    if (skipped < byteLength) {
      try {
        this.#chunks.push(READ_BUFFER.subarray(skipped, byteLength));
      } catch (error) {
        this.#end(error as Error);
      }
    }
    if (this.tally.receivedBytes - this.#acknowledgedBytes >= ACKNOWLEDGE_EVERY_BYTES) {
      this.#acknowledgedBytes = this.tally.receivedBytes;
      this.#send(CSID.control, TYPE.acknowledgement, 0, uint32s(this.tally.receivedBytes % 2 ** 32));
    }
    return this.#isReading;
  }

  #connect(): void {
    const { app, port } = this.#request;
    // C2: nobody checks what is in it.
    this.#socket.write(new Uint8Array(HANDSHAKE_BYTES));
    const tcUrl = `rtmp://127.0.0.1:${port}/${app}`;
    this.#command(0, "connect", 1, [{ app, tcUrl, flashVer: "LNX 10,0,32,18", objectEncoding: 0 }]);
  }

  #receive({ typeId, byteLength, firstBytes, body }: CountedMessage): void {
    switch (typeId) {
      case TYPE.audio:
      case TYPE.video:
        this.#countPacket(typeId, byteLength, firstBytes);
        return;
      case TYPE.userControl:
        if (body !== undefined) this.#receiveControl(body);
        return;
      case TYPE.command:
        if (body !== undefined) this.#receiveCommand(decodeAmf0(body));
        return;
      default:
    }
  }

  #countPacket(typeId: number, byteLength: number, firstBytes: number): void {
    if (isConfiguration(typeId, byteLength, firstBytes)) return;
    this.tally.packets += 1;
    this.tally.packetBytes += byteLength;
    if (typeId !== TYPE.video || this.tally.firstVideoMs !== undefined) return;
    this.tally.firstVideoMs = performance.now() - this.#startedAtMs;
    if (this.#request.isStalled) this.#isReading = false;
  }

  #receiveControl(body: Uint8Array): void {
    const event = ((body[0] ?? 0) << 8) | (body[1] ?? 0);
    if (event === STREAM_EOF) this.#complete();
    if (event !== PING_REQUEST) return;
    const answer = body.slice();
    answer[1] = PONG;
    this.#send(CSID.control, TYPE.userControl, 0, answer);
  }

  #receiveCommand([name, transactionId, , value]: readonly Amf0Value[]): void {
    const { bufferMs, streamName, startMs, lengthMs } = this.#request;
    if (name === "_result" && transactionId === 1) {
      this.#command(0, "createStream", 2, [null]);
    } else if (name === "_result" && transactionId === 2) {
      const msid = Number(value);
      // nginx reads the buffer's length when it begins to play.
      const buffer = new Uint8Array([0, SET_BUFFER_LENGTH, ...uint32s(msid, bufferMs)]);
      this.#send(CSID.control, TYPE.userControl, 0, buffer);
      this.#command(msid, "play", 3, [null, streamName, startMs, lengthMs, true]);
    } else if (name === "_error") {
      this.#end(new Error(`the server refused: ${JSON.stringify(value)}`));
    } else if (name === "onStatus" && typeof value === "object" && value !== null && "code" in value) {
      const { code, level } = value as { readonly code: unknown; readonly level: unknown };
      if (code === "NetStream.Play.Stop") this.#complete();
      else if (level === "error") this.#end(new Error(`the server reported ${String(code)}`));
    }
  }

  #complete(): void {
    this.tally.isComplete = true;
    this.#end(undefined);
  }

  #end(error: Error | undefined): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ended(error);
  }

  #command(msid: number, name: string, transactionId: number, values: readonly Amf0Value[]): void {
    const body = encodeAmf0([name, transactionId, ...values]);
    this.#send(msid === 0 ? CSID.command : CSID.stream, TYPE.command, msid, body);
  }

  /** Full header, chunks of the 128 bytes that nobody has to be told of (RTMP 1.0 §5.3.1). */
  #send(csid: number, typeId: number, msid: number, body: Uint8Array): void {
    const bytes = [csid, 0, 0, 0, body.length >>> 16, (body.length >>> 8) & 255, body.length & 255, typeId];
    bytes.push(msid & 255, (msid >>> 8) & 255, (msid >>> 16) & 255, msid >>> 24);
    for (const [index, byte] of body.entries()) {
      if (index > 0 && index % 128 === 0) bytes.push(0xc0 | csid);
      bytes.push(byte);
    }
    this.#socket.write(Uint8Array.from(bytes));
  }
}

/** AVC's and AAC's sequence headers (FLV 10.1, E.4.2.1 and E.4.3.1), and bodies too short for anything. */
export function isConfiguration(typeId: number, byteLength: number, firstBytes: number): boolean {
  const isOfAvc = typeId === TYPE.video && ((firstBytes >> 8) & 0x0f) === 7;
  const isOfAac = typeId === TYPE.audio && firstBytes >> 12 === 10;
  return byteLength < 2 || ((isOfAvc || isOfAac) && (firstBytes & 0xff) === 0);
}

function uint32s(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setUint32(4 * index, value);
  return bytes;
}
