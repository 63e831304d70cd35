import type { RawMessage } from "../chunk/raw-message.ts";
import { type AbortMessage, decodeAbort } from "./abort.ts";
import { type AcknowledgementMessage, decodeAcknowledgement } from "./acknowledgement.ts";
import type { AmfReading } from "./amf-values.ts";
import { type CommandMessage, decodeCommand } from "./command.ts";
import { type DataMessage, decodeData } from "./data.ts";
import { MESSAGE_TYPE } from "./message-type.ts";
import { decodeSetChunkSize, type SetChunkSizeMessage } from "./set-chunk-size.ts";
import { decodeSetPeerBandwidth, type SetPeerBandwidthMessage } from "./set-peer-bandwidth.ts";
import { decodeUserControl, type UserControlMessage } from "./user-control.ts";
import {
  decodeWindowAcknowledgementSize,
  type WindowAcknowledgementSizeMessage,
} from "./window-acknowledgement-size.ts";

/** Audio, video: the body is an FLV tag body. */
interface MediaMessage {
  readonly kind: "audio" | "video";
  readonly body: Uint8Array;
}

/** Tags of several messages in one; see `splitAggregate`. */
interface AggregateMessage {
  readonly kind: "aggregate";
}

/** A type that nobody here needs: shared objects, and what is not specified. */
interface UnknownMessage {
  readonly kind: "unknown";
  readonly typeId: number;
}

export type RtmpMessage =
  | SetChunkSizeMessage
  | AbortMessage
  | AcknowledgementMessage
  | UserControlMessage
  | WindowAcknowledgementSizeMessage
  | SetPeerBandwidthMessage
  | MediaMessage
  | CommandMessage
  | DataMessage
  | AggregateMessage
  | UnknownMessage;

/**
 * Decodes a message by its type.
 *
 * @param streamOffset where the message ended, for errors.
 * @throws RtmpProtocolError
 */
export function decodeMessage(
  { typeId, body }: RawMessage,
  reading: AmfReading,
  streamOffset: number,
): RtmpMessage {
  switch (typeId) {
    case MESSAGE_TYPE.setChunkSize:
      return decodeSetChunkSize(body, streamOffset);
    case MESSAGE_TYPE.abort:
      return decodeAbort(body, streamOffset);
    case MESSAGE_TYPE.acknowledgement:
      return decodeAcknowledgement(body, streamOffset);
    case MESSAGE_TYPE.userControl:
      return decodeUserControl(body, streamOffset);
    case MESSAGE_TYPE.windowAcknowledgementSize:
      return decodeWindowAcknowledgementSize(body, streamOffset);
    case MESSAGE_TYPE.setPeerBandwidth:
      return decodeSetPeerBandwidth(body, streamOffset);
    case MESSAGE_TYPE.audio:
      return { kind: "audio", body };
    case MESSAGE_TYPE.video:
      return { kind: "video", body };
    case MESSAGE_TYPE.commandAmf0:
    case MESSAGE_TYPE.commandAmf3:
      return decodeCommand(body, typeId === MESSAGE_TYPE.commandAmf3, reading, streamOffset);
    case MESSAGE_TYPE.dataAmf0:
    case MESSAGE_TYPE.dataAmf3:
      return decodeData(body, typeId === MESSAGE_TYPE.dataAmf3, reading, streamOffset);
    case MESSAGE_TYPE.aggregate:
      return { kind: "aggregate" };
    default:
      return { kind: "unknown", typeId };
  }
}
