import { AUDIO, VIDEO } from "@oxbow/media";
import { AMF_LIMITS, type Amf0Object, type Amf0Value, amf0Properties } from "@oxbow/media/amf";
import { describeAudioBody, describeVideoBody } from "@oxbow/media/flv";
import { ChunkReader } from "../chunk/chunk-reader.ts";
import type { RawMessage } from "../chunk/raw-message.ts";
import { HandshakeInitiator } from "../handshake/handshake-initiator.ts";
import { simpleHandshake } from "../handshake/simple-handshake.ts";
import { encodeAcknowledgement } from "../message/acknowledgement.ts";
import { splitAggregate } from "../message/aggregate.ts";
import type { AmfReading } from "../message/amf-values.ts";
import { type CommandMessage, encodeCommand } from "../message/command.ts";
import { decodeMessage } from "../message/message.ts";
import { MESSAGE_TYPE } from "../message/message-type.ts";
import { encodeUserControl, type UserControlMessage } from "../message/user-control.ts";
import { encodeWindowAcknowledgementSize } from "../message/window-acknowledgement-size.ts";
import { RtmpProtocolError } from "../rtmp-error.ts";
import type { ClientClosedEvent, ClientEvent, MediaKind } from "./client-event.ts";
import { CLIENT_LIMITS, type ClientSessionOptions, DEFAULT_FLASH_VERSION } from "./client-options.ts";
import { DEFAULT_WINDOW_BYTES } from "./server-options.ts";
import { SessionOutput } from "./session-output.ts";
import { UnwrapCounter } from "./unwrap-counter.ts";

const COMMAND_CSID = 3;
const STREAM_CSID = 8;
const CONNECT_TRANSACTION = 1;

export interface PlayOptions {
  /** Default -2000: live, else recorded. From 0: recorded, from there; a missing stream is then always reported. */
  readonly startMs?: number;
  /** Default -1: to the end. */
  readonly lengthMs?: number;
  /** Default true. */
  readonly reset?: boolean;
}

/**
 * The client's end of one connection: push received bytes, get events; call methods; take what is to be sent.
 *
 * The handshake and `connect` go out by themselves: write `takeOutput` once before anything is received, and again
 * after each `receive` and each call. Wait for `connected`, then `createStream`, for `streamCreated`, then `play`.
 */
export class RtmpClientSession {
  readonly #options: ClientSessionOptions;
  readonly #handshake: HandshakeInitiator;
  readonly #reader: ChunkReader;
  readonly #amfReading: AmfReading;
  readonly #output = new SessionOutput();
  /** One a stream that we created; whatever else the server invents shares the connection's. */
  readonly #clocks = new Map<number, UnwrapCounter>();
  readonly #connectionClock = new UnwrapCounter();
  readonly #createStreamCalls = new Set<number>();
  #lastTransactionId = CONNECT_TRANSACTION;
  #receivedBytes = 0;
  #acknowledgedBytes = 0;
  #windowBytes: number;
  /** The limit we last confirmed. */
  #peerBandwidthBytes: number | undefined;
  #isConnected = false;
  #isClosed = false;

  constructor(options: ClientSessionOptions) {
    this.#options = options;
    this.#windowBytes = options.windowBytes ?? DEFAULT_WINDOW_BYTES;
    this.#handshake = new HandshakeInitiator(options.crypto, options.handshake ?? simpleHandshake);
    this.#amfReading = { limits: AMF_LIMITS, amf3: options.amf3 };
    this.#reader = new ChunkReader({ ...CLIENT_LIMITS, ...options.limits });
    this.#output.pushHandshake(this.#handshake.start());
  }

  /** True once the server accepted `connect`. */
  get isConnected(): boolean {
    return this.#isConnected;
  }

