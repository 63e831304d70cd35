import { type ByteReader, ByteWriter } from "@oxbow/media/bytes";
import { readControlFields } from "./control-field.ts";

/** Events that carry a message stream id and nothing else. 31 and 32 are Flash Media Server's own. */
const STREAM_EVENTS = {
  streamBegin: 0,
  streamEof: 1,
  streamDry: 2,
  streamIsRecorded: 4,
  bufferEmpty: 31,
  bufferReady: 32,
} as const;
const STREAM_EVENT_NAMES: ReadonlyMap<number, StreamEventName> = new Map(
  (Object.entries(STREAM_EVENTS) as [StreamEventName, number][]).map(([name, type]) => [type, name]),
);
const SET_BUFFER_LENGTH = 3;
const PING_REQUEST = 6;
const PING_RESPONSE = 7;
const SWF_VERIFY_REQUEST = 26;
const SWF_VERIFY_RESPONSE = 27;

type StreamEventName = keyof typeof STREAM_EVENTS;

/** What a user control message says. Source: RTMP 1.0 §7.1.7, and librtmp for 26, 27, 31 and 32. */
export type UserControlEvent =
  | { readonly event: StreamEventName; readonly msid: number }
  | { readonly event: "setBufferLength"; readonly msid: number; readonly ms: number }
  | { readonly event: "pingRequest" | "pingResponse"; readonly timestampMs: number }
  | { readonly event: "swfVerifyRequest" }
  | { readonly event: "swfVerifyResponse"; readonly payload: Uint8Array }
  | { readonly event: "unknown"; readonly eventType: number; readonly payload: Uint8Array };

export type UserControlMessage = { readonly kind: "userControl" } & UserControlEvent;

export function decodeUserControl(body: Uint8Array, streamOffset: number): UserControlMessage {
  const eventType = readControlFields(body, 2, "a user control message", streamOffset).readUint16();
  const fields = (byteLength: number): ByteReader => {
    const name = `user control event ${eventType}`;
    const reader = readControlFields(body, 2 + byteLength, name, streamOffset);
    reader.skip(2);
    return reader;
  };
  const streamEvent = STREAM_EVENT_NAMES.get(eventType);
  if (streamEvent !== undefined) {
    return { kind: "userControl", event: streamEvent, msid: fields(4).readUint32() };
  }
  switch (eventType) {
    case SET_BUFFER_LENGTH: {
      const reader = fields(8);
      const msid = reader.readUint32();
      return { kind: "userControl", event: "setBufferLength", msid, ms: reader.readUint32() };
    }
    case PING_REQUEST:
    case PING_RESPONSE: {
      const event = eventType === PING_REQUEST ? "pingRequest" : "pingResponse";
      return { kind: "userControl", event, timestampMs: fields(4).readUint32() };
    }
    case SWF_VERIFY_REQUEST:
      return { kind: "userControl", event: "swfVerifyRequest" };
    case SWF_VERIFY_RESPONSE:
      return { kind: "userControl", event: "swfVerifyResponse", payload: body.subarray(2) };
    default:
      return { kind: "userControl", event: "unknown", eventType, payload: body.subarray(2) };
  }
}

export function encodeUserControl(message: UserControlEvent): Uint8Array {
  const writer = new ByteWriter();
  switch (message.event) {
    case "setBufferLength":
      writer.writeUint16(SET_BUFFER_LENGTH);
      writer.writeUint32(message.msid);
      writer.writeUint32(message.ms);
      break;
    case "pingRequest":
    case "pingResponse":
      writer.writeUint16(message.event === "pingRequest" ? PING_REQUEST : PING_RESPONSE);
      writer.writeUint32(message.timestampMs);
      break;
    case "swfVerifyRequest":
      writer.writeUint16(SWF_VERIFY_REQUEST);
      break;
    case "swfVerifyResponse":
      writer.writeUint16(SWF_VERIFY_RESPONSE);
      writer.writeBytes(message.payload);
      break;
    case "unknown":
      writer.writeUint16(message.eventType);
      writer.writeBytes(message.payload);
      break;
    default:
      writer.writeUint16(STREAM_EVENTS[message.event]);
      writer.writeUint32(message.msid);
  }
  return writer.toBytes();
}
