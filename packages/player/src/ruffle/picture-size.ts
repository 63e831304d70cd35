/** Pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Sizes that Sorenson's header names by number, from 2 on. Source: FLV 10.1, E.4.3.1 (H263VIDEOPACKET). */
const NAMED: readonly (readonly [number, number])[] = [
  [352, 288],
  [176, 144],
  [128, 96],
  [320, 240],
  [160, 120],
];

/** What a film is shown at when nothing says its size. */
const USUAL: PictureSize = { width: 320, height: 240 };

/** The size in the header of a key frame's tag body; a usual one for codecs whose header is not read here. */
export function pictureSize(body: Uint8Array): PictureSize {
  switch ((body[0] ?? 0) & 0x0f) {
    case 2:
      return sorensonSize(body.subarray(1)) ?? USUAL;
    case 4:
      return vp6Size(body.subarray(1)) ?? USUAL;
    default:
      return USUAL;
  }
}

/** 17 bits of start code, 5 of version, 8 of temporal reference, then 3 that say how the size is given. */
function sorensonSize(header: Uint8Array): PictureSize | undefined {
  const bits = [...header.subarray(0, 9)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  if (bits.length < 72) return undefined;
  const number = (from: number, length: number): number =>
    Number.parseInt(bits.slice(from, from + length), 2);
  const form = number(30, 3);
  if (form < 2) {
    const length = form === 0 ? 8 : 16;
    return { width: number(33, length), height: number(33 + length, length) };
  }
  const [width, height] = NAMED[form - 2] ?? [];
  return width === undefined || height === undefined ? undefined : { width, height };
}

/**
 * A byte of cropping, then the frame: its size stands in macroblocks, behind an offset that some frames have.
 * Source: FLV 10.1, E.4.3.1 (VP6FLVVIDEOPACKET); VP6 Bitstream 1.03, 9.1 (frame header).
 */
function vp6Size([crop = 0, first = 0x80, second = 0, ...rest]: Uint8Array): PictureSize | undefined {
  const isInterFrame = (first & 0x80) !== 0;
  if (isInterFrame) return undefined;
  const hasOffset = (first & 1) !== 0 || (second & 0x06) === 0;
  const [rows = 0, columns = 0] = rest.slice(hasOffset ? 2 : 0);
  if (rows === 0 || columns === 0) return undefined;
  return { width: columns * 16 - (crop >>> 4), height: rows * 16 - (crop & 0x0f) };
}
