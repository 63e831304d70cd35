import { readControlFields, uint32Body } from "./control-field.ts";

/** The receiver is to acknowledge whenever it has received this much. Source: RTMP 1.0 §5.4.4. */
export interface WindowAcknowledgementSizeMessage {
  readonly kind: "windowAcknowledgementSize";
  /** Bytes between two acknowledgements. */
  readonly windowBytes: number;
}

export function decodeWindowAcknowledgementSize(
  body: Uint8Array,
  streamOffset: number,
): WindowAcknowledgementSizeMessage {
  return {
    kind: "windowAcknowledgementSize",
    windowBytes: readControlFields(body, 4, "Window Acknowledgement Size", streamOffset).readUint32(),
  };
}

export function encodeWindowAcknowledgementSize({
  windowBytes,
}: WindowAcknowledgementSizeMessage): Uint8Array {
  return uint32Body(windowBytes);
}
