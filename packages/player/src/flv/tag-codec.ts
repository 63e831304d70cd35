/**
 * Names the codec of an FLV tag from the first bytes of its body.
 *
 * Source: Flash Video File Format 10.1, E.4.2.1 (SoundFormat) and E.4.3.1 (CodecID); Enhanced RTMP v2 for FourCCs.
 */

/** A codec's name, and whether a browser of today could decode it. */
export interface TagCodec {
  /** The name a person knows it by. */
  readonly name: string;
  /** True for what died with Flash. */
  readonly isLegacy: boolean;
}

const modern = (name: string): TagCodec => ({ name, isLegacy: false });
const legacy = (name: string): TagCodec => ({ name, isLegacy: true });

const VIDEO_CODECS: Readonly<Record<number, TagCodec>> = {
  2: legacy("Sorenson H.263"),
  3: legacy("Screen Video"),
  4: legacy("VP6"),
  5: legacy("VP6 with alpha"),
  6: legacy("Screen Video 2"),
  7: modern("H.264"),
  12: modern("HEVC"),
};

const AUDIO_CODECS: Readonly<Record<number, TagCodec>> = {
  0: legacy("PCM"),
  1: legacy("ADPCM"),
  2: modern("MP3"),
  3: legacy("PCM"),
  4: legacy("Nellymoser"),
  5: legacy("Nellymoser"),
  6: legacy("Nellymoser"),
  7: legacy("G.711 A-law"),
  8: legacy("G.711 µ-law"),
  10: modern("AAC"),
  11: legacy("Speex"),
  14: modern("MP3"),
};

const FOUR_CC: Readonly<Record<string, string>> = {
  avc1: "H.264",
  hvc1: "HEVC",
  av01: "AV1",
  vp09: "VP9",
  vp08: "VP8",
  mp4a: "AAC",
  ".mp3": "MP3",
  fLaC: "FLAC",
};

/** The codec of an audio (8) or video (9) tag; `undefined` for an empty body or a data tag. */
export function codecOfTag(kind: number, body: Uint8Array): TagCodec | undefined {
  const first = body[0];
  if (first === undefined || (kind !== 8 && kind !== 9)) return undefined;
  const isEnhanced = kind === 9 ? (first & 0x80) !== 0 : first >>> 4 === 9;
  if (isEnhanced) {
    const fourCc = String.fromCharCode(...body.subarray(1, 5));
    return modern(FOUR_CC[fourCc] ?? fourCc);
  }
  return kind === 9
    ? (VIDEO_CODECS[first & 0x0f] ?? legacy(`video codec ${first & 0x0f}`))
    : (AUDIO_CODECS[first >>> 4] ?? legacy(`audio codec ${first >>> 4}`));
}
