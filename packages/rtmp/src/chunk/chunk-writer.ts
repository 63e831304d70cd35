import type { ByteWriter } from "@oxbow/media/bytes";
import { writeBasicHeader } from "./basic-header.ts";
import { EXTENDED_TIMESTAMP, MAX_MESSAGE_BYTES, type RawMessage } from "./raw-message.ts";

/**
 * Writes a message as chunks: a full header, then as many headers of format 3 as the chunk size asks for.
 * Every message stands alone, so writers of control messages and of media need not know of each other.
 *
 * Source: RTMP 1.0 §5.3.
 */
export function writeChunks(writer: ByteWriter, csid: number, message: RawMessage, chunkSize: number): void {
  const { body, typeId, msid } = message;
  if (body.length > MAX_MESSAGE_BYTES) throw new RangeError(`a message of ${body.length} bytes is too long`);
  const timestampMs = message.timestampMs >>> 0;
  const isExtended = timestampMs >= EXTENDED_TIMESTAMP;
  writeBasicHeader(writer, 0, csid);
  writer.writeUint24(isExtended ? EXTENDED_TIMESTAMP : timestampMs);
  // Length in 24 bits, type in 8.
  writer.writeUint32(body.length * 0x100 + typeId);
  writer.writeUint32LittleEndian(msid);
  if (isExtended) writer.writeUint32(timestampMs);
  for (let start = 0; start < body.length; start += chunkSize) {
    if (start > 0) {
      writeBasicHeader(writer, 3, csid);
      // Not said by the specification, done by Flash Player and every server since (and needed by librtmp).
      if (isExtended) writer.writeUint32(timestampMs);
    }
    writer.writeBytes(body.length <= chunkSize ? body : body.subarray(start, start + chunkSize));
  }
}
