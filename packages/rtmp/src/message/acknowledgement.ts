import { readControlFields, uint32Body } from "./control-field.ts";

/** The sender has received this much. Source: RTMP 1.0 §5.4.3. */
export interface AcknowledgementMessage {
  readonly kind: "acknowledgement";
  /** Bytes received so far, modulo 2^32. */
  readonly sequenceNumber: number;
}

export function decodeAcknowledgement(body: Uint8Array, streamOffset: number): AcknowledgementMessage {
  return {
    kind: "acknowledgement",
    sequenceNumber: readControlFields(body, 4, "Acknowledgement", streamOffset).readUint32(),
  };
}

export function encodeAcknowledgement({ sequenceNumber }: AcknowledgementMessage): Uint8Array {
  return uint32Body(sequenceNumber);
}
