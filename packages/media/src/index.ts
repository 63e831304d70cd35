export { MediaError, type MediaErrorCode } from "./media-error.ts";
export type { MediaFile, PacketColumns, Segment, SegmentRef } from "./media-file.ts";
export { openMedia } from "./open-media.ts";
export { AUDIO, DATA, type Packet, type PacketKind, VIDEO } from "./packet.ts";
export { type ByteRange, type Pull, pullFrom, pullWith } from "./pull.ts";
export { firstPacketAt, packetAt } from "./segment/segment-packets.ts";
