import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { byteFaultOf } from "../faults.ts";
import type { EdgeServices } from "./edge-services.ts";
import { type FlvRequest, FlvViewer } from "./flv-viewer.ts";
import { prepareFlv } from "./http-flv.ts";

/** Going away (RFC 6455 §7.4.1): the edge ends the stream before its end. */
const CLOSE_GOING_AWAY = 1001;
/** Internal error (RFC 6455 §7.4.1): the file can't be read any more. */
const CLOSE_FAILED = 1011;
const CLOSE_COMPLETE = 1000;
/**
 * A browser hands a message over when all of it has come: the first picture should not wait for a whole block. Less than
 * this, and it waits for a second message instead: decoders want about a second of film before they show any.
 */
const MESSAGE_BYTES = 128 << 10;
/** Viewers only listen. */
const MAX_MESSAGE_BYTES = 4096;

/** Answers WebSocket upgrades on `/cfx/st/NAME` with the bytes of HTTP-FLV in binary messages. */
export class WsFlvServer {
  readonly #services: EdgeServices;
  readonly #server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE_BYTES,
  });

  constructor(services: EdgeServices) {
    this.#services = services;
  }

  /** Takes over an upgraded socket, or answers it with the status that HTTP-FLV would have had. */
  async serve(request: FlvRequest, incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const prepared = await prepareFlv(this.#services, request);
    if (socket.destroyed) return;
    if (!prepared.ok) {
      refuseUpgrade(socket, prepared.status, prepared.message);
      return;
    }
    this.#server.handleUpgrade(incoming, socket, head, (client) => {
      // The other end's bad frames close the socket, which is all there is to do about them.
      client.on("error", () => undefined);
      const messages = new FlvMessages((message) => client.send(message, { binary: true }));
      // Below its mark the socket takes more, and says nothing when it has sent what it holds.
      const hasRoom = (): boolean => !socket.writableNeedDrain || client.bufferedAmount === 0;
      const viewer = new FlvViewer({
        services: this.#services,
        ...prepared,
        distribution: request.distribution,
        request,
        fault: byteFaultOf(prepared.effects),
        channel: {
          protocol: "ws-flv",
          write: (bytes) => {
            messages.write(bytes);
            return hasRoom();
          },
          flush: () => {
            messages.flush();
            return hasRoom();
          },
          end: () => {
            messages.flush();
            client.close(CLOSE_COMPLETE);
          },
          abort: (reason) => {
            messages.flush();
            abort(client, reason);
          },
        },
      });
      socket.on("drain", () => viewer.drained());
      client.on("close", () => viewer.closed());
      viewer.start();
    });
  }
}

/** Cuts a stream into messages. What opens it waits for the first media, which a browser can do nothing without. */
class FlvMessages {
  readonly #send: (message: Uint8Array) => void;
  #head: Uint8Array | undefined;
  #isBegun = false;

  constructor(send: (message: Uint8Array) => void) {
    this.#send = send;
  }

  write(bytes: Uint8Array): void {
    if (!this.#isBegun) {
      this.#isBegun = true;
      this.#head = bytes;
      return;
    }
    let at = 0;
    if (this.#head !== undefined) {
      at = Math.max(0, MESSAGE_BYTES - this.#head.length);
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, at)]);
      this.flush();
    }
    for (; at < bytes.length; at += MESSAGE_BYTES) this.#send(bytes.subarray(at, at + MESSAGE_BYTES));
  }

  flush(): void {
    if (this.#head !== undefined) this.#send(this.#head);
    this.#head = undefined;
  }
}

function abort(client: WebSocket, reason: string): void {
  if (reason === "stall-timeout") client.terminate();
  else client.close(reason === "media" ? CLOSE_FAILED : CLOSE_GOING_AWAY, reason);
}

/** Ends an upgrade that leads nowhere. */
export function refuseUpgrade(socket: Duplex, status: number, message: string): void {
  socket.end(
    `HTTP/1.1 ${status} ${message}\r\nconnection: close\r\naccess-control-allow-origin: *\r\ncontent-length: 0\r\n\r\n`,
  );
}
