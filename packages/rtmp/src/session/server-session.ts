import type { Packet } from "@oxbow/media";
import type { Amf0Object, Amf0Value } from "@oxbow/media/amf";
import { ChunkReader } from "../chunk/chunk-reader.ts";
import { MEDIA_CSID } from "../chunk/encode-segment.ts";
import type { RawMessage } from "../chunk/raw-message.ts";
import {
  detailsOf,
  type NetStatus,
  type PlayFailureCode,
  pauseNotify,
  playFailed,
  playTransition,
  playUnpublished,
  reconnectRequest,
  seekFailed,
  seekInvalidTime,
  seekNotify,
} from "../command/net-status.ts";
import { HandshakeResponder } from "../handshake/handshake-responder.ts";
import { encodeAcknowledgement } from "../message/acknowledgement.ts";
import { type AmfReading, COMMAND_AMF_LIMITS } from "../message/amf-values.ts";
import { AMF3_SUPPORT } from "../message/amf3-support.ts";
import { decodeMessage } from "../message/message.ts";
import { MESSAGE_TYPE } from "../message/message-type.ts";
import type { UserControlMessage } from "../message/user-control.ts";
import { RtmpProtocolError } from "../rtmp-error.ts";
import type { BufferEvent } from "./buffer-message.ts";
import { RateLimit } from "./rate-limit.ts";
import { ServerCommands } from "./server-commands.ts";
import type { ClosedEvent, RequestToken, ServerEvent } from "./server-event.ts";
import {
  checkServerOptions,
  DEFAULT_CHUNK_SIZE,
  DEFAULT_WINDOW_BYTES,
  SERVER_LIMITS,
  type ServerLimits,
  type ServerSessionOptions,
} from "./server-options.ts";
import { FMS_3_5, type ServerIdentity, ServerReplies } from "./server-replies.ts";
import { SessionOutput } from "./session-output.ts";
import { UnwrapCounter } from "./unwrap-counter.ts";

/** The bit of `capsEx` that we have in common with clients: they understand ReconnectRequest (enhanced RTMP v2). */
const RECONNECT = 1;

/** Members of the answer to `connect` that a host may set. */
export interface AcceptConnectOptions {
  /** Default: Flash Media Server 3.5.7. */
  readonly identity?: ServerIdentity;
  /** FourCCs this server may send (enhanced RTMP); only those the client announced should be here. Default none. */
  readonly videoFourCcs?: readonly string[];
  readonly audioFourCcs?: readonly string[];
}

/** Why a connection is refused. */
export interface RejectConnectOptions {
  /** Shown by ffmpeg and librtmp. */
  readonly description: string;
  /** Flash reads it as `info.application.message`: CloudFront's four strings. */
  readonly applicationMessage?: string;
  /** Default `NetConnection.Connect.Rejected`. */
  readonly code?:
    | "NetConnection.Connect.Rejected"
    | "NetConnection.Connect.InvalidApp"
    | "NetConnection.Connect.AppShutdown";
  /** Sends the client elsewhere: `info.ex { code: 302, redirect }`. */
  readonly redirectTo?: string;
}

/**
 * The server's end of one connection: push received bytes, get events; make decisions; take what is to be sent.
 *
 * Contract: feed every byte in order to `receive`; after it and after any decision, write `takeOutput` in order. A
 * decision answers `false`, and does nothing, when its request is void by now: the stream was closed, the session is over.
 * A `closed` event is the last one; what `takeOutput` gives after it is still to be written.
 */
export class RtmpServerSession {
  readonly #options: ServerSessionOptions;
  readonly #limits: ServerLimits;
  readonly #amfReading: AmfReading;
  readonly #handshake: HandshakeResponder;
  readonly #reader: ChunkReader;
  readonly #output = new SessionOutput();
  readonly #replies: ServerReplies;
  readonly #commands: ServerCommands;
  readonly #rate: RateLimit;
  readonly #acknowledged = new UnwrapCounter();
  #receivedBytes = 0;
  /** The client's Window Acknowledgement Size; until it says one, nothing is acknowledged. */
  #peerWindowBytes = Number.POSITIVE_INFINITY;
  #lastAcknowledgementAt = 0;
  #isClosed = false;

