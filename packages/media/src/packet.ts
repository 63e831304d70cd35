/**
 * What every demuxer gives and every server takes: access units in the form that an FLV tag and an RTMP
 * message share, so that a body is encoded once whatever it came from and wherever it goes.
 */

/** FLV tag type and RTMP message type id alike. */
export type PacketKind = 8 | 9 | 18;
export const AUDIO = 8;
export const VIDEO = 9;
export const DATA = 18;

export interface Packet {
  readonly kind: PacketKind;
  /** Decoding time in milliseconds from the start of the presentation; the FLV tag's timestamp. */
  readonly dtsMs: number;
  /** True for a packet that decodes without an earlier one. */
  readonly isKey: boolean;
  /** True for a decoder configuration (AVC, AAC, HEVC … sequence header). */
  readonly isSequenceHeader: boolean;
  /** The FLV tag body, codec header included. A view: do not change it. */
  readonly body: Uint8Array;
}
