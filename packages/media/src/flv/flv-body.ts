/**
 * The first bytes of audio and video tag bodies: which codec, whether it decodes on its own, whether it is a
 * decoder configuration.
 *
 *  video  frame type 4 │ codec id 4 │ (AVC, HEVC: packet type 8, composition time 24)
 *         1 │ frame type 3 │ packet type 4 │ fourCC 32                                   enhanced
 *  audio  format 4 │ rate 2 │ size 1 │ stereo 1 │ (AAC: packet type 8)
 *         9 │ packet type 4 │ fourCC 32                                                  enhanced
 *
 * Sources: Video File Format Specification 10.1 §E.4.2 and §E.4.3; Enhanced RTMP v2 (Veovera).
 */

export interface BodyDescription {
  /** As `MediaFile.videoCodec` and `audioCodec` name it; `undefined` for what FLV does not define. */
  readonly codec: string | undefined;
  readonly isKey: boolean;
  readonly isSequenceHeader: boolean;
  /** True when the body has an enhanced header, which only clients that announce its fourCC read. */
  readonly isEnhanced: boolean;
}

/** Codec ids of §E.4.3.1; 12 is not in it, but what encoders of that time used for HEVC. */
const VIDEO_CODECS: ReadonlyMap<number, string> = new Map([
  [2, "sorenson"],
  [3, "screen"],
  [4, "vp6"],
  [5, "vp6a"],
  [6, "screen2"],
  [7, "avc1"],
  [12, "hvc1"],
]);

/** Sound formats of §E.4.2.1. */
const AUDIO_CODECS: ReadonlyMap<number, string> = new Map([
  [0, "pcm"],
  [1, "adpcm"],
  [2, "mp3"],
  [3, "pcm"],
  [4, "nellymoser"],
  [5, "nellymoser"],
  [6, "nellymoser"],
  [7, "g711a"],
  [8, "g711u"],
  [10, "mp4a"],
  [11, "speex"],
  [14, "mp3"],
]);

const CODECS_WITH_CONFIGURATION: ReadonlySet<string | undefined> = new Set(["avc1", "hvc1"]);
const AAC = 10;
const ENHANCED_AUDIO = 9;
/** Packet types; AVC has the first two of them as well, and 2 for the end of a sequence. */
const SEQUENCE_START = 0;
const CODED_FRAMES = 1;
/** Enhanced video only: without composition time. */
const CODED_FRAMES_X = 3;
/** Enhanced bodies that do not begin with a fourCC: several tracks in one, or a modifier first. */
const OTHER_AUDIO_LAYOUTS: ReadonlySet<number> = new Set([5, 7]);
const OTHER_VIDEO_LAYOUTS: ReadonlySet<number> = new Set([6, 7]);
const KEY_FRAME = 1;
/** Not a picture but a word to the player: a seek begins or ends. */
const COMMAND_FRAME = 5;

/** Reads up to six bytes at `offset`; a body that is shorter than its header describes nothing. */
export function describeVideoBody(bytes: Uint8Array, offset: number, byteLength: number): BodyDescription {
  const first = bytes[offset];
  if (first === undefined || byteLength < 1) return NOTHING;
  const frameType = (first >> 4) & 0x07;
  const isKeyFrame = frameType === KEY_FRAME;
  if ((first & 0x80) !== 0) {
    const packetType = first & 0x0f;
    if (OTHER_VIDEO_LAYOUTS.has(packetType) || byteLength < 5) return NOTHING;
    const isFrame = packetType === CODED_FRAMES || packetType === CODED_FRAMES_X;
    return {
      codec: fourCcAt(bytes, offset + 1),
      isKey: isKeyFrame && isFrame,
      isSequenceHeader: packetType === SEQUENCE_START,
      isEnhanced: true,
    };
  }
  const codec = VIDEO_CODECS.get(first & 0x0f);
  if (!CODECS_WITH_CONFIGURATION.has(codec) || frameType === COMMAND_FRAME) {
    return { codec, isKey: isKeyFrame, isSequenceHeader: false, isEnhanced: false };
  }
  const packetType = byteLength > 1 ? bytes[offset + 1] : undefined;
  return {
    codec,
    isKey: isKeyFrame && packetType === CODED_FRAMES,
    isSequenceHeader: packetType === SEQUENCE_START,
    isEnhanced: false,
  };
}

/** Reads up to six bytes at `offset`; a body that is shorter than its header describes nothing. */
export function describeAudioBody(bytes: Uint8Array, offset: number, byteLength: number): BodyDescription {
  const first = bytes[offset];
  if (first === undefined || byteLength < 1) return NOTHING;
  const format = first >> 4;
  if (format === ENHANCED_AUDIO) {
    const packetType = first & 0x0f;
    if (OTHER_AUDIO_LAYOUTS.has(packetType) || byteLength < 5) return NOTHING;
    const isSequenceHeader = packetType === SEQUENCE_START;
    const codec = fourCcAt(bytes, offset + 1);
    return { codec, isKey: !isSequenceHeader, isSequenceHeader, isEnhanced: true };
  }
  const isSequenceHeader = format === AAC && byteLength > 1 && bytes[offset + 1] === 0;
  const codec = AUDIO_CODECS.get(format);
  return { codec, isKey: !isSequenceHeader, isSequenceHeader, isEnhanced: false };
}

const NOTHING: BodyDescription = {
  codec: undefined,
  isKey: false,
  isSequenceHeader: false,
  isEnhanced: false,
};

/** `.mp3` is how Enhanced RTMP spells MP3, `av01` and the rest are spelled as elsewhere. */
function fourCcAt(bytes: Uint8Array, offset: number): string {
  const fourCc = String.fromCharCode(...bytes.subarray(offset, offset + 4));
  return fourCc === ".mp3" ? "mp3" : fourCc;
}
