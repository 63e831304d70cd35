import { readControlFields, uint32Body } from "./control-field.ts";

/** The sender's chunks are of this size from the next one on. Source: RTMP 1.0 §5.4.1. */
export interface SetChunkSizeMessage {
  readonly kind: "setChunkSize";
  /** Bytes, from 1 to 2^31 - 1. */
  readonly chunkSize: number;
}

export function decodeSetChunkSize(body: Uint8Array, streamOffset: number): SetChunkSizeMessage {
  return {
    kind: "setChunkSize",
    chunkSize: readControlFields(body, 4, "Set Chunk Size", streamOffset).readUint32(),
  };
}

export function encodeSetChunkSize({ chunkSize }: SetChunkSizeMessage): Uint8Array {
  return uint32Body(chunkSize);
}
