/**
 * What encoders hide in the first frame, which is silent: Xing's header (`Xing` for variable, `Info` for constant bit
 * rate) behind the side information, Fraunhofer's `VBRI` 32 bytes behind the frame header.
 *
 * Their tables of contents say where a hundredth of the play time begins to a 256th of the file: too coarse to tell
 * the time of a frame, so they are not used.
 *
 * Source: "MPEG Audio Frame Header", Konrad Windszus, §2.3.
 */
import { ByteReader } from "../bytes/byte-reader.ts";
import { MP3_HEADER_BYTES, type Mp3FrameHeader } from "./frame-header.ts";

export interface VbrHeader {
  readonly isConstantRate: boolean;
  /** Frames behind this one; 0 when not told. */
  readonly frameCount: number;
}

const HAS_FRAME_COUNT = 0x01;
const VBRI_OFFSET = MP3_HEADER_BYTES + 32;

/** `undefined` when the frame is one like any other. */
export function decodeVbrHeader(frame: Uint8Array, header: Mp3FrameHeader): VbrHeader | undefined {
  const reader = new ByteReader(frame);
  const xingOffset = MP3_HEADER_BYTES + sideInformationBytes(header);
  if (frame.length >= xingOffset + 12) {
    reader.seek(xingOffset);
    const name = reader.readFourCc();
    if (name === "Xing" || name === "Info") {
      const flags = reader.readUint32();
      const frameCount = (flags & HAS_FRAME_COUNT) === 0 ? 0 : reader.readUint32();
      return { isConstantRate: name === "Info", frameCount };
    }
  }
  if (frame.length >= VBRI_OFFSET + 18) {
    reader.seek(VBRI_OFFSET);
    if (reader.readFourCc() === "VBRI") {
      // Version, delay, quality, bytes.
      reader.skip(10);
      return { isConstantRate: false, frameCount: reader.readUint32() };
    }
  }
  return undefined;
}

function sideInformationBytes({ samplesPerFrame, channels }: Mp3FrameHeader): number {
  if (samplesPerFrame === 1152) return channels === 1 ? 17 : 32;
  return channels === 1 ? 9 : 17;
}
