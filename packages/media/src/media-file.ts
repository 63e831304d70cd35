import type { Amf0Object } from "./amf/amf0.ts";
import type { Packet } from "./packet.ts";
import type { Pull } from "./pull.ts";

/**
 * An opened container: its index is read, its packets are not. FLV, MP4 and MP3 all answer this interface;
 * nothing above it knows which.
 */
export interface MediaFile {
  readonly container: "flv" | "mp4" | "mp3";
  /** 0 when unknown. */
  readonly durationMs: number;
  /** `avc1`, `hvc1`, `av01`, `vp09`, or the FLV name of an old one (`sorenson`, `vp6`, `vp6a`, `screen`, `screen2`); `undefined` without video. */
  readonly videoCodec: string | undefined;
  /** `mp4a`, `mp3`, `Opus`, `fLaC`, `ac-3`, `ec-3`, `nellymoser`, `speex`, `pcm`, `adpcm`, `g711a`, `g711u`; `undefined` without audio. */
  readonly audioCodec: string | undefined;
  /**
   * FourCCs a client must have announced (`fourCcList`, Enhanced RTMP) to read this file; empty for everything
   * that Flash Player could play.
   */
  readonly enhancedFourCcs: readonly string[];
  /** onMetaData as Flash Media Server wrote it. */
  readonly metadata: Amf0Object;
  /** ID3 texts by frame id and by the names Flash has for them; `undefined` where there are none. */
  readonly id3?: Amf0Object | undefined;
  /** Decoder configurations, at 0 ms, to be sent before the first packet of any segment. */
  readonly sequenceHeaders: readonly Packet[];
  /**
   * The segment that holds `timeMs`. It begins with a key packet; where it holds several, `firstPacketAt` tells the
   * nearest not after `timeMs`. The first segment for a time before it, the last one past the end.
   */
  readonly locate: (timeMs: number) => Pull<SegmentRef>;
  /** Reads a segment's packets. */
  readonly read: (ref: SegmentRef) => Pull<Segment>;
}

/** Names a segment of one file. Two refs with the same `id` are the same segment: `id` is the cache key. */
export interface SegmentRef {
  readonly id: number;
  readonly startMs: number;
}

/**
 * About two seconds, from a key packet to the one before the next segment's key packet, ready for the wire. Only
 * where key packets are too far apart does a segment begin without one; `locate` never answers such a segment.
 */
export interface Segment {
  readonly ref: SegmentRef;
  /** Whole FLV tags, one after another, each with its back pointer: FLV bytes and RTMP aggregate body alike. */
  readonly tags: Uint8Array;
  /** Where each packet lies in `tags`, in order. Columns of equal length. */
  readonly packets: PacketColumns;
  /** `undefined` at the end of the file. */
  readonly next: SegmentRef | undefined;
}

export interface PacketColumns {
  readonly count: number;
  /** A {@link PacketKind} each. */
  readonly kind: Uint8Array;
  readonly dtsMs: Float64Array;
  /** 1 for a key packet; every audio packet is one. */
  readonly isKey: Uint8Array;
  /** Offset of the tag body in `tags`. */
  readonly bodyOffset: Uint32Array;
  /** Byte length of the tag body. */
  readonly bodyLength: Uint32Array;
}
