/**
 * MPEG audio frame header, layer III.
 *
 *  sync 11 │ version 2 │ layer 2 │ no CRC 1 │ bit rate 4 │ sample rate 2 │ padding 1 │ private 1 │ channel mode 2 │ …
 *
 * Sources: ISO/IEC 11172-3 §2.4.1.3 (MPEG-1), 13818-3 (MPEG-2); MPEG-2.5 is Fraunhofer's.
 */

export interface Mp3FrameHeader {
  /** Header included. */
  readonly byteLength: number;
  readonly bitsPerSecond: number;
  readonly samplesPerSecond: number;
  readonly samplesPerFrame: 1152 | 576;
  readonly channels: 1 | 2;
}

export const MP3_HEADER_BYTES = 4;

const MPEG_1 = 3;
const MPEG_2 = 2;
const MPEG_2_5 = 0;
const LAYER_3 = 1;
const MONO = 3;
/** Kilobits a second; 0 is "free format", which has no frame length, 15 is forbidden. */
const KILOBITS_MPEG_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KILOBITS_MPEG_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLE_RATES_MPEG_1 = [44_100, 48_000, 32_000];

/** `undefined` when the four bytes at `offset` are not the header of a layer III frame of known length. */
export function decodeMp3FrameHeader(bytes: Uint8Array, offset = 0): Mp3FrameHeader | undefined {
  const b1 = bytes[offset + 1] ?? 0;
  const b2 = bytes[offset + 2] ?? 0;
  const b3 = bytes[offset + 3];
  if (b3 === undefined || bytes[offset] !== 0xff || (b1 & 0xe0) !== 0xe0) return undefined;
  const version = (b1 >> 3) & 3;
  if (((b1 >> 1) & 3) !== LAYER_3 || (version !== MPEG_1 && version !== MPEG_2 && version !== MPEG_2_5)) {
    return undefined;
  }
  const isMpeg1 = version === MPEG_1;
  const kilobits = (isMpeg1 ? KILOBITS_MPEG_1 : KILOBITS_MPEG_2)[b2 >> 4] ?? 0;
  const mpeg1Rate = SAMPLE_RATES_MPEG_1[(b2 >> 2) & 3];
  if (kilobits === 0 || mpeg1Rate === undefined) return undefined;
  const samplesPerSecond = isMpeg1 ? mpeg1Rate : mpeg1Rate / (version === MPEG_2 ? 2 : 4);
  const samplesPerFrame = isMpeg1 ? 1152 : 576;
  const bitsPerSecond = kilobits * 1000;
  const padding = (b2 >> 1) & 1;
  return {
    byteLength: Math.floor((samplesPerFrame / 8) * (bitsPerSecond / samplesPerSecond)) + padding,
    bitsPerSecond,
    samplesPerSecond,
    samplesPerFrame,
    channels: b3 >> 6 === MONO ? 1 : 2,
  };
}

/** Whether two headers can belong to one stream: what a bit rate of its own may not change. */
export function isSameStream(a: Mp3FrameHeader, b: Mp3FrameHeader): boolean {
  return a.samplesPerSecond === b.samplesPerSecond && a.samplesPerFrame === b.samplesPerFrame;
}

/** Length of a frame at its bit rate, padding averaged. */
export function meanFrameBytes({ samplesPerFrame, bitsPerSecond, samplesPerSecond }: Mp3FrameHeader): number {
  return (samplesPerFrame * bitsPerSecond) / samplesPerSecond / 8;
}
