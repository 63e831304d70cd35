import { AMF_LIMITS, type Amf0Value, encodeAmf0 } from "@oxbow/media/amf";
import { ByteWriter } from "@oxbow/media/bytes";
import { CLIENT_CHUNK_LIMITS } from "../chunk/chunk-limits.ts";
import { ChunkReader } from "../chunk/chunk-reader.ts";
import { writeChunks } from "../chunk/chunk-writer.ts";
import { decodeMessage, type RtmpMessage } from "../message/message.ts";
import type { ServerEvent } from "../session/server-event.ts";
import type { ServerLimits, ServerSessionOptions } from "../session/server-options.ts";
import { RtmpServerSession } from "../session/server-session.ts";
import { NODE_CRYPTO } from "./node-crypto.cases.ts";
import { concat } from "./pipe.cases.ts";

/** A message of the server, in short: who it is for, and what it says. */
export interface Heard {
  readonly msid: number;
  readonly message: RtmpMessage;
}

/**
 * A server session past its handshake, and a client that can say anything, right or wrong. Time stands still unless
 * `nowMs` is moved.
 */
export class RawClient {
  readonly session: RtmpServerSession;
  nowMs = 0;
  readonly #reader = new ChunkReader(CLIENT_CHUNK_LIMITS);

  constructor(limits: Partial<ServerLimits> = {}, options: Partial<ServerSessionOptions> = {}) {
    this.session = new RtmpServerSession({
      crypto: NODE_CRYPTO,
      nowMs: () => this.nowMs,
      limits,
      ...options,
    });
    this.session.receive(concat([Uint8Array.of(3), new Uint8Array(2 * 1536)]));
    // S0, S1, S2 are not chunks.
    this.#push(concat(this.session.takeOutput()).subarray(1 + 2 * 1536));
  }

  /** A client that is connected and has created stream 1; what was said so far has been heard. */
  static connected(
    limits: Partial<ServerLimits> = {},
    options: Partial<ServerSessionOptions> = {},
  ): RawClient {
    const client = new RawClient(limits, options);
    const [event] = client.command(0, "connect", 1, { app: "cfx/st", tcUrl: "rtmp://h/cfx/st" });
    if (event?.kind !== "connect") throw new Error("connect was not heard");
    client.session.acceptConnect(event.token);
    client.command(0, "createStream", 2, null);
    client.hear();
    return client;
  }

  raw(bytes: ArrayLike<number>): readonly ServerEvent[] {
    return this.session.receive(Uint8Array.from(bytes));
  }

  message(typeId: number, msid: number, body: ArrayLike<number>): readonly ServerEvent[] {
    const writer = new ByteWriter();
    writeChunks(writer, 3, { typeId, msid, timestampMs: 0, body: Uint8Array.from(body) }, 128);
    return this.session.receive(writer.toBytes());
  }

  command(msid: number, ...values: readonly Amf0Value[]): readonly ServerEvent[] {
    return this.message(20, msid, encodeAmf0(values));
  }

  /** What the server said since the last time. */
  hear(): readonly Heard[] {
    this.#push(concat(this.session.takeOutput()));
    const heard: Heard[] = [];
    for (let raw = this.#reader.next(); raw !== undefined; raw = this.#reader.next()) {
      heard.push({ msid: raw.msid, message: decodeMessage(raw, { limits: AMF_LIMITS }, 0) });
    }
    return heard;
  }

  #push(bytes: Uint8Array): void {
    this.#reader.push(bytes);
  }
}

/** The exchange as a column of words: `streamBegin 1`, `onStatus NetStream.Play.Start`, `_result`. */
export function summarise(heard: readonly Heard[]): readonly string[] {
  return heard.map(({ message }) => {
    switch (message.kind) {
      case "userControl":
        return "msid" in message ? `${message.event} ${message.msid}` : message.event;
      case "command":
      case "data": {
        const values = message.kind === "command" ? message.values : message.values.slice(1);
        const name = message.kind === "command" ? message.name : String(message.values[0]);
        const info = values.find((value) => value !== null && typeof value === "object" && "code" in value);
        const code = info === undefined ? "" : ` ${String((info as { code?: unknown }).code)}`;
        return `${name}${code}`;
      }
      default:
        return message.kind;
    }
  });
}