  /** True after a `closed` event. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Bytes received since the handshake. */
  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** Takes received bytes and tells what happened. Packet bodies are buffers of their own. */
  receive(bytes: Uint8Array): readonly ClientEvent[] {
    if (this.#isClosed) return [];
    const events: ClientEvent[] = [];
    try {
      if (this.#handshake.isDone) this.#receiveChunks(bytes, events);
      else this.#receiveHandshake(bytes, events);
    } catch (error) {
      if (!(error instanceof RtmpProtocolError)) throw error;
      events.push(this.#end("error", error));
    }
    return events;
  }

  /** What is to be sent now, in order. */
  takeOutput(): readonly Uint8Array[] {
    return this.#output.take();
  }

  /** Calls a method of the server; its answer comes as a `result` with the id returned. */
  call(name: string, ...values: readonly Amf0Value[]): number {
    const transactionId = this.#nextTransaction();
    this.#command(0, name, transactionId, values);
    return transactionId;
  }

  /** @returns the transaction id that `streamCreated` will carry. */
  createStream(): number {
    const transactionId = this.call("createStream");
    this.#createStreamCalls.add(transactionId);
    return transactionId;
  }

  /** @returns the transaction id of the `result`, which holds the length in seconds. */
  getStreamLength(streamName: string): number {
    return this.call("getStreamLength", streamName);
  }

  /** Plays a stream by the name it has on the wire: `videos/clock`, `mp4:videos/clock.mp4`. */
  play(
    msid: number,
    streamName: string,
    { startMs = -2000, lengthMs = -1, reset = true }: PlayOptions = {},
  ): void {
    const length = lengthMs < 0 ? -1000 : lengthMs;
    this.#command(msid, "play", 0, [streamName, startMs, length, reset]);
  }

  /** Changes to another stream: `streamName`, `oldStreamName`, `transition`, `start`, `len`, `offset`. */
  play2(msid: number, parameters: Amf0Object): void {
    this.#command(msid, "play2", 0, [parameters]);
  }

  /** @param ms from the start of the stream; the server goes to the key packet at or before it. */
  seek(msid: number, ms: number): void {
    this.#command(msid, "seek", 0, [ms]);
  }

  /** @param ms where the player stands: on going on, the server sends again from there. */
  pause(msid: number, isPaused: boolean, ms: number): void {
    this.#command(msid, "pause", 0, [isPaused, ms]);
  }

  /** Whether audio is to be sent at all. */
  receiveAudio(msid: number, isWanted: boolean): void {
    this.#command(msid, "receiveAudio", 0, [isWanted]);
  }

  /** Whether video is to be sent at all. */
  receiveVideo(msid: number, isWanted: boolean): void {
    this.#command(msid, "receiveVideo", 0, [isWanted]);
  }

  /** Ends playback; the stream may play again. */
  closeStream(msid: number): void {
    this.#command(msid, "closeStream", 0, []);
  }

  /** Ends playback and gives the stream back. */
  deleteStream(msid: number): void {
    this.#clocks.delete(msid);
    this.#command(0, "deleteStream", 0, [msid]);
  }

  /** How much the server may send ahead of playing. */
  setBufferLength(msid: number, ms: number): void {
    const body = encodeUserControl({ event: "setBufferLength", msid, ms });
    this.#output.pushControl(MESSAGE_TYPE.userControl, body);
  }

  #receiveHandshake(bytes: Uint8Array, events: ClientEvent[]): void {
    this.#output.pushHandshake(this.#handshake.receive(bytes));
    if (!this.#handshake.isDone) return;
    const { ciphers } = this.#handshake;
    if (ciphers !== undefined) this.#output.encrypt(ciphers.outgoing);
    this.#connect();
    this.#receiveChunks(this.#handshake.takeRemaining(), events);
  }

  #connect(): void {
    const { app, tcUrl, swfUrl, pageUrl, flashVer = DEFAULT_FLASH_VERSION, fourCcs = [] } = this.#options;
    const commandObject: Amf0Object = {
      app,
      flashVer,
      ...(swfUrl === undefined ? {} : { swfUrl }),
      tcUrl,
      fpad: false,
      capabilities: 15,
      // All of FLV's audio codecs, all of its video codecs, and seeking by key frame (RTMP 1.0 §7.2.1.1).
      audioCodecs: 0x0fff,
      videoCodecs: 0x00fc,
      videoFunction: 1,
      ...(pageUrl === undefined ? {} : { pageUrl }),
      objectEncoding: 0,
      ...(fourCcs.length === 0 ? {} : { fourCcList: fourCcs }),
    };
    this.#command(0, "connect", CONNECT_TRANSACTION, [], commandObject);
  }

  #command(
    msid: number,
    name: string,
    transactionId: number,
    values: readonly Amf0Value[],
    object: Amf0Value = null,
  ): void {
    if (this.#isClosed) return;
    const body = encodeCommand({ name, transactionId, values: [object, ...values] });
    const csid = msid === 0 ? COMMAND_CSID : STREAM_CSID;
    this.#output.pushMessage(csid, { typeId: MESSAGE_TYPE.commandAmf0, msid, timestampMs: 0, body });
  }

  #nextTransaction(): number {
    this.#lastTransactionId += 1;
    return this.#lastTransactionId;
  }

  #receiveChunks(bytes: Uint8Array, events: ClientEvent[]): void {
    const { ciphers } = this.#handshake;
    this.#receivedBytes += bytes.length;
    this.#reader.push(ciphers === undefined ? bytes : ciphers.incoming.apply(bytes));
    for (let message = this.#reader.next(); message !== undefined; message = this.#reader.next()) {
      this.#receiveMessage(message, events);
      if (this.#isClosed) return;
    }
    if (this.#receivedBytes - this.#acknowledgedBytes >= this.#windowBytes) this.#acknowledge();
  }

  #receiveMessage(raw: RawMessage, events: ClientEvent[]): void {
    const message = decodeMessage(raw, this.#amfReading, this.#reader.streamOffset);
    switch (message.kind) {
      case "windowAcknowledgementSize":
        this.#windowBytes = Math.max(message.windowBytes, 1024);
        return;
      case "setPeerBandwidth": {
        if (message.windowBytes === this.#peerBandwidthBytes) return;
        this.#peerBandwidthBytes = message.windowBytes;
        const body = encodeWindowAcknowledgementSize({
          kind: "windowAcknowledgementSize",
          windowBytes: message.windowBytes,
        });
        this.#output.pushControl(MESSAGE_TYPE.windowAcknowledgementSize, body);
        return;
      }
      case "userControl":
        this.#receiveUserControl(message, events);
        return;
      case "command":
        this.#receiveCommand(raw.msid, message, events);
        return;
      case "data":
        this.#receiveData(raw, message.values, events);
        return;
      case "audio":
      case "video":
        this.#receivePacket(raw, message.kind === "audio" ? AUDIO : VIDEO, events);
        return;
      case "aggregate":
        for (const inner of splitAggregate(raw, this.#reader.streamOffset))
          this.#receiveMessage(inner, events);
        return;
      default:
      // Chunk size and abort have taken effect in the reader.
    }
  }

  #receiveUserControl({ kind: _, ...control }: UserControlMessage, events: ClientEvent[]): void {
    if (control.event === "pingRequest") {
      const body = encodeUserControl({ event: "pingResponse", timestampMs: control.timestampMs });
      this.#output.pushControl(MESSAGE_TYPE.userControl, body);
      return;
    }
    events.push({ kind: "userControl", control });
  }

  #receiveCommand(
    msid: number,
    { name, transactionId, values }: CommandMessage,
    events: ClientEvent[],
  ): void {
    if (name === "_result" || name === "_error") {
      this.#receiveResult(name === "_error", transactionId, values, events);
    } else if (name === "onStatus") {
      this.#receiveStatus(msid, amf0Properties(values[1]) ?? {}, events);
    } else {
      events.push({ kind: "call", name, transactionId, values: values.slice(1) });
      if (name === "close") events.push(this.#end("server", undefined));
    }
  }

  #receiveResult(
    isError: boolean,
    transactionId: number,
    values: readonly Amf0Value[],
    events: ClientEvent[],
  ): void {
    if (transactionId === CONNECT_TRANSACTION && !this.#isConnected) {
      this.#receiveConnectAnswer(
        isError,
        amf0Properties(values[0]) ?? {},
        amf0Properties(values[1]) ?? {},
        events,
      );
      return;
    }
    const [msid] = values.slice(1);
    if (this.#createStreamCalls.delete(transactionId) && !isError && typeof msid === "number") {
      this.#clocks.set(msid, new UnwrapCounter());
      events.push({ kind: "streamCreated", transactionId, msid });
      return;
    }
    events.push({ kind: "result", transactionId, isError, values: values.slice(1) });
  }

  #receiveConnectAnswer(
    isError: boolean,
    properties: Amf0Object,
    info: Amf0Object,
    events: ClientEvent[],
  ): void {
    if (!isError) {
      this.#isConnected = true;
      events.push({ kind: "connected", properties, info });
      return;
    }
    const applicationMessage = text(amf0Properties(info.application)?.message);
    events.push({
      kind: "rejected",
      code: text(info.code),
      description: text(info.description),
      applicationMessage,
      info,
    });
  }

  #receiveStatus(msid: number, info: Amf0Object, events: ClientEvent[]): void {
    const { level, code, description } = info;
    events.push({
      kind: "status",
      msid,
      level: text(level),
      code: text(code),
      description: text(description),
      info,
    });
  }

