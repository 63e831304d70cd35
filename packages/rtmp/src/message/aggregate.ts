import { ByteReader } from "@oxbow/media/bytes";
import type { RawMessage } from "../chunk/raw-message.ts";
import { RtmpProtocolError } from "../rtmp-error.ts";
import { MESSAGE_TYPE } from "./message-type.ts";

const TAG_HEADER_BYTES = 11;
const BACK_POINTER_BYTES = 4;

/**
 * Splits an aggregate message into the messages in it. Its body is whole FLV tags with their back pointers; the
 * first one is at the aggregate's own timestamp, the others keep their distance to it.
 *
 * Source: RTMP 1.0 §7.1.6.
 *
 * @throws RtmpProtocolError
 */
export function splitAggregate(aggregate: RawMessage, streamOffset: number): readonly RawMessage[] {
  const reader = new ByteReader(aggregate.body);
  const messages: RawMessage[] = [];
  let shiftMs: number | undefined;
  while (reader.remaining > 0) {
    if (reader.remaining < TAG_HEADER_BYTES) throw truncated(reader, streamOffset);
    const typeId = reader.readUint8() & 0x1f;
    if (typeId === MESSAGE_TYPE.aggregate)
      throw error("an aggregate message holds another one", streamOffset);
    const byteLength = reader.readUint24();
    // FLV's timestamp: 24 bits, then the upper 8 (FLV 10.1 §E.4.1).
    const tagMs = reader.readUint24() + reader.readUint8() * 0x1000000;
    reader.skip(3);
    if (reader.remaining < byteLength) throw truncated(reader, streamOffset);
    const body = reader.readBytes(byteLength);
    // Some servers leave the last back pointer out.
    if (reader.remaining > 0 && reader.remaining < BACK_POINTER_BYTES) throw truncated(reader, streamOffset);
    if (reader.remaining > 0) reader.skip(BACK_POINTER_BYTES);
    shiftMs ??= aggregate.timestampMs - tagMs;
    messages.push({ typeId, msid: aggregate.msid, timestampMs: (tagMs + shiftMs) >>> 0, body });
  }
  return messages;
}

function truncated(reader: ByteReader, streamOffset: number): RtmpProtocolError {
  return error(
    `an aggregate message ends inside a tag, ${reader.remaining} bytes before its end`,
    streamOffset,
  );
}

function error(message: string, streamOffset: number): RtmpProtocolError {
  return new RtmpProtocolError("ERR_RTMP_AGGREGATE", message, streamOffset);
}
