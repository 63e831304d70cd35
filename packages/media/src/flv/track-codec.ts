import { AUDIO, type PacketKind, VIDEO } from "../packet.ts";

/** How a track's samples become FLV tag bodies. */
export interface TrackCodec {
  readonly kind: PacketKind;
  /** As `MediaFile.videoCodec` and `audioCodec` name it. */
  readonly codec: string;
  /** FourCC a client must have announced; `undefined` for what FLV always had. */
  readonly enhancedFourCc: string | undefined;
  /** Body of the sequence header; `undefined` for a codec that needs none. */
  readonly sequenceHeader: Uint8Array | undefined;
  /** What goes before a key sample's data, and before any other's; the composition time is its last three bytes. */
  readonly keyPrefix: Uint8Array;
  readonly interPrefix: Uint8Array;
  readonly hasCompositionTime: boolean;
  /** Bytes of the length before each NAL unit; FLV has 4. `undefined` where there are no NAL units. */
  readonly nalLengthSize: number | undefined;
}

const KEY_FRAME = 1;
const INTER_FRAME = 2;
/** Packet types of both AVC and enhanced bodies. */
const SEQUENCE_START = 0;
const CODED_FRAMES = 1;
const AVC = 7;
/** AAC, 44 kHz, 16 bits, stereo: FLV wants these bits whatever the sound is (§E.4.2.1). */
const AAC_SOUND = 0xaf;

/** H.264: `17|27 01 compositionTime data` (§E.4.3.1). */
export function avcCodec(configuration: Uint8Array): TrackCodec {
  const { record, lengthSize } = withFourByteLengths(configuration, 4);
  return {
    kind: VIDEO,
    codec: "avc1",
    enhancedFourCc: undefined,
    sequenceHeader: Uint8Array.of((KEY_FRAME << 4) | AVC, SEQUENCE_START, 0, 0, 0, ...record),
    keyPrefix: Uint8Array.of((KEY_FRAME << 4) | AVC, CODED_FRAMES, 0, 0, 0),
    interPrefix: Uint8Array.of((INTER_FRAME << 4) | AVC, CODED_FRAMES, 0, 0, 0),
    hasCompositionTime: true,
    nalLengthSize: lengthSize,
  };
}

/** HEVC: an enhanced body with composition time. */
export function hevcCodec(configuration: Uint8Array): TrackCodec {
  const { record, lengthSize } = withFourByteLengths(configuration, 21);
  return { ...enhancedVideo("hvc1", record, [0, 0, 0]), hasCompositionTime: true, nalLengthSize: lengthSize };
}

/** AV1, VP9, VP8: an enhanced body, no composition time. */
export function enhancedVideo(
  fourCc: string,
  configuration: Uint8Array,
  composition: readonly number[] = [],
): TrackCodec {
  const name = fourCcBytes(fourCc);
  const body = (frameType: number, packetType: number) => 0x80 | (frameType << 4) | packetType;
  return {
    kind: VIDEO,
    codec: fourCc,
    enhancedFourCc: fourCc,
    sequenceHeader: Uint8Array.of(body(KEY_FRAME, SEQUENCE_START), ...name, ...configuration),
    keyPrefix: Uint8Array.of(body(KEY_FRAME, CODED_FRAMES), ...name, ...composition),
    interPrefix: Uint8Array.of(body(INTER_FRAME, CODED_FRAMES), ...name, ...composition),
    hasCompositionTime: false,
    nalLengthSize: undefined,
  };
}

/** AAC: `AF 01 data` (§E.4.2.1). */
export function aacCodec(audioSpecificConfig: Uint8Array): TrackCodec {
  return plainAudio("mp4a", Uint8Array.of(AAC_SOUND, 0, ...audioSpecificConfig), Uint8Array.of(AAC_SOUND, 1));
}

/**
 * MP3: one byte of format, rate, size and channels (§E.4.2.1). FLV knows no 48 or 32 kHz, no 24 or 16; decoders
 * take the true rate from the frame. Format 14 (8 kHz) is one that ffmpeg 5.1 does not decode.
 */
export function mp3Codec(samplesPerSecond: number, channels: number): TrackCodec {
  const rate = samplesPerSecond >= 32_000 ? 3 : samplesPerSecond >= 16_000 ? 2 : 1;
  const sound = (2 << 4) | (rate << 2) | 0x02 | (channels > 1 ? 1 : 0);
  return plainAudio("mp3", undefined, Uint8Array.of(sound));
}

/** Opus, FLAC, AC-3, E-AC-3: an enhanced audio body. The Dolby ones carry no configuration. */
export function enhancedAudio(fourCc: string, configuration: Uint8Array | undefined): TrackCodec {
  const name = fourCcBytes(fourCc);
  const sequenceHeader =
    configuration === undefined ? undefined : Uint8Array.of(0x90 | SEQUENCE_START, ...name, ...configuration);
  const prefix = Uint8Array.of(0x90 | CODED_FRAMES, ...name);
  return { ...plainAudio(fourCc, sequenceHeader, prefix), enhancedFourCc: fourCc };
}

function plainAudio(codec: string, sequenceHeader: Uint8Array | undefined, prefix: Uint8Array): TrackCodec {
  return {
    kind: AUDIO,
    codec,
    enhancedFourCc: undefined,
    sequenceHeader,
    keyPrefix: prefix,
    interPrefix: prefix,
    hasCompositionTime: false,
    nalLengthSize: undefined,
  };
}

/** The decoder configuration for samples whose NAL lengths we make four bytes long, and how long they were. */
function withFourByteLengths(
  configuration: Uint8Array,
  lengthSizeOffset: number,
): { readonly record: Uint8Array; readonly lengthSize: number } {
  // Not slice(): that of a Buffer is a view, and what is changed below belongs to whoever read it.
  const record = new Uint8Array(configuration);
  const byte = record[lengthSizeOffset] ?? 0x03;
  record[lengthSizeOffset] = byte | 0x03;
  return { record, lengthSize: (byte & 0x03) + 1 };
}

function fourCcBytes(fourCc: string): readonly number[] {
  return [...fourCc].map((character) => character.charCodeAt(0));
}