  #receiveData(raw: RawMessage, values: readonly Amf0Value[], events: ClientEvent[]): void {
    const [name, info] = values;
    if (name === "onStatus" || name === "onPlayStatus") {
      this.#receiveStatus(raw.msid, amf0Properties(info) ?? {}, events);
      return;
    }
    const timestampMs = this.#clock(raw.msid).next(raw.timestampMs);
    events.push({ kind: "data", msid: raw.msid, timestampMs, values });
  }

  #receivePacket(
    { msid, timestampMs, body }: RawMessage,
    packetKind: MediaKind,
    events: ClientEvent[],
  ): void {
    const describe = packetKind === VIDEO ? describeVideoBody : describeAudioBody;
    const { isKey, isSequenceHeader } = describe(body, 0, body.length);
    const continuedMs = this.#clock(msid).next(timestampMs);
    events.push({
      kind: "packet",
      msid,
      packetKind,
      timestampMs: continuedMs,
      isKey,
      isSequenceHeader,
      body,
    });
  }

  #clock(msid: number): UnwrapCounter {
    return this.#clocks.get(msid) ?? this.#connectionClock;
  }

  #acknowledge(): void {
    this.#acknowledgedBytes = this.#receivedBytes;
    const sequenceNumber = this.#receivedBytes % 2 ** 32;
    this.#output.pushControl(
      MESSAGE_TYPE.acknowledgement,
      encodeAcknowledgement({ kind: "acknowledgement", sequenceNumber }),
    );
  }

  #end(reason: ClientClosedEvent["reason"], error: RtmpProtocolError | undefined): ClientClosedEvent {
    this.#isClosed = true;
    return { kind: "closed", reason, error };
  }
}

function text(value: Amf0Value): string {
  return typeof value === "string" ? value : "";
}
