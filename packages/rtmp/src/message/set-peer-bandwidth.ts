import { readControlFields, uint32Body } from "./control-field.ts";

/** How a new limit joins the one before it: Flash Media Server sends `dynamic`. */
type BandwidthLimit = "hard" | "soft" | "dynamic";

const LIMITS: readonly BandwidthLimit[] = ["hard", "soft", "dynamic"];

/** Limits how much the peer may send without an acknowledgement. Source: RTMP 1.0 §5.4.5. */
export interface SetPeerBandwidthMessage {
  readonly kind: "setPeerBandwidth";
  /** Bytes. */
  readonly windowBytes: number;
  readonly limit: BandwidthLimit;
}

export function decodeSetPeerBandwidth(body: Uint8Array, streamOffset: number): SetPeerBandwidthMessage {
  const reader = readControlFields(body, 5, "Set Peer Bandwidth", streamOffset);
  const windowBytes = reader.readUint32();
  // Values past 2 are undefined; dynamic asks for nothing new.
  return { kind: "setPeerBandwidth", windowBytes, limit: LIMITS[reader.readUint8()] ?? "dynamic" };
}

export function encodeSetPeerBandwidth({ windowBytes, limit }: SetPeerBandwidthMessage): Uint8Array {
  return Uint8Array.of(...uint32Body(windowBytes), LIMITS.indexOf(limit));
}
