import { encodeAmf0 } from "@oxbow/media/amf";
import { type ClientEvent, type ClientStatusEvent, RtmpClientSession } from "@oxbow/rtmp";
import type { Candidate } from "../candidates.ts";
import { concatenate, encodeFileHeader, encodeTag } from "../flv/tag-reader.ts";
import { PlayerError } from "../player-error.ts";
import type { ByteStream } from "../source/byte-source.ts";
import { runTunnel } from "./run-tunnel.ts";

/** How far ahead the server may send. */
const BUFFER_MS = 10_000;

/** The server is paused when this much waits unread, and goes on when a quarter of it is left. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/** A closed stream may be opened again at another place; the connection is kept this long for it. */
const LINGER_MS = 1000;

/** One RTMP connection that plays one stream, as FLV. */
export class TunnelledPlay {
  /** True once nothing more will come: make another one. */
  isOver = false;
  readonly #session: RtmpClientSession;
  readonly #tunnel: ReturnType<typeof runTunnel>;
  readonly #playName: string;
  #msid: number | undefined;
  #startMs = 0;
  #arrived: Uint8Array[] = [];
  #unreadBytes = 0;
  /** Packets of the place that was left are still on their way. */
  #isSeeking = false;
  #isPaused = false;
  #isComplete = false;
  #failure: PlayerError | undefined;
  #wake = (): void => {};
  #lingering: ReturnType<typeof setTimeout> | undefined;
  /** The stream that is read now; an older one reads nothing. */
  #generation = 0;

  constructor(url: string, { app, tcUrl, playName }: NonNullable<Candidate["rtmp"]>) {
    this.#playName = playName;
    this.#session = new RtmpClientSession({
      app,
      tcUrl,
      pageUrl: location.href,
      crypto: { randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    });
    this.#tunnel = runTunnel(url, this.#session, {
      onEvent: (event) => this.#onEvent(event),
      onFailure: (error) => this.#fail(error),
    });
  }

  /** Plays from `startMs`. Settles when the server has begun to send. */
  async begin(startMs: number): Promise<ByteStream> {
    this.#startMs = startMs;
    const stream = this.#stream();
    // The first piece is our own header: what comes after it, or the refusal, is the server's answer.
    await this.#until(() => this.#arrived.length > 1);
    return stream;
  }

  /** Goes on from `startMs` on the same connection. */
  async seek(startMs: number): Promise<ByteStream> {
    clearTimeout(this.#lingering);
    if (this.#msid === undefined)
      throw new PlayerError("ERR_PLAYER_TRUNCATED", "the stream was never opened");
    this.#isSeeking = true;
    this.#isComplete = false;
    const stream = this.#stream();
    this.#session.seek(this.#msid, startMs);
    if (this.#isPaused) this.#pause(false);
    this.#tunnel.send();
    return stream;
  }

  #stream(): ByteStream {
    const generation = ++this.#generation;
    // Every opening is a file of its own. What it lacks (a track that is not there) is found out by its reader.
    this.#arrived = [encodeFileHeader(true, true)];
    this.#unreadBytes = 0;
    return {
      read: async () => {
        await this.#until(
          () => this.#arrived.length > 0 || this.#isComplete || generation !== this.#generation,
        );
        if (generation !== this.#generation) return undefined;
        if (this.#arrived.length === 0) return undefined;
        // All at once: an engine that gets packets one by one makes a media segment of each.
        const next = concatenate(...this.#arrived);
        this.#arrived = [];
        this.#countRead(next.length);
        return next;
      },
      close: () => {
        if (generation === this.#generation) this.#lingering = setTimeout(() => this.#leave(), LINGER_MS);
      },
    };
  }

  async #until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #onEvent(event: ClientEvent): void {
    switch (event.kind) {
      case "connected":
        this.#session.createStream();
        return;
      case "rejected": {
        const reason = event.applicationMessage || event.description || event.code;
        this.#fail(new PlayerError("ERR_PLAYER_REJECTED", reason));
        return;
      }
      case "streamCreated":
        this.#msid = event.msid;
        this.#session.setBufferLength(event.msid, BUFFER_MS);
        this.#session.play(event.msid, this.#playName, { startMs: this.#startMs });
        return;
      case "status":
        this.#onStatus(event);
        return;
      case "data":
        if (event.values[0] === "onMetaData") this.#give(encodeTag(18, 0, encodeAmf0(event.values)));
        return;
      case "packet":
        this.#give(encodeTag(event.packetKind, event.timestampMs, event.body));
        return;
      case "closed":
        this.#fail(new PlayerError("ERR_PLAYER_TRUNCATED", event.error?.message ?? "the server closed"));
        return;
    }
  }

  #onStatus({ code, level, description }: ClientStatusEvent): void {
    if (code === "NetStream.Seek.Notify") this.#isSeeking = false;
    else if (code === "NetStream.Play.Complete" || code === "NetStream.Play.Stop") {
      if (this.#isSeeking) return;
      this.#isComplete = true;
      this.#wake();
    } else if (level === "error") {
      const isMissing = code === "NetStream.Play.StreamNotFound";
      this.#fail(
        new PlayerError(
          isMissing ? "ERR_PLAYER_NOT_FOUND" : "ERR_PLAYER_REJECTED",
          `${code} ${description}`.trim(),
        ),
      );
    }
  }

  #give(bytes: Uint8Array): void {
    if (this.#isSeeking) return;
    this.#arrived.push(bytes);
    this.#unreadBytes += bytes.length;
    if (this.#unreadBytes > MAX_UNREAD_BYTES && !this.#isPaused) this.#pause(true);
    this.#wake();
  }

  #countRead(byteLength: number): void {
    this.#unreadBytes = Math.max(0, this.#unreadBytes - byteLength);
    if (!this.#isPaused || this.#unreadBytes > MAX_UNREAD_BYTES / 4) return;
    this.#pause(false);
    this.#tunnel.send();
  }

  #pause(isPaused: boolean): void {
    if (this.#msid === undefined) return;
    this.#isPaused = isPaused;
    this.#session.pause(this.#msid, isPaused, 0);
  }

  #fail(error: PlayerError): void {
    this.#failure ??= error;
    this.#leave();
    this.#wake();
  }

  #leave(): void {
    this.isOver = true;
    clearTimeout(this.#lingering);
    this.#tunnel.close();
  }
}