  /** @throws RangeError for options that make no sense. */
  constructor(options: ServerSessionOptions) {
    checkServerOptions(options);
    this.#options = options;
    this.#limits = { ...SERVER_LIMITS, ...options.limits };
    const { maxAmfDepth: maxDepth, maxAmfValues: maxValues } = this.#limits;
    this.#amfReading = { limits: { ...COMMAND_AMF_LIMITS, maxDepth, maxValues }, amf3: AMF3_SUPPORT };
    this.#handshake = new HandshakeResponder(options.crypto);
    this.#reader = new ChunkReader(this.#limits);
    this.#replies = new ServerReplies(this.#output, createClientId(options.crypto.randomBytes));
    this.#commands = new ServerCommands(this.#replies, this.#limits, options.nowMs);
    this.#rate = new RateLimit(this.#limits.maxCommandsPerSecond);
  }

  /** Chunk size that segments have to be encoded with, in bytes. */
  get chunkSize(): number {
    return this.#options.chunkSize ?? DEFAULT_CHUNK_SIZE;
  }

  /** True once C2 has come: what a deadline for handshakes looks at. */
  get isHandshakeDone(): boolean {
    return this.#handshake.isDone;
  }

  /** True once `connect` was accepted. */
  get isConnected(): boolean {
    return this.#commands.isConnected;
  }

  /** True for RTMPE and RTMPTE. */
  get isEncrypted(): boolean {
    return this.#handshake.ciphers !== undefined;
  }

  /** True after a `closed` event, or after a decision that ends the session. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Bytes received since the connection opened. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Bytes given to be sent since the handshake. */
  get sentBytes(): number {
    return this.#output.sentBytes;
  }

  /** Bytes the client said it has received, past any wrap of the 32-bit counter. */
  get acknowledgedBytes(): number {
    return this.#acknowledged.last;
  }

