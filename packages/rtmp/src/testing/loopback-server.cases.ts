import { readFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import {
  firstPacketAt,
  type MediaFile,
  openMedia,
  pullFrom,
  type Segment,
  type SegmentRef,
} from "@oxbow/media";
import { encodeSegment } from "../chunk/encode-segment.ts";
import type { PlayEvent, SeekEvent, ServerEvent } from "../session/server-event.ts";
import type { ServerSessionOptions } from "../session/server-options.ts";
import { RtmpServerSession } from "../session/server-session.ts";
import { RtmptServer } from "../tunnel/rtmpt-server.ts";
import type { TunnelReply } from "../tunnel/tunnel-reply.ts";
import { NODE_CRYPTO } from "./node-crypto.cases.ts";

export interface FilePlayerOptions extends Partial<ServerSessionOptions> {
  /** Added to all timestamps. */
  readonly shiftMs?: number;
  /** `play` sends no more than this, and does not complete: what a paced server has sent when a seek comes. */
  readonly firstMs?: number;
}

/** The least that a host does around a session: one file, any application, all at once. */
export class FilePlayer {
  readonly session: RtmpServerSession;
  readonly events: ServerEvent[] = [];
  readonly #bytes: Uint8Array;
  readonly #file: MediaFile;
  readonly #shiftMs: number;
  readonly #firstMs: number | undefined;

  constructor(path: string, { shiftMs = 0, firstMs, ...options }: FilePlayerOptions = {}) {
    this.#shiftMs = shiftMs;
    this.#firstMs = firstMs;
    this.#bytes = Uint8Array.from(readFileSync(path));
    this.#file = pullFrom(this.#bytes, openMedia(this.#bytes.length));
    this.session = new RtmpServerSession({ crypto: NODE_CRYPTO, nowMs: () => performance.now(), ...options });
  }

  receive(bytes: Uint8Array): readonly Uint8Array[] {
    this.#handle(this.session.receive(bytes));
    return this.session.takeOutput();
  }

  #handle(events: readonly ServerEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      if (event.kind === "connect") this.#handle(this.session.acceptConnect(event.token) ?? []);
      if (event.kind === "getStreamLength")
        this.session.answerStreamLength(event.token, this.#file.durationMs);
      if (event.kind === "play") this.#play(event);
      if (event.kind === "seek") this.#seek(event);
      if (event.kind === "pause") this.session.notifyPause(event.msid, event.isPaused);
    }
  }

  #play({ token, msid, streamName, startMs, lengthMs }: PlayEvent): void {
    if (streamName.includes("missing")) {
      this.session.failPlay(token, "NetStream.Play.StreamNotFound");
      return;
    }
    if (!this.session.acceptPlay(token)) return;
    const fromMs = Math.max(0, startMs);
    const lastMs = this.#firstMs ?? (lengthMs < 0 ? Number.POSITIVE_INFINITY : lengthMs);
    this.#send(msid, fromMs, fromMs + lastMs, true);
    if (this.#firstMs === undefined) this.#complete(msid);
  }

  #seek({ msid, ms }: SeekEvent): void {
    if (!this.session.notifySeek(msid, ms)) return;
    this.#send(msid, ms, Number.POSITIVE_INFINITY, false);
    this.#complete(msid);
  }

  #complete(msid: number): void {
    this.session.completePlay(msid, { durationMs: this.#file.durationMs, byteLength: this.#bytes.length });
  }

  /** @param isRelative timestamps count from the first key packet, as after `play`; else they are the file's. */
  #send(msid: number, fromMs: number, untilMs: number, isRelative: boolean): void {
    let ref: SegmentRef | undefined = pullFrom(this.#bytes, this.#file.locate(fromMs));
    let startPacket: number | undefined;
    let timestampOffsetMs = this.#shiftMs;
    while (ref !== undefined) {
      const segment: Segment = pullFrom(this.#bytes, this.#file.read(ref));
      if (startPacket === undefined) {
        startPacket = firstPacketAt(segment, fromMs);
        const startMs = segment.packets.dtsMs[startPacket] ?? 0;
        if (isRelative) timestampOffsetMs = this.#shiftMs - startMs;
        this.session.sendData(msid, startMs + timestampOffsetMs, ["onMetaData", this.#file.metadata]);
        this.session.sendPackets(msid, startMs + timestampOffsetMs, this.#file.sequenceHeaders);
      }
      const { chunkSize } = this.session;
      this.session.sendMedia(
        encodeSegment(segment, { chunkSize, msid, timestampOffsetMs, startPacket, untilMs }),
      );
      startPacket = 0;
      ref = segment.next;
    }
  }
}

export interface LoopbackServer {
  readonly port: number;
  /** One a connection, in the order of arrival. */
  readonly players: readonly FilePlayer[];
  /** Cuts every connection off. */
  readonly close: () => Promise<void>;
}

/** Serves `path` to every RTMP client on a free port of 127.0.0.1. */
export async function startLoopbackServer(
  path: string,
  options: FilePlayerOptions = {},
): Promise<LoopbackServer> {
  const players: FilePlayer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    const player = new FilePlayer(path, options);
    players.push(player);
    sockets.add(socket);
    // A client that goes away while it is written to is no failure of the server.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    socket.on("data", (bytes: Buffer) => {
      socket.cork();
      for (const piece of player.receive(bytes)) socket.write(piece);
      socket.uncork();
      if (player.session.isClosed) socket.end();
    });
  });
  const port = await listen(server);
  return {
    port,
    players,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The same in HTTP. */
export async function startTunnelServer(path: string): Promise<LoopbackServer> {
  const tunnels = new RtmptServer({ randomBytes: NODE_CRYPTO.randomBytes, nowMs: () => performance.now() });
  const players = new Map<string, FilePlayer>();
  const answer = (method: string, target: string, body: Uint8Array): TunnelReply => {
    const outcome = tunnels.handle({ method, target, body });
    if (outcome.kind === "opened") players.set(outcome.id, new FilePlayer(path));
    if (outcome.kind !== "received") return outcome.reply;
    const player = players.get(outcome.id);
    for (const piece of player?.receive(outcome.bytes) ?? []) tunnels.push(outcome.id, piece);
    if (player?.session.isClosed === true) tunnels.end(outcome.id);
    return tunnels.answer(outcome.id);
  };
  const server = createHttpServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const reply = answer(request.method ?? "", request.url ?? "", Uint8Array.from(Buffer.concat(parts)));
      response.writeHead(reply.status, reply.headers);
      response.end(reply.body);
    });
  });
  const port = await listen(server);
  return {
    port,
    get players() {
      return [...players.values()];
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not a TCP port");
  return address.port;
}
