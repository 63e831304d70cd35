import { ByteReader } from "@oxbow/media/bytes";
import { RtmpProtocolError } from "../rtmp-error.ts";

/**
 * A reader over the fixed fields of a control message. Bytes past the fields are ignored, as every implementation does.
 *
 * @throws RtmpProtocolError when the body is shorter than `byteLength`.
 */
export function readControlFields(
  body: Uint8Array,
  byteLength: number,
  name: string,
  streamOffset: number,
): ByteReader {
  if (body.length >= byteLength) return new ByteReader(body);
  const message = `${name} has ${body.length} bytes instead of ${byteLength}`;
  throw new RtmpProtocolError("ERR_RTMP_CONTROL_MESSAGE", message, streamOffset);
}

/** A body of one 32-bit field. */
export function uint32Body(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
