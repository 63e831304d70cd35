import type { AUDIO, VIDEO } from "@oxbow/media";
import type { Amf0Object, Amf0Value } from "@oxbow/media/amf";
import type { UserControlEvent } from "../message/user-control.ts";
import type { RtmpProtocolError } from "../rtmp-error.ts";

/** What happened, in order. */
export type ClientEvent =
  | ClientConnectedEvent
  | ClientRejectedEvent
  | ClientResultEvent
  | ClientStreamEvent
  | ClientStatusEvent
  | ClientDataEvent
  | ClientPacketEvent
  | ClientControlEvent
  | ClientCallEvent
  | ClientClosedEvent;

/** `connect` was accepted. */
export interface ClientConnectedEvent {
  readonly kind: "connected";
  /** What the server says of itself: fmsVer, capabilities, fourCC maps. */
  readonly properties: Amf0Object;
  readonly info: Amf0Object;
}

/** `connect` was refused; the server closes, or sends elsewhere (`info.ex`). */
export interface ClientRejectedEvent {
  readonly kind: "rejected";
  /** `NetConnection.Connect.Rejected` as a rule. */
  readonly code: string;
  readonly description: string;
  /** CloudFront's four strings come here. Empty when there is none. */
  readonly applicationMessage: string;
  readonly info: Amf0Object;
}

/** The answer to a `call`. */
export interface ClientResultEvent {
  readonly kind: "result";
  readonly transactionId: number;
  readonly isError: boolean;
  /** What follows the command object. */
  readonly values: readonly Amf0Value[];
}

/** The answer to `createStream`. */
export interface ClientStreamEvent {
  readonly kind: "streamCreated";
  readonly transactionId: number;
  readonly msid: number;
}

/** `onStatus`, `onPlayStatus` and the status form of data messages alike. */
export interface ClientStatusEvent {
  readonly kind: "status";
  readonly msid: number;
  readonly level: string;
  readonly code: string;
  readonly description: string;
  readonly info: Amf0Object;
}

/** onMetaData, onCuePoint, |RtmpSampleAccess …; the handler's name first. */
export interface ClientDataEvent {
  readonly kind: "data";
  readonly msid: number;
  readonly timestampMs: number;
  readonly values: readonly Amf0Value[];
}

/** FLV tag type and message type id. */
export type MediaKind = typeof AUDIO | typeof VIDEO;

/** A packet of audio or video, as an FLV tag would hold it. */
export interface ClientPacketEvent {
  readonly kind: "packet";
  readonly msid: number;
  readonly packetKind: MediaKind;
  /** Continued past the wraps of 32 bits. */
  readonly timestampMs: number;
  readonly isKey: boolean;
  readonly isSequenceHeader: boolean;
  readonly body: Uint8Array;
}

/** StreamBegin, StreamEOF, BufferEmpty …; pings are answered already. */
export interface ClientControlEvent {
  readonly kind: "userControl";
  readonly control: UserControlEvent;
}

/** The server calls a method of the client: `onBWDone`, `close`. */
export interface ClientCallEvent {
  readonly kind: "call";
  readonly name: string;
  readonly transactionId: number;
  readonly values: readonly Amf0Value[];
}

/** The session is over. Always the last event. */
export interface ClientClosedEvent {
  readonly kind: "closed";
  readonly reason: "server" | "error";
  readonly error: RtmpProtocolError | undefined;
}