  /** Takes received bytes and tells what happened. The session keeps no view of `bytes` longer than it is unread. */
  receive(bytes: Uint8Array): readonly ServerEvent[] {
    if (this.#isClosed) return [];
    this.#receivedBytes += bytes.length;
    const events: ServerEvent[] = [];
    try {
      this.#receive(bytes, events);
    } catch (error) {
      if (!(error instanceof RtmpProtocolError)) throw error;
      events.push(this.#end("error", error));
    }
    return events;
  }

  /** What is to be sent now, in order: usually one piece, with media one more a segment. Do not change the views. */
  takeOutput(): readonly Uint8Array[] {
    return this.#output.take();
  }

  /** The peer's socket ended: voids what is pending. */
  close(): void {
    if (!this.#isClosed) this.#end("server", undefined);
  }

  /**
   * Accepts `connect`. Commands that came too early, before this answer, are carried out now.
   *
   * @returns their events; `undefined` when the request is void.
   */
  acceptConnect(token: RequestToken, options: AcceptConnectOptions = {}): readonly ServerEvent[] | undefined {
    const request = this.#commands.requests.take(token, "connect");
    if (request === undefined) return undefined;
    const { transactionId, objectEncoding, capsEx } = request;
    const { identity = FMS_3_5, videoFourCcs = [], audioFourCcs = [] } = options;
    const extra = {
      ...fourCcMap("videoFourCcInfoMap", videoFourCcs),
      ...fourCcMap("audioFourCcInfoMap", audioFourCcs),
      ...((capsEx & RECONNECT) === 0 ? {} : { capsEx: RECONNECT }),
    };
    this.#replies.connectSuccess(transactionId, objectEncoding, identity, extra);
    if (this.#options.announcesBandwidthCheck === true) this.#replies.command(0, "onBWDone", 0, [null]);
    const events: ServerEvent[] = [];
    try {
      this.#commands.connected(events);
    } catch (error) {
      if (!(error instanceof RtmpProtocolError)) throw error;
      events.push(this.#end("error", error));
    }
    return events;
  }

  /** Refuses `connect` and ends the session: write the output, then close the socket. */
  rejectConnect(token: RequestToken, options: RejectConnectOptions): boolean {
    const request = this.#commands.requests.take(token, "connect");
    if (request === undefined) return false;
    const { description, applicationMessage, code = "NetConnection.Connect.Rejected", redirectTo } = options;
    this.#replies.connectFailure(request.transactionId, {
      level: "error",
      code,
      description,
      ...(applicationMessage === undefined ? {} : { application: { message: applicationMessage } }),
      ...(redirectTo === undefined ? {} : { ex: { code: 302, redirect: redirectTo } }),
    });
    this.#end("rejected", undefined);
    return true;
  }

  /** Begins a stream: announces the chunk size and everything that stands before the metadata. */
  acceptPlay(token: RequestToken): boolean {
    const request = this.#commands.requests.take(token, "play");
    if (request === undefined) return false;
    this.#output.setChunkSize(this.chunkSize);
    this.#commands.streams.set(request.msid, request.streamName);
    this.#replies.beginPlay(request.msid, request.streamName, request.reset);
    return true;
  }

  /** Refuses `play` or `play2`. */
  failPlay(token: RequestToken, code: PlayFailureCode, description?: string): boolean {
    const request = this.#commands.requests.take(token, "play", "play2");
    if (request === undefined) return false;
    const status = playFailed(code, request.streamName, request.msid);
    this.#replies.status(request.msid, description === undefined ? status : { ...status, description });
    return true;
  }

  /** Says that the change to another stream is under way (`play2`). The new stream's name is in force from here on. */
  acceptTransition(token: RequestToken): boolean {
    const request = this.#commands.requests.take(token, "play2");
    if (request === undefined) return false;
    this.#output.setChunkSize(this.chunkSize);
    this.#commands.streams.set(request.msid, request.streamName);
    this.#replies.status(request.msid, playTransition(request.streamName));
    return true;
  }

  /** Says that what follows is the new stream. */
  completeTransition(msid: number): boolean {
    const streamName = this.#streamName(msid);
    if (streamName === undefined) return false;
    this.#replies.playStatus(msid, "NetStream.Play.TransitionComplete", { details: streamName });
    return true;
  }

  /** The stream has been sent to its end, and what follows is the next one of the playlist (`play` without reset). */
  notifySwitch(msid: number): boolean {
    const streamName = this.#streamName(msid);
    if (streamName === undefined) return false;
    this.#replies.playStatus(msid, "NetStream.Play.Switch", { details: detailsOf(streamName) });
    return true;
  }

  /** Answers `seek`: metadata, sequence headers and media from the key packet at or before `ms` are to follow. */
  notifySeek(msid: number, ms: number): boolean {
    const streamName = this.#streamName(msid);
    if (streamName === undefined) return false;
    this.#replies.beginAfterSeek(msid, streamName, seekNotify(streamName, ms, msid));
    return true;
  }

  /** Refuses a seek. `invalidTime`: past the end; `lastValidMs` says where that is. */
  failSeek(msid: number, reason: { readonly lastValidMs: number } | { readonly failedMs: number }): boolean {
    const isInvalidTime = "lastValidMs" in reason;
    return this.#status(msid, () =>
      isInvalidTime ? seekInvalidTime(reason.lastValidMs, msid) : seekFailed(reason.failedMs, msid),
    );
  }

  /** Answers `pause`; after going on, media from where the client stands is to follow. */
  notifyPause(msid: number, isPaused: boolean): boolean {
    return this.#status(msid, (streamName) => pauseNotify(streamName, isPaused));
  }

  /** The stream has been sent to its end. */
  completePlay(
    msid: number,
    { durationMs, byteLength }: { readonly durationMs: number; readonly byteLength: number },
  ): boolean {
    const streamName = this.#streamName(msid);
    if (streamName === undefined) return false;
    this.#replies.completePlay(msid, streamName, durationMs, byteLength);
    return true;
  }

  /** The stream ends because the server says so: disabled, deleted, draining. */
  unpublish(msid: number): boolean {
    return this.#status(msid, playUnpublished);
  }

  /** Any other status of a stream. */
  sendStatus(msid: number, status: NetStatus): boolean {
    return this.#status(msid, () => status);
  }

  /**
   * BufferEmpty: a full client buffer has been sent and the server waits. BufferReady: it goes on.
   * StreamDry: there is no more data for now.
   */
  notifyBuffer(msid: number, event: BufferEvent): boolean {
    if (this.#streamName(msid) === undefined) return false;
    this.#replies.buffer(event, msid);
    return true;
  }

  /** Answers `getStreamLength`; `undefined` for an unknown stream, which FMS answers with 0. */
  answerStreamLength(token: RequestToken, durationMs: number | undefined): boolean {
    const request = this.#commands.requests.take(token, "getStreamLength");
    if (request === undefined) return false;
    this.#replies.result(request.transactionId, (durationMs ?? 0) / 1000);
    return true;
  }

  /** Asks the client to connect again (enhanced RTMP v2); only for clients whose `capsEx` has bit 1. */
  requestReconnect(description: string, tcUrl?: string): void {
    if (this.#isClosed) return;
    const { level, code } = reconnectRequest(description);
    this.#replies.command(0, "onStatus", 0, [
      null,
      { level, code, description, ...(tcUrl === undefined ? {} : { tcUrl }) },
    ]);
  }

  /** Ends the session from the server's side: `close` is called at the client, with a reason before it. */
  shutDown(reason: {
    readonly code: "NetConnection.Connect.Closed" | "NetConnection.Connect.AppShutdown";
    readonly description: string;
  }): void {
    if (this.#isClosed) return;
    this.#replies.status(0, { level: "status", ...reason });
    this.#replies.command(0, "close", 0, [null]);
    this.#end("server", undefined);
  }

  /** Asks for a sign of life; the client's answer is not told. */
  ping(timestampMs: number): void {
    if (!this.#isClosed) this.#replies.userControl({ event: "pingRequest", timestampMs: timestampMs >>> 0 });
  }

  /** Sends a data message: onMetaData, onCuePoint, onID3 …, the handler's name first. */
  sendData(msid: number, timestampMs: number, values: readonly Amf0Value[]): boolean {
    if (this.#streamName(msid) === undefined) return false;
    this.#replies.data(msid, toTimestamp(timestampMs), values);
    return true;
  }

  /** Sends single packets, such as sequence headers, at `timestampMs`. */
  sendPackets(msid: number, timestampMs: number, packets: readonly Packet[]): boolean {
    if (this.#streamName(msid) === undefined) return false;
    for (const { kind, body } of packets) {
      const csid =
        kind === MESSAGE_TYPE.video
          ? MEDIA_CSID.video
          : kind === MESSAGE_TYPE.audio
            ? MEDIA_CSID.audio
            : MEDIA_CSID.data;
      this.#output.pushMessage(csid, { typeId: kind, msid, timestampMs: toTimestamp(timestampMs), body });
    }
    return true;
  }

  /** Sends a block of `encodeSegment`, made with this session's `chunkSize`. It is not copied. */
  sendMedia(block: Uint8Array): void {
    if (!this.#isClosed) this.#output.pushBlock(block);
  }

  #status(msid: number, create: (streamName: string) => NetStatus): boolean {
    const streamName = this.#streamName(msid);
    if (streamName === undefined) return false;
    this.#replies.status(msid, create(streamName));
    return true;
  }

  #streamName(msid: number): string | undefined {
    return this.#isClosed ? undefined : this.#commands.streams.get(msid);
  }

  #receive(bytes: Uint8Array, events: ServerEvent[]): void {
    if (this.#handshake.isDone) this.#receiveChunks(bytes, events);
    else this.#receiveHandshake(bytes, events);
    if (this.#receivedBytes - this.#lastAcknowledgementAt >= this.#peerWindowBytes) this.#acknowledge();
  }

  #receiveHandshake(bytes: Uint8Array, events: ServerEvent[]): void {
    this.#output.pushHandshake(this.#handshake.receive(bytes));
    if (!this.#handshake.isDone) return;
    const { ciphers } = this.#handshake;
    if (ciphers !== undefined) this.#output.encrypt(ciphers.outgoing);
    this.#replies.announceWindow(this.#options.windowBytes ?? DEFAULT_WINDOW_BYTES);
    this.#receiveChunks(this.#handshake.takeRemaining(), events);
  }

  #receiveChunks(bytes: Uint8Array, events: ServerEvent[]): void {
    const { ciphers } = this.#handshake;
    this.#reader.push(ciphers === undefined ? bytes : ciphers.incoming.apply(bytes));
    for (let message = this.#reader.next(); message !== undefined; message = this.#reader.next()) {
      this.#receiveMessage(message, events);
    }
  }

  #receiveMessage(raw: RawMessage, events: ServerEvent[]): void {
    const message = decodeMessage(raw, this.#amfReading, this.#reader.streamOffset);
    switch (message.kind) {
      case "acknowledgement":
        events.push({ kind: "ack", bytes: this.#acknowledged.next(message.sequenceNumber) });
        return;
      case "windowAcknowledgementSize":
        // Below this, acknowledgements would outweigh what they acknowledge.
        this.#peerWindowBytes = Math.max(message.windowBytes, 1024);
        return;
      case "userControl":
        this.#countCommand();
        this.#receiveUserControl(message, events);
        return;
      case "command":
        this.#countCommand();
        this.#commands.receive(raw.msid, message, this.#reader.streamOffset, this.isEncrypted, events);
        return;
      default:
      // Chunk size and abort have taken effect in the reader; media is nobody's here, as publishing is refused.
    }
  }

  #receiveUserControl(message: UserControlMessage, events: ServerEvent[]): void {
    if (message.event === "setBufferLength") {
      events.push({ kind: "setBufferLength", msid: message.msid, ms: message.ms });
    }
    if (message.event === "pingRequest") {
      this.#replies.userControl({ event: "pingResponse", timestampMs: message.timestampMs });
    }
  }

  #countCommand(): void {
    if (this.#rate.allows(this.#options.nowMs())) return;
    const message = `more than ${this.#limits.maxCommandsPerSecond} commands a second`;
    throw new RtmpProtocolError("ERR_RTMP_COMMAND_RATE", message, this.#reader.streamOffset);
  }

  #acknowledge(): void {
    this.#lastAcknowledgementAt = this.#receivedBytes;
    const sequenceNumber = this.#receivedBytes >>> 0;
    this.#output.pushControl(
      MESSAGE_TYPE.acknowledgement,
      encodeAcknowledgement({ kind: "acknowledgement", sequenceNumber }),
    );
  }

  #end(reason: ClosedEvent["reason"], error: RtmpProtocolError | undefined): ClosedEvent {
    this.#isClosed = true;
    this.#commands.requests.clear();
    return { kind: "closed", reason, error };
  }
}

/** Timestamps have no sign: what would lie before 0 is sent at 0, as in `encodeSegment`. */
function toTimestamp(timeMs: number): number {
  return Math.max(0, Math.round(timeMs));
}

/** Enhanced RTMP v2: value 1 would mean "can decode"; a server that sends says 2, "can encode", and 4, "can forward". */
function fourCcMap(name: string, fourCcs: readonly string[]): Amf0Object {
  return fourCcs.length === 0 ? {} : { [name]: Object.fromEntries(fourCcs.map((fourCc) => [fourCc, 6])) };
}

const ID_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** Eight characters, as FMS names its clients. */
function createClientId(randomBytes: (length: number) => Uint8Array): string {
  return Array.from(randomBytes(8), (byte) => ID_CHARACTERS[byte & 63]).join("");
}
