import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";

/** First byte of a TLS record that carries a handshake (RFC 8446 §5.1). No HTTP request begins with it. */
const TLS_HANDSHAKE = 0x16;

/**
 * One port for HTTP and HTTPS: the first byte tells them apart. Old clients (s3cmd for CloudFront) speak nothing but
 * TLS to a host, everybody else goes on without.
 */
export interface TlsFront {
  readonly listen: (host: string, port: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** Puts the front before a server that does not listen itself. */
export function createTlsFront(
  http: HttpServer,
  credentials: { readonly cert: string; readonly key: string },
): TlsFront {
  const secureContext = createSecureContext({ cert: credentials.cert, key: credentials.key });
  const sockets = new Set<Socket>();
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    // A client that breaks off before or during its handshake is no event of ours.
    socket.on("error", () => socket.destroy());
    socket.once("readable", () => {
      const first: Buffer | null = socket.read(1);
      if (first === null) return;
      socket.unshift(first);
      if (first[0] !== TLS_HANDSHAKE) {
        http.emit("connection", socket);
        return;
      }
      const secure = new TLSSocket(socket, { isServer: true, secureContext });
      secure.on("error", () => secure.destroy());
      secure.once("secure", () => http.emit("connection", secure));
    });
  });
  return {
    listen: async (host, port) => {
      server.listen(port, host);
      await once(server, "listening");
      const address = server.address();
      return typeof address === "object" && address !== null ? address.port : port;
    },
    close: async () => {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
