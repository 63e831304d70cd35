import { ByteQueue } from "@oxbow/media/bytes";
import { parseTunnelPath, type TunnelPath } from "./tunnel-path.ts";
import { preflightReply, type TunnelReply, tunnelError, tunnelReply } from "./tunnel-reply.ts";

/** What clients may make a tunnel server remember. */
export interface RtmptLimits {
  /** Tunnels at the same time. */
  readonly maxTunnels: number;
  /** Longest request body, in bytes; hosts should stop reading there too. */
  readonly maxBodyBytes: number;
  /** Most bytes of RTMP in one answer. It is kept until the next one, in case it has to be repeated. */
  readonly maxAnswerBytes: number;
  /** A tunnel without a request for this long is over. */
  readonly idleTimeoutMs: number;
}

export const RTMPT_LIMITS: RtmptLimits = Object.freeze({
  maxTunnels: 1000,
  maxBodyBytes: 256 * 1024,
  maxAnswerBytes: 256 * 1024,
  idleTimeoutMs: 30_000,
});

export interface RtmptServerOptions {
  /** Tunnel ids are made of it: they must not be guessed, as they are all that protects a tunnel. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
  readonly limits?: Partial<RtmptLimits>;
}

export interface TunnelRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body: Uint8Array;
}

/** What to do with a request. */
export type TunnelOutcome =
  /** Answer; nothing else happens. */
  | { readonly kind: "reply"; readonly reply: TunnelReply }
  /** A tunnel was opened: make a session for it, and answer. */
  | { readonly kind: "opened"; readonly id: string; readonly reply: TunnelReply }
  /** Bytes for the session (none from `idle`): feed them, `push` what it wants to send, then answer with `answer(id)`. */
  | { readonly kind: "received"; readonly id: string; readonly bytes: Uint8Array }
  /** The client closed the tunnel: end its session, and answer. */
  | { readonly kind: "closed"; readonly id: string; readonly reply: TunnelReply };

/**
 * First byte of an answer: how long the client should wait before it polls again, as FMS counts it up while there
 * is nothing to say. [U] in its unit: see `RtmptClient`.
 */
const POLL_INTERVALS = [0x01, 0x03, 0x05, 0x09, 0x11, 0x21] as const;

interface Tunnel {
  readonly toClient: ByteQueue;
  lastSequence: number | undefined;
  lastAnswer: TunnelReply | undefined;
  lastRequestMs: number;
  /** Answers in a row that had nothing to say. */
  silentAnswers: number;
  isEnded: boolean;
}

/**
 * The server's side of RTMP tunnelled in HTTP, for any HTTP server: requests in, outcomes out.
 *
 * Fidelity: open, idle, send, close and the identification request that Flash makes first (404 sends it on).
 * Source: measured with ffmpeg and rtmpdump; Adobe never specified it.
 */
export class RtmptServer {
  readonly #options: RtmptServerOptions;
  readonly #limits: RtmptLimits;
  readonly #tunnels = new Map<string, Tunnel>();

  constructor(options: RtmptServerOptions) {
    this.#options = options;
    this.#limits = { ...RTMPT_LIMITS, ...options.limits };
  }

  /** Tunnels that are open. */
  get size(): number {
    return this.#tunnels.size;
  }

  /** Whether a path is the tunnel's, for hosts that serve more on the same port. */
  isTunnelTarget(target: string): boolean {
    return parseTunnelPath(target) !== undefined;
  }

