import { type Amf0Value, encodeAmf0 } from "@oxbow/media/amf";
import { type AmfReading, decodeAmfValues } from "./amf-values.ts";

/** Metadata or a call without an answer, in the order of the media: onMetaData, onPlayStatus, |RtmpSampleAccess. Source: RTMP 1.0 §7.1.2. */
export interface DataMessage {
  readonly kind: "data";
  /** The handler's name first. */
  readonly values: readonly Amf0Value[];
}

/** @throws RtmpProtocolError */
export function decodeData(
  body: Uint8Array,
  isAmf3: boolean,
  reading: AmfReading,
  streamOffset: number,
): DataMessage {
  return { kind: "data", values: decodeAmfValues(body, isAmf3, reading, streamOffset) };
}

export function encodeData(values: readonly Amf0Value[]): Uint8Array {
  return encodeAmf0(values);
}
