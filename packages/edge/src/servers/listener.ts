import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { clientIpOf } from "./client-ip.ts";
import { ConnectionRate } from "./connection-rate.ts";
import type { EdgeServices } from "./edge-services.ts";
import type { HttpEdge } from "./http-edge.ts";
import { RtmpConnection } from "./rtmp/rtmp-connection.ts";
import { type TlsCredentials, TlsServers } from "./tls-servers.ts";

/** First byte of a TLS record that opens a connection (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 0x16;
/** What a socket holds for a reader that does not read. */
const SOCKET_BUFFER_BYTES = 64 << 10;

/** How long a client may take for the last bytes before the socket is closed for it. */
const LINGER_MS = 5000;

/**
 * Listens, and tells by its first byte what a connection speaks, as the real service did on ports 80 and 1935:
 * a letter opens HTTP (RTMPT, HTTP-FLV, …), 0x16 TLS (then the same again inside), anything else RTMP or RTMPE.
 */
export class Listener {
  readonly #services: EdgeServices;
  readonly #http: HttpServer;
  readonly #tls: TlsServers | undefined;
  readonly #rate: ConnectionRate;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();

  constructor(services: EdgeServices, http: HttpEdge, tls: TlsCredentials | undefined) {
    this.#services = services;
    this.#rate = new ConnectionRate(services.clock, services.limits.connectionsPerSecond);
    const { handshakeTimeoutMs } = services.limits;
    this.#http = createHttpServer(
      {
        noDelay: true,
        highWaterMark: SOCKET_BUFFER_BYTES,
        headersTimeout: handshakeTimeoutMs,
        requestTimeout: 2 * handshakeTimeoutMs,
        connectionsCheckingInterval: handshakeTimeoutMs,
      },
      http.handle,
    );
    this.#http.on("upgrade", http.upgrade);
    this.#http.on("clientError", (error: NodeJS.ErrnoException, socket) => {
      const reason = error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? "handshake-timeout" : "protocol";
      services.metrics.refused.inc({ reason });
      socket.destroy();
    });
    // Connections are handed to it, so it never listens itself; but only with this event do its deadlines begin to count.
    this.#http.emit("listening");
    if (tls === undefined) return;
    this.#tls = new TlsServers(
      tls,
      handshakeTimeoutMs,
      (socket) => this.#sniff(socket, "tls"),
      (reason) => services.metrics.refused.inc({ reason }),
    );
  }

  /** Listens on a port more; 0 picks a free one. @returns the port */
  async listen(host: string, port: number): Promise<number> {
    const server = createServer({ noDelay: true, highWaterMark: SOCKET_BUFFER_BYTES }, (socket) => {
      this.#accept(socket);
    });
    this.#servers.push(server);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once("error", reject);
    server.listen(port, host, resolve);
    await promise;
    server.off("error", reject);
    return (server.address() as AddressInfo).port;
  }

  /** Takes no more connections. */
  stopListening(): void {
    for (const server of this.#servers) server.close();
  }

  /** Closes every connection; resolves when they are gone. */
  async destroyAll(): Promise<void> {
    this.#http.close();
    const closed = [...this.#sockets].map((socket) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      socket.once("close", resolve);
      socket.destroy();
      return promise;
    });
    await Promise.all(closed);
  }

  #accept(socket: Socket): void {
    const { metrics } = this.#services;
    if (!this.#rate.allows(clientIpOf(socket))) {
      metrics.refused.inc({ reason: "connection-rate" });
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    metrics.connections.inc();
    socket.on("close", () => {
      this.#sockets.delete(socket);
      metrics.connections.dec();
    });
    this.#sniff(socket, "tcp");
  }

  #sniff(socket: Socket, transport: "tcp" | "tls"): void {
    const { clock, limits, metrics, wheel } = this.#services;
    // Resets are everyday; `close` follows and cleans up.
    socket.on("error", () => undefined);
    const cancel = wheel.schedule(clock.nowMs() + limits.handshakeTimeoutMs, () => {
      metrics.refused.inc({ reason: "handshake-timeout" });
      socket.destroy();
    });
    socket.once("close", cancel);
    socket.once("data", (first: Buffer) => {
      cancel();
      socket.off("close", cancel);
      const [byte = 0] = first;
      if (isLetter(byte)) handOverHttp(socket, first, this.#http);
      else if (byte === TLS_HANDSHAKE && transport === "tcp" && this.#tls !== undefined) {
        this.#tls.accept(socket, first);
      } else this.#serveRtmp(socket, first, transport);
    });
  }

  #serveRtmp(socket: Socket, first: Buffer, transport: "tcp" | "tls"): void {
    const { clock, faults, wheel } = this.#services;
    // Which distribution it would have named is not known yet: only faults of all of them strike.
    if (faults.strike("port", "").some(({ kind }) => kind === "refuse")) {
      socket.resetAndDestroy();
      return;
    }
    const connection = new RtmpConnection(
      this.#services,
      {
        transport,
        write: (pieces) => writeAll(socket, pieces),
        end: () => {
          socket.end();
          wheel.schedule(clock.nowMs() + LINGER_MS, () => socket.destroy());
        },
        destroy: () => socket.destroy(),
      },
      clientIpOf(socket),
    );
    socket.on("data", (bytes: Buffer) => connection.receive(bytes));
    socket.on("drain", () => connection.drained());
    socket.on("close", () => connection.closed());
    connection.receive(first);
  }
}

/** One `writev` for all pieces; false when they wait in the process. */
function writeAll(socket: Socket, pieces: readonly Uint8Array[]): boolean {
  if (socket.destroyed) return false;
  let hasRoom = true;
  if (pieces.length > 1) socket.cork();
  for (const piece of pieces) hasRoom = socket.write(piece);
  if (pieces.length > 1) socket.uncork();
  // Node asks to wait although the kernel took everything at once; then `drain` follows by itself.
  return hasRoom || socket.writableLength === 0;
}

/** Gives a connection to the HTTP server, with what was read of it already. */
function handOverHttp(socket: Socket, first: Buffer, server: HttpServer): void {
  socket.pause();
  socket.unshift(first);
  server.emit("connection", socket);
  socket.resume();
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}