  handle({ method, target, body }: TunnelRequest): TunnelOutcome {
    const path = parseTunnelPath(target);
    if (path === undefined) return replied(tunnelError(404, "not a tunnel"));
    if (method === "OPTIONS") return replied(preflightReply());
    if (method !== "POST") return replied(tunnelError(405, "the tunnel takes POST"));
    if (body.length > this.#limits.maxBodyBytes) return replied(tunnelError(413, "the body is too long"));
    switch (path.command) {
      case "ident":
        return replied(tunnelError(404, "no identification"));
      case "open":
        return this.#open();
      default:
        return this.#continue(path, body);
    }
  }

  /** Queues bytes of the session for the client's next answers. Hosts keep `pendingBytes` small. */
  push(id: string, bytes: Uint8Array): void {
    this.#tunnels.get(id)?.toClient.push(bytes);
  }

  /** Bytes waiting to be fetched by the client. */
  pendingBytes(id: string): number {
    return this.#tunnels.get(id)?.toClient.byteLength ?? 0;
  }

  /** The answer to a `received` request, with what has been pushed so far. */
  answer(id: string): TunnelReply {
    const tunnel = this.#tunnels.get(id);
    if (tunnel === undefined) return tunnelError(404, "unknown tunnel");
    const byteLength = Math.min(tunnel.toClient.byteLength, this.#limits.maxAnswerBytes);
    tunnel.silentAnswers = byteLength > 0 ? 0 : tunnel.silentAnswers + 1;
    const step = Math.min(tunnel.silentAnswers, POLL_INTERVALS.length - 1);
    const body = new Uint8Array(1 + byteLength);
    body[0] = POLL_INTERVALS[step] ?? 1;
    body.set(tunnel.toClient.take(byteLength) ?? new Uint8Array(0), 1);
    const reply = tunnelReply(200, body);
    tunnel.lastAnswer = reply;
    return reply;
  }

  /** The session is over: the client may still fetch what is queued, then the tunnel is gone. */
  end(id: string): void {
    const tunnel = this.#tunnels.get(id);
    if (tunnel !== undefined) tunnel.isEnded = true;
  }

  /** Drops the tunnels whose clients fell silent, and returns their ids. Call it every few seconds. */
  expire(): readonly string[] {
    const deadlineMs = this.#options.nowMs() - this.#limits.idleTimeoutMs;
    const expired: string[] = [];
    for (const [id, { lastRequestMs }] of this.#tunnels) {
      if (lastRequestMs <= deadlineMs) expired.push(id);
    }
    for (const id of expired) this.#tunnels.delete(id);
    return expired;
  }

  #open(): TunnelOutcome {
    if (this.#tunnels.size >= this.#limits.maxTunnels) return replied(tunnelError(503, "too many tunnels"));
    const id = createTunnelId(this.#options.randomBytes);
    this.#tunnels.set(id, {
      toClient: new ByteQueue(),
      lastSequence: undefined,
      lastAnswer: undefined,
      lastRequestMs: this.#options.nowMs(),
      silentAnswers: 0,
      isEnded: false,
    });
    return { kind: "opened", id, reply: tunnelReply(200, new TextEncoder().encode(`${id}\n`)) };
  }

  #continue({ command, id, sequence }: Extract<TunnelPath, { id: string }>, body: Uint8Array): TunnelOutcome {
    const tunnel = this.#tunnels.get(id);
    if (tunnel === undefined) return replied(tunnelError(404, "unknown tunnel"));
    tunnel.lastRequestMs = this.#options.nowMs();
    if (sequence === tunnel.lastSequence) {
      // The answer got lost: its bytes must not be lost with it, nor the request's be fed twice.
      const { lastAnswer } = tunnel;
      return lastAnswer === undefined
        ? { kind: "received", id, bytes: new Uint8Array(0) }
        : replied(lastAnswer);
    }
    // librtmp counts from 0, others from 1: the first number is taken as it comes.
    if (tunnel.lastSequence !== undefined && sequence !== tunnel.lastSequence + 1) {
      return replied(tunnelError(400, `expected number ${tunnel.lastSequence + 1}`));
    }
    tunnel.lastSequence = sequence;
    tunnel.lastAnswer = undefined;
    if (command === "close") {
      this.#tunnels.delete(id);
      return { kind: "closed", id, reply: tunnelReply(200, Uint8Array.of(0)) };
    }
    if (tunnel.isEnded && tunnel.toClient.byteLength === 0) {
      this.#tunnels.delete(id);
      return replied(tunnelError(404, "the session is over"));
    }
    return { kind: "received", id, bytes: command === "send" ? body : new Uint8Array(0) };
  }
}

function replied(reply: TunnelReply): TunnelOutcome {
  return { kind: "reply", reply };
}

const ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** 96 bits in 16 characters. */
function createTunnelId(randomBytes: (length: number) => Uint8Array): string {
  return Array.from(randomBytes(16), (byte) => ID_CHARACTERS[byte & 63]).join("");
}
