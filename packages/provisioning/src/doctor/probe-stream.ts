/**
 * An RTMP client that goes as far as the first frame: connection, handshake, `connect`, `createStream`, `play`.
 * Over a socket, or tunnelled in HTTP.
 */
import { createHmac, randomBytes } from "node:crypto";
import { connect } from "node:net";
import { AMF3_SUPPORT, type ClientEvent, digestHandshake, RtmpClientSession, RtmptClient } from "@oxbow/rtmp";

/** How far a probe came. `silent`: `play` was sent, and neither a frame nor a refusal came in time. */
type ProbeStage = "unreachable" | "no-rtmp" | "rejected" | "refused" | "silent" | "playing";

export interface ProbeResult {
  readonly stage: ProbeStage;
  /** What the other side said, or how the connection failed. */
  readonly detail: string;
}

export interface ProbeOptions {
  readonly host: string;
  readonly port: number;
  readonly app: string;
  readonly tcUrl: string;
  readonly playName: string;
  /** `play`'s second argument, in milliseconds: 0 asks for an answer about a missing file, -2000 does not. */
  readonly startMs: number;
  readonly timeoutMs: number;
}

/** Codecs that enhanced RTMP needs announced; the probe only counts frames, so it takes them all. */
const FOUR_CCS = ["hvc1", "av01", "vp09", "Opus", "fLaC", "ac-3", "ec-3"];

/** Probes over a socket. Never throws. */
export async function probeStream(options: ProbeOptions): Promise<ProbeResult> {
  const probe = new Probe(options);
  const socket = connect(options.port, options.host);
  const flush = (): void => {
    for (const piece of probe.session.takeOutput()) socket.write(piece);
  };
  socket.on("connect", () => probe.reached());
  socket.on("data", (bytes: Buffer) => {
    probe.receive(bytes);
    flush();
  });
  socket.on("error", ({ code, message }: NodeJS.ErrnoException) =>
    probe.failed(message, code === "ECONNRESET"),
  );
  socket.on("close", () => probe.failed("the connection was closed"));
  flush();
  try {
    return await probe.result;
  } finally {
    socket.destroy();
  }
}

/** Probes through HTTP (RTMPT). Never throws. */
export async function probeTunnel(options: ProbeOptions): Promise<ProbeResult> {
  const probe = new Probe(options);
  const tunnel = new RtmptClient();
  const stop = new AbortController();
  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      for (const piece of probe.session.takeOutput()) tunnel.push(piece);
      const post = tunnel.post();
      if (post === undefined) return;
      const answer = await fetch(`http://${options.host}:${options.port}${post.path}`, {
        method: "POST",
        headers: { "content-type": "application/x-fcs" },
        body: new Uint8Array(post.body),
        signal: stop.signal,
      });
      probe.receive(tunnel.receive(answer.status, new Uint8Array(await answer.arrayBuffer())));
      probe.reached();
    }
  };
  run().catch((error: unknown) => probe.failed(error instanceof Error ? error.message : String(error)));
  try {
    return await probe.result;
  } finally {
    stop.abort();
  }
}

/** The session of one probe and what has become of it. */
class Probe {
  readonly session: RtmpClientSession;
  readonly result: Promise<ProbeResult>;
  readonly #options: ProbeOptions;
  readonly #settle: (result: ProbeResult) => void;
  #stage: "unreachable" | "no-rtmp" | "silent" = "unreachable";
  #hasHeard = false;

  constructor(options: ProbeOptions) {
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<ProbeResult>();
    const timer = setTimeout(
      () => this.failed(`nothing came within ${options.timeoutMs} ms`),
      options.timeoutMs,
    );
    this.result = promise;
    this.#settle = (result) => {
      clearTimeout(timer);
      resolve(result);
    };
    this.session = new RtmpClientSession({
      crypto: {
        randomBytes: (length) => randomBytes(length),
        hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
      },
      handshake: digestHandshake,
      amf3: AMF3_SUPPORT,
      app: options.app,
      tcUrl: options.tcUrl,
      fourCcs: FOUR_CCS,
    });
  }

  /** Something answers at the address. */
  reached(): void {
    if (this.#stage === "unreachable") this.#stage = "no-rtmp";
  }

  /** @param isReset before a first byte that is a firewall's refusal, though the connection seemed to stand */
  failed(detail: string, isReset = false): void {
    this.#settle({ stage: isReset && !this.#hasHeard ? "unreachable" : this.#stage, detail });
  }

  receive(bytes: Uint8Array): void {
    this.#hasHeard = true;
    for (const event of this.session.receive(bytes)) this.#on(event);
  }

  #on(event: ClientEvent): void {
    switch (event.kind) {
      case "connected":
        this.session.createStream();
        return;
      case "rejected":
        this.#settle({
          stage: "rejected",
          detail: event.applicationMessage || event.description || event.code,
        });
        return;
      case "streamCreated":
        this.#stage = "silent";
        this.session.play(event.msid, this.#options.playName, { startMs: this.#options.startMs });
        return;
      case "status":
        if (event.level === "error")
          this.#settle({ stage: "refused", detail: `${event.code} ${event.description}` });
        return;
      case "packet":
        if (!event.isSequenceHeader)
          this.#settle({ stage: "playing", detail: `a frame at ${event.timestampMs} ms` });
        return;
      case "closed":
        this.failed(event.error?.message ?? "the server closed the connection");
        return;
      default:
    }
  }
}
