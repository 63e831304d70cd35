import type { RtmpProtocolError } from "../rtmp-error.ts";

/** Names a decision that the application owes; every token is answered once. */
export type RequestToken = number;

/** What happened, in order. Times in milliseconds. `msid` is the NetStream concerned, 0 for the connection. */
export type ServerEvent =
  | ConnectEvent
  | PlayEvent
  | Play2Event
  | SeekEvent
  | PauseEvent
  | StreamLengthEvent
  | BufferLengthEvent
  | ReceiveEvent
  | StreamCreatedEvent
  | StreamClosedEvent
  | PublishRefusedEvent
  | AcknowledgementEvent
  | ClosedEvent;

/** `connect`: answer with `acceptConnect` or `rejectConnect`. */
export interface ConnectEvent {
  readonly kind: "connect";
  readonly token: RequestToken;
  /** As sent, a trailing slash or a query string included. */
  readonly app: string;
  /** Empty when the client sent none. */
  readonly tcUrl: string;
  readonly swfUrl: string | undefined;
  readonly pageUrl: string | undefined;
  readonly flashVer: string | undefined;
  readonly objectEncoding: 0 | 3;
  /** FourCCs the client says it can play (enhanced RTMP), `*` for all; empty for a client that knows only FLV's own codecs. */
  readonly fourCcs: readonly string[];
  /** Bits of `capsEx` (enhanced RTMP v2): 1 reconnect, 2 multitrack, 4 ModEx, 8 nanosecond offset. */
  readonly capsEx: number;
  readonly isEncrypted: boolean;
}

/** `play`: answer with `acceptPlay` or `failPlay`. With `reset` it voids the plays of its stream that were not decided. */
export interface PlayEvent {
  readonly kind: "play";
  readonly token: RequestToken;
  readonly msid: number;
  /** As sent: prefix, extension and query included, nothing decoded. */
  readonly streamName: string;
  /** From 0: a recorded stream from there. -1000: live only. -2000: live, else recorded, else wait; the default. */
  readonly startMs: number;
  /** -1: to the end. 0: a single frame. Else the duration to play. */
  readonly lengthMs: number;
  /** False: append to what plays. */
  readonly reset: boolean;
}

export type StreamTransition = "switch" | "swap" | "append" | "appendAndWait" | "reset" | "resume" | "stop";

/** `play2`: answer with `acceptTransition` (and later `completeTransition`) or `failPlay`. */
export interface Play2Event {
  readonly kind: "play2";
  readonly token: RequestToken;
  readonly msid: number;
  readonly streamName: string;
  /** Empty when not given. */
  readonly oldStreamName: string;
  readonly startMs: number;
  readonly lengthMs: number;
  /** For `switch`: at which time of the client's clock to change over, -1 when not given. */
  readonly offsetMs: number;
  readonly transition: StreamTransition;
}

/** `seek`: answer with `notifySeek` or `failSeek`. */
export interface SeekEvent {
  readonly kind: "seek";
  readonly msid: number;
  /** Finite; may be negative or past the end. */
  readonly ms: number;
}

/** `pause` or `pauseRaw`: answer with `notifyPause`. */
export interface PauseEvent {
  readonly kind: "pause";
  readonly msid: number;
  readonly isPaused: boolean;
  /** Where the client stands. */
  readonly ms: number;
}

/** `getStreamLength`: answer with `answerStreamLength`. */
export interface StreamLengthEvent {
  readonly kind: "getStreamLength";
  readonly token: RequestToken;
  readonly streamName: string;
}

/** SetBufferLength. Clients also send it for msid 0, before a stream exists. */
export interface BufferLengthEvent {
  readonly kind: "setBufferLength";
  readonly msid: number;
  readonly ms: number;
}

/** `receiveAudio` or `receiveVideo`. */
export interface ReceiveEvent {
  readonly kind: "receiveAudio" | "receiveVideo";
  readonly msid: number;
  readonly isWanted: boolean;
}

/** `createStream`, already answered. */
export interface StreamCreatedEvent {
  readonly kind: "createStream";
  readonly msid: number;
}

/** `closeStream` ends playback, `deleteStream` gives the msid back as well. Outstanding tokens of the stream are void. */
export interface StreamClosedEvent {
  readonly kind: "closeStream" | "deleteStream";
  readonly msid: number;
}

/** A client wanted to publish; it has been told that it may not. */
export interface PublishRefusedEvent {
  readonly kind: "publishRefused";
  readonly streamName: string;
}

/** The client acknowledged this many bytes in all (unwrapped: may exceed 32 bits). */
export interface AcknowledgementEvent {
  readonly kind: "ack";
  readonly bytes: number;
}

/** The session is over: write what `takeOutput` still gives, then close the socket. Always the last event. */
export interface ClosedEvent {
  readonly kind: "closed";
  readonly reason: "client" | "rejected" | "server" | "error";
  /** Set for `error`: what the peer did wrong. */
  readonly error: RtmpProtocolError | undefined;
}
