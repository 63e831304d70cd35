import { readControlFields, uint32Body } from "./control-field.ts";

/** The rest of the unfinished message on a chunk stream will not come. Source: RTMP 1.0 §5.4.2. */
export interface AbortMessage {
  readonly kind: "abort";
  /** Chunk stream whose message is given up. */
  readonly csid: number;
}

export function decodeAbort(body: Uint8Array, streamOffset: number): AbortMessage {
  return { kind: "abort", csid: readControlFields(body, 4, "Abort", streamOffset).readUint32() };
}

export function encodeAbort({ csid }: AbortMessage): Uint8Array {
  return uint32Body(csid);
}
