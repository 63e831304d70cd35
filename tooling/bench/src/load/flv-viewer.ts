import { connect, type Socket } from "node:net";
import { FlvCounter } from "./flv-counter.ts";
import { HttpChunks } from "./http-chunks.ts";
import type { ViewerRequest, ViewerTally } from "./rtmp-viewer.ts";
import { WsFrames } from "./ws-frames.ts";

const END_OF_HEADERS = Buffer.from("\r\n\r\n");
/** All viewers read into the same memory: bytes are counted as they come and then done with. */
const READ_BUFFER = Buffer.allocUnsafeSlow(256 * 1024);
/** The key of RFC 6455's own example: the answer to it is not checked. */
const WS_KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/** One viewer by HTTP-FLV or WS-FLV, as cheap as can be; takes frames apart, then counts tags. */
export class FlvViewerClient {
  readonly tally: ViewerTally = {
    packets: 0,
    packetBytes: 0,
    receivedBytes: 0,
    firstVideoMs: undefined,
    isComplete: false,
  };
  readonly #socket: Socket;
  readonly #startedAtMs = performance.now();
  readonly #frames: HttpChunks | WsFrames;
  readonly #ended: (error: Error | undefined) => void;
  #headers: Buffer | undefined = Buffer.alloc(0);
  #isOver = false;

  /** @param ended the stream is over, or failed */
  constructor(request: ViewerRequest, ended: (error: Error | undefined) => void) {
    this.#ended = ended;
    const isWs = request.protocol === "ws-flv";
    const tags = new FlvCounter((tag) => {
      this.tally.packets += 1;
      this.tally.packetBytes += tag.byteLength;
      if (tag.isVideo) this.tally.firstVideoMs ??= performance.now() - this.#startedAtMs;
    });
    const payload = (bytes: Uint8Array): void => tags.push(bytes);
    const over = (): void => {
      this.tally.isComplete = true;
      this.#end(undefined);
    };
    this.#frames = isWs ? new WsFrames(payload, over) : new HttpChunks(payload, over);
    this.#socket = connect({
      host: "127.0.0.1",
      port: request.port,
      noDelay: true,
      onread: { buffer: READ_BUFFER, callback: (byteLength) => this.#read(byteLength) },
    });
    this.#socket.on("error", (error) => this.#end(error));
    this.#socket.on("close", () => this.#end(new Error("the server closed the connection")));
    const upgrade = isWs
      ? `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${WS_KEY}\r\n`
      : "";
    const path = `/${request.app}/${request.streamName}?buffer=${request.bufferMs / 1000}`;
    this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${upgrade}\r\n`);
  }

  close(): void {
    this.#isOver = true;
    this.#socket.destroy();
  }

  #read(byteLength: number): boolean {
    this.tally.receivedBytes += byteLength;
    try {
      this.#take(READ_BUFFER.subarray(0, byteLength));
    } catch (error) {
      this.#end(error as Error);
    }
    return true;
  }

  #take(bytes: Buffer): void {
    if (this.#headers === undefined) {
      this.#frames.push(bytes);
      return;
    }
    const headers = Buffer.concat([this.#headers, bytes]);
    const end = headers.indexOf(END_OF_HEADERS);
    this.#headers = end < 0 ? headers : undefined;
    if (end < 0) return;
    const [status] = headers.toString("latin1", 0, end).split("\r\n", 1);
    if (!/^HTTP\/1\.1 (200|101) /.test(status ?? "")) throw new Error(`the server answered ${status}`);
    this.#frames.push(headers.subarray(end + END_OF_HEADERS.length));
  }

  #end(error: Error | undefined): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#ended(error);
  }
}
