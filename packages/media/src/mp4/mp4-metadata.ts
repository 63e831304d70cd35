import type { Amf0Object } from "../amf/amf0.ts";
import type { Track } from "./track.ts";

/**
 * onMetaData as Flash Media Server wrote it for F4V: the names of the sample entries as codec ids, the profile out of
 * the decoder configurations, the tracks as they are in the file. FMS's list of seek points is left out: it serves
 * players that download, and here it is `seek` that seeks.
 *
 * Source: a trace of an FMS stream; ActionScript 3 reference, NetStream.onMetaData.
 */
export function mp4Metadata(options: {
  readonly durationMs: number;
  readonly moovOffset: number;
  readonly video: Track | undefined;
  readonly audio: Track | undefined;
  /** Frames a second; 0 when unknown. */
  readonly frameRate: number;
}): Amf0Object {
  const { durationMs, moovOffset, video, audio, frameRate } = options;
  return {
    duration: durationMs / 1000,
    moovPosition: moovOffset,
    ...(video?.entry === undefined ? {} : videoMembers(video, frameRate)),
    ...(audio?.entry === undefined ? {} : audioMembers(audio)),
    trackinfo: [video, audio].filter((track) => track !== undefined).map(trackInfo),
  };
}

function videoMembers({ entry }: Track, frameRate: number): Amf0Object {
  if (entry === undefined) return {};
  const { codec, configuration, width, height } = entry;
  // AVCDecoderConfigurationRecord: version, profile, compatibility, level.
  const profile = configuration?.[1];
  const level = configuration?.[3];
  return {
    width,
    height,
    ...(frameRate > 0 ? { videoframerate: frameRate } : {}),
    videocodecid: codecId(codec?.codec, codec?.enhancedFourCc),
    ...(profile === undefined || level === undefined ? {} : { avcprofile: profile, avclevel: level }),
  };
}

function audioMembers({ entry }: Track): Amf0Object {
  if (entry === undefined) return {};
  const { codec, configuration, channels, samplesPerSecond } = entry;
  // AudioSpecificConfig: the object type is its first five bits.
  const objectType = (configuration?.[0] ?? 0) >> 3;
  return {
    audiosamplerate: samplesPerSecond,
    audiochannels: channels,
    audiocodecid: codecId(codec?.codec, codec?.enhancedFourCc),
    ...(objectType === 0 ? {} : { aacaot: objectType }),
  };
}

/** FMS's name; for an enhanced codec the fourCC as a number (Enhanced RTMP v2, "Metadata Frame"). */
function codecId(codec: string | undefined, enhancedFourCc: string | undefined): string | number {
  if (enhancedFourCc === undefined) return codec === "mp3" ? ".mp3" : (codec ?? "");
  return [...enhancedFourCc].reduce((sum, character) => sum * 0x100 + character.charCodeAt(0), 0);
}

function trackInfo({ durationTicks, timescale, language, entry }: Track): Amf0Object {
  return {
    length: durationTicks,
    timescale,
    language,
    sampledescription: [{ sampletype: entry?.type ?? "" }],
  };
}
