import type { Socket } from "node:net";
import { createServer, type Server, type TLSSocket } from "node:tls";

/** A certificate and its key. */
export interface TlsCredentials {
  /** PEM. */
  readonly cert: string | Uint8Array;
  readonly key: string | Uint8Array;
}

/** The protocol name by which HTTP clients ask for HTTP within TLS (RFC 7301 §6). RTMP has none. */
const ALPN_HTTP = "http/1.1";

/**
 * TLS for connections that somebody else accepted. Who asks for HTTP by name gets TLS 1.3; who does not may be librtmp,
 * which takes the session tickets that follow a handshake of TLS 1.3 for a failed read, and gets TLS 1.2.
 */
export class TlsServers {
  readonly #http: Server;
  readonly #rtmp: Server;

  constructor(
    { cert, key }: TlsCredentials,
    handshakeTimeout: number,
    onSecure: (socket: TLSSocket) => void,
    onRefused: (reason: "handshake-timeout" | "protocol") => void,
  ) {
    const options = { cert: Buffer.from(cert), key: Buffer.from(key), handshakeTimeout };
    this.#http = createServer(options, onSecure);
    this.#rtmp = createServer({ ...options, maxVersion: "TLSv1.2" }, onSecure);
    for (const server of [this.#http, this.#rtmp]) {
      server.on("tlsClientError", (error: NodeJS.ErrnoException, socket) => {
        // A client that breaks its handshake off is nothing to report.
        if (error.code === "ERR_TLS_HANDSHAKE_TIMEOUT") onRefused("handshake-timeout");
        else if (error.code !== "ECONNRESET") onRefused("protocol");
        socket.destroy();
      });
    }
  }

  /** Takes a connection with what was read of it already: the ClientHello, or the beginning of one. */
  accept(socket: Socket, first: Buffer): void {
    // TLS takes what was read from the paused socket by itself.
    socket.pause();
    socket.unshift(first);
    (first.includes(ALPN_HTTP) ? this.#http : this.#rtmp).emit("connection", socket);
  }
}
