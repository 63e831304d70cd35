import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { RtmptServer, type TunnelReply } from "@oxbow/rtmp";
import { clientIpOf } from "./client-ip.ts";
import type { EdgeServices } from "./edge-services.ts";
import type { TunnelServer } from "./http-edge.ts";
import { RtmpConnection } from "./rtmp/rtmp-connection.ts";

/** What waits for a client that has to ask for it. */
const QUEUE_BYTES = 64 << 10;
/** How often silent tunnels are looked for. */
const EXPIRE_MS = 5000;

/** RTMP tunnelled in HTTP: one RTMP connection a tunnel, fed and emptied by POSTs. */
export class RtmptEdge implements TunnelServer {
  readonly #services: EdgeServices;
  readonly #server: RtmptServer;
  readonly #connections = new Map<string, RtmpConnection>();
  #isExpiring = false;

  constructor(services: EdgeServices) {
    this.#services = services;
    const { clock, limits } = services;
    this.#server = new RtmptServer({
      randomBytes,
      nowMs: clock.nowMs,
      limits: {
        maxTunnels: limits.maxTunnels,
        maxBodyBytes: limits.maxTunnelBodyBytes,
        idleTimeoutMs: limits.tunnelIdleTimeoutMs,
      },
    });
  }

  /** Answers a POST when its path is the tunnel's. */
  readonly serve = (path: string, incoming: IncomingMessage, response: ServerResponse): boolean => {
    if (!this.#server.isTunnelTarget(path)) return false;
    this.#answer(path, incoming, response).catch((error: unknown) => {
      this.#services.logger.warn({ err: error }, "tunnel request failed");
      response.destroy();
    });
    return true;
  };

  async #answer(path: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(incoming, this.#services.limits.maxTunnelBodyBytes);
    const method = incoming.method ?? "POST";
    const outcome = this.#server.handle({ method, target: path, body });
    switch (outcome.kind) {
      case "reply":
        if (outcome.reply.status === 503) this.#services.metrics.refused.inc({ reason: "tunnels" });
        send(response, outcome.reply);
        return;
      case "opened":
        this.#open(outcome.id, clientIpOf(incoming.socket));
        send(response, outcome.reply);
        return;
      case "closed":
        this.#connections.get(outcome.id)?.closed();
        this.#connections.delete(outcome.id);
        send(response, outcome.reply);
        return;
      case "received": {
        const { id, bytes } = outcome;
        const connection = this.#connections.get(id);
        if (bytes.length > 0) connection?.receive(bytes);
        send(response, this.#server.answer(id));
        if (this.#server.pendingBytes(id) === 0) connection?.drained();
      }
    }
  }

  #open(id: string, clientIp: string): void {
    const connection = new RtmpConnection(
      this.#services,
      {
        transport: "http",
        write: (pieces) => {
          for (const piece of pieces) this.#server.push(id, piece);
          return this.#server.pendingBytes(id) < QUEUE_BYTES;
        },
        end: () => this.#forget(id),
        destroy: () => this.#forget(id),
      },
      clientIp,
    );
    this.#connections.set(id, connection);
    if (!this.#isExpiring) this.#watch();
  }

  #forget(id: string): void {
    this.#server.end(id);
    this.#connections.delete(id);
  }

  /** Drops silent tunnels, as long as there are any. */
  #watch(): void {
    const { clock, wheel } = this.#services;
    this.#isExpiring = true;
    wheel.schedule(clock.nowMs() + EXPIRE_MS, () => {
      for (const id of this.#server.expire()) {
        this.#connections.get(id)?.closed();
        this.#connections.delete(id);
      }
      if (this.#server.size > 0) this.#watch();
      else this.#isExpiring = false;
    });
  }
}

/** Reads a body, but of one that is too long only as much as tells the tunnel so. */
function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const pieces: Buffer[] = [];
  let byteLength = 0;
  incoming.on("data", (piece: Buffer) => {
    if (byteLength > maxBytes) return;
    pieces.push(piece);
    byteLength += piece.length;
    if (byteLength > maxBytes) resolve(Buffer.concat(pieces));
  });
  incoming.on("end", () => resolve(Buffer.concat(pieces)));
  incoming.on("error", reject);
  return promise;
}

function send(response: ServerResponse, reply: TunnelReply): void {
  // librtmp looks for `Content-` with a capital letter.
  response.writeHead(reply.status, { ...reply.headers, "Content-Length": reply.body.length });
  response.end(reply.body);
}
