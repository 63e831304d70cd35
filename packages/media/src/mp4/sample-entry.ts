/**
 * Sample descriptions: which codec a track has and how to configure its decoder.
 *
 * Sources: ISO/IEC 14496-12 §8.5.2, -14 §5.6, -15 §5.4; QuickTime File Format, "Sound Sample Description";
 * Opus in ISOBMFF §4.3; FLAC in ISOBMFF §3.3; AV1 in ISOBMFF §2.3; VP Codec ISO Media File Format Binding §2.2.
 */
import { ByteReader } from "../bytes/byte-reader.ts";
import {
  aacCodec,
  avcCodec,
  enhancedAudio,
  enhancedVideo,
  hevcCodec,
  mp3Codec,
  type TrackCodec,
} from "../flv/track-codec.ts";
import { BoxList, openFullBox } from "./box.ts";
import { decodeEsds } from "./descriptor.ts";
import { toOpusHead } from "./opus-head.ts";

export interface SampleEntry {
  /** The entry's own fourCC (`avc1`, `mp4a`, `encv`, …). */
  readonly type: string;
  /** `undefined` for what FLV cannot carry. */
  readonly codec: TrackCodec | undefined;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly samplesPerSecond: number;
  /** Contents of the configuration box, for the metadata: avcC or AudioSpecificConfig. */
  readonly configuration: Uint8Array | undefined;
}

/** Object types that mean AAC: MPEG-4 and the three profiles of MPEG-2. */
const AAC_OBJECT_TYPES: ReadonlySet<number> = new Set([0x40, 0x66, 0x67, 0x68]);
/** MPEG-2 and MPEG-1 audio, layers 1 to 3. */
const MP3_OBJECT_TYPES: ReadonlySet<number> = new Set([0x69, 0x6b]);
const VISUAL_ENTRY_BYTES = 78;
const SOUND_ENTRY_BYTES = 28;
/** What QuickTime's versions 1 and 2 add to it. */
const SOUND_V1_EXTRA_BYTES = 16;
const SOUND_V2_EXTRA_BYTES = 36;

/** @param contents of an `stsd` box; the first entry describes all samples. */
export function decodeSampleEntry(contents: Uint8Array, handler: string): SampleEntry | undefined {
  const { reader } = openFullBox(contents);
  if (reader.readUint32() === 0) return undefined;
  const byteLength = reader.readUint32();
  const type = reader.readFourCc();
  const entry = new ByteReader(reader.readBytes(byteLength - 8));
  if (handler === "vide") return decodeVisualEntry(type, entry);
  if (handler === "soun") return decodeSoundEntry(type, entry);
  return undefined;
}

function decodeVisualEntry(type: string, entry: ByteReader): SampleEntry {
  entry.skip(24);
  const width = entry.readUint16();
  const height = entry.readUint16();
  entry.seek(VISUAL_ENTRY_BYTES);
  const boxes = new BoxList(entry.readBytes(entry.remaining));
  const shape = { type, width, height, channels: 0, samplesPerSecond: 0 };
  switch (type) {
    case "avc1":
    case "avc3": {
      const configuration = boxes.find("avcC");
      return { ...shape, configuration, codec: configuration && avcCodec(configuration) };
    }
    case "hvc1":
    case "hev1": {
      const configuration = boxes.find("hvcC");
      return { ...shape, configuration: undefined, codec: configuration && hevcCodec(configuration) };
    }
    case "av01": {
      const configuration = boxes.find("av1C");
      return {
        ...shape,
        configuration: undefined,
        codec: configuration && enhancedVideo("av01", configuration),
      };
    }
    case "vp08":
    case "vp09": {
      // VPCodecConfigurationRecord is what follows version and flags.
      const configuration = boxes.find("vpcC")?.subarray(4);
      return {
        ...shape,
        configuration: undefined,
        codec: configuration && enhancedVideo(type, configuration),
      };
    }
    default:
      return { ...shape, configuration: undefined, codec: undefined };
  }
}

function decodeSoundEntry(type: string, entry: ByteReader): SampleEntry {
  entry.skip(8);
  const version = entry.readUint16();
  entry.skip(6);
  const channels = entry.readUint16();
  entry.skip(6);
  const samplesPerSecond = entry.readUint32() / 0x10000;
  const extra = version === 1 ? SOUND_V1_EXTRA_BYTES : version === 2 ? SOUND_V2_EXTRA_BYTES : 0;
  entry.seek(Math.min(SOUND_ENTRY_BYTES + extra, SOUND_ENTRY_BYTES + entry.remaining));
  const boxes = new BoxList(entry.readBytes(entry.remaining));
  const shape = { type, width: 0, height: 0, channels, samplesPerSecond, configuration: undefined };
  switch (type) {
    case "mp4a":
      return { ...shape, ...decodeMp4Audio(boxes, samplesPerSecond, channels) };
    case ".mp3":
    case "mp3 ":
      return { ...shape, codec: mp3Codec(samplesPerSecond, channels) };
    case "Opus": {
      const configuration = boxes.find("dOps");
      return { ...shape, codec: configuration && enhancedAudio("Opus", toOpusHead(configuration)) };
    }
    case "fLaC": {
      // Enhanced RTMP wants the header of a FLAC file: its magic and metadata blocks.
      const blocks = boxes.find("dfLa")?.subarray(4);
      return {
        ...shape,
        codec: blocks && enhancedAudio("fLaC", Uint8Array.of(0x66, 0x4c, 0x61, 0x43, ...blocks)),
      };
    }
    case "ac-3":
    case "ec-3":
      return { ...shape, codec: enhancedAudio(type, undefined) };
    default:
      return { ...shape, codec: undefined };
  }
}

/** QuickTime hides `esds` in a `wave` box. */
function decodeMp4Audio(
  boxes: BoxList,
  samplesPerSecond: number,
  channels: number,
): Pick<SampleEntry, "codec" | "configuration"> {
  const esds = boxes.find("esds") ?? (boxes.find("wave") && boxes.within("wave").find("esds"));
  const config = esds && decodeEsds(esds);
  if (config === undefined) return { codec: undefined, configuration: undefined };
  const { objectType, specificInfo } = config;
  if (AAC_OBJECT_TYPES.has(objectType) && specificInfo !== undefined) {
    return { codec: aacCodec(specificInfo), configuration: specificInfo };
  }
  const codec = MP3_OBJECT_TYPES.has(objectType) ? mp3Codec(samplesPerSecond, channels) : undefined;
  return { codec, configuration: undefined };
}
