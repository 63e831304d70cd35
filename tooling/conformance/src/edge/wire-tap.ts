import { createHmac, randomBytes } from "node:crypto";
import { connect, createServer, type Socket } from "node:net";
import { RtmpServerSession } from "@oxbow/rtmp";

/** What a client sent, as it stood on the wire. */
interface TappedPlay {
  readonly app: string;
  readonly playName: string;
  readonly startMs: number;
}

export interface WireTap {
  /** Where clients connect. */
  readonly port: number;
  /** Resolves once a client has asked for a stream and media flows back to it. */
  readonly nextPlay: () => Promise<TappedPlay>;
  readonly close: () => void;
}

/** More than handshake and answers: what comes back beyond this is media. */
const MEDIA_BYTES = 6_000;

/** A relay to the edge that reads along with a protocol session of its own; plain RTMP alone. */
export async function openWireTap(edgePort: number): Promise<WireTap> {
  const sockets = new Set<Socket>();
  let waiting: ((play: TappedPlay) => void) | undefined;
  const server = createServer((client) => {
    const edge = connect(edgePort, "127.0.0.1");
    const session = new RtmpServerSession({
      crypto: {
        randomBytes: (length) => Uint8Array.from(randomBytes(length)),
        hmacSha256: (key, data) => Uint8Array.from(createHmac("sha256", key).update(data).digest()),
      },
      nowMs: () => performance.now(),
    });
    let app = "";
    let play: TappedPlay | undefined;
    let returned = 0;
    const read = (events: ReturnType<typeof session.receive>): void => {
      for (const event of events) {
        if (event.kind === "connect") {
          app = event.app;
          read(session.acceptConnect(event.token) ?? []);
        }
        if (event.kind === "play") play = { app, playName: event.streamName, startMs: event.startMs };
      }
      session.takeOutput();
    };
    client.on("data", (bytes: Buffer) => {
      edge.write(bytes);
      read(session.receive(Uint8Array.from(bytes)));
    });
    edge.on("data", (bytes: Buffer) => {
      client.write(bytes);
      returned += bytes.length;
      if (play !== undefined && returned > MEDIA_BYTES) waiting?.(play);
    });
    for (const [one, other] of [
      [client, edge],
      [edge, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  return {
    port,
    nextPlay: () =>
      new Promise((resolve) => {
        waiting = resolve;
      }),
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
