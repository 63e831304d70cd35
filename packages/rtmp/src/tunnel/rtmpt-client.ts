import { ByteQueue } from "@oxbow/media/bytes";
import { RtmpProtocolError } from "../rtmp-error.ts";

/** A POST that is to be made now. */
export interface TunnelPost {
  /** Relative to the host: `/send/ID/3`. */
  readonly path: string;
  readonly body: Uint8Array;
}

/** Body of requests that carry nothing: some proxies refuse empty ones. */
const NOTHING = Uint8Array.of(0);
/** Milliseconds that one step of the poll-interval byte stands for. [U]: Adobe never said; FMS's bytes begin at 1, "at once". */
const POLL_STEP_MS = 16;

/**
 * The client's side of RTMP tunnelled in HTTP, one POST in flight. `post` says what to send now, `receive` takes
 * its answer and gives the bytes for the session; in between, `push` what the session wants to send.
 * While `post` would only poll, wait `pollDelayMs` first.
 */
export class RtmptClient {
  readonly #toServer = new ByteQueue();
  readonly #maxPostBytes: number;
  #id: string | undefined;
  #sequence = 0;
  #inFlight: TunnelPost | undefined;
  #isClosing = false;
  #isClosePosted = false;
  #isOver = false;
  #pollDelayMs = 0;

  /** @param maxPostBytes of one request body. Default 64 KiB. */
  constructor(maxPostBytes = 65_536) {
    this.#maxPostBytes = maxPostBytes;
  }

  /** True once the tunnel was closed and that was answered. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Bytes that wait to be sent. 0: the next post merely asks for news. */
  get pendingBytes(): number {
    return this.#toServer.byteLength;
  }

  /** How long to wait before a post that only asks for news; 0 after an answer that had some. */
  get pollDelayMs(): number {
    return this.#pollDelayMs;
  }

  push(bytes: Uint8Array): void {
    this.#toServer.push(bytes);
  }

  /** The next post is the last. What was pushed and not sent is dropped. */
  close(): void {
    this.#isClosing = true;
  }

  /** What to post now; `undefined` while a post is in flight, or when the tunnel is over. */
  post(): TunnelPost | undefined {
    if (this.#isClosing && this.#id === undefined && this.#inFlight === undefined) this.#isOver = true;
    if (this.#inFlight !== undefined || this.#isOver) return undefined;
    this.#inFlight = this.#nextPost();
    return this.#inFlight;
  }

  /** The same post once more, after its answer got lost; the server repeats what it said. */
  retry(): TunnelPost | undefined {
    return this.#inFlight;
  }

  /**
   * Takes the answer to the post in flight.
   *
   * @returns bytes for the session.
   * @throws RtmpProtocolError when the tunnel is refused or gone.
   */
  receive(status: number, body: Uint8Array): Uint8Array {
    if (this.#inFlight === undefined) throw new RangeError("there is no post in flight");
    this.#inFlight = undefined;
    if (this.#isClosePosted) {
      this.#isOver = true;
      return new Uint8Array(0);
    }
    if (status !== 200) throw this.#fail(`the server answered ${status}`);
    return this.#id === undefined ? this.#receiveId(body) : this.#receiveBytes(body);
  }

  #nextPost(): TunnelPost {
    if (this.#id === undefined) return { path: "/open/1", body: NOTHING };
    const sequence = this.#sequence;
    this.#sequence += 1;
    if (this.#isClosing) {
      this.#isClosePosted = true;
      return { path: `/close/${this.#id}/${sequence}`, body: NOTHING };
    }
    const byteLength = Math.min(this.#toServer.byteLength, this.#maxPostBytes);
    const body = this.#toServer.take(byteLength);
    if (body === undefined || byteLength === 0)
      return { path: `/idle/${this.#id}/${sequence}`, body: NOTHING };
    return { path: `/send/${this.#id}/${sequence}`, body };
  }

  #receiveId(body: Uint8Array): Uint8Array {
    const id = new TextDecoder("utf-8").decode(body).trim();
    if (!/^[A-Za-z0-9_.-]{1,128}$/.test(id)) throw this.#fail("the server did not answer with an id");
    this.#id = id;
    return new Uint8Array(0);
  }

  #receiveBytes(body: Uint8Array): Uint8Array {
    const interval = body[0];
    if (interval === undefined) throw this.#fail("the answer is empty");
    this.#pollDelayMs = body.length > 1 ? 0 : Math.max(0, interval - 1) * POLL_STEP_MS;
    return body.subarray(1);
  }

  #fail(message: string): RtmpProtocolError {
    this.#isOver = true;
    return new RtmpProtocolError("ERR_RTMP_TUNNEL", message, 0);
  }
}
