import { expect, test } from "vitest";
import { describeAudioBody, describeVideoBody } from "./flv-body.ts";

const HVC1 = [0x68, 0x76, 0x63, 0x31];
const OPUS = [0x4f, 0x70, 0x75, 0x73];
const NOTHING = { codec: undefined, isKey: false, isSequenceHeader: false, isEnhanced: false };
const config = (codec: string, isEnhanced = false) => ({
  codec,
  isKey: false,
  isSequenceHeader: true,
  isEnhanced,
});
const key = (codec: string | undefined, isEnhanced = false) => ({
  codec,
  isKey: true,
  isSequenceHeader: false,
  isEnhanced,
});
const inter = (codec: string | undefined, isEnhanced = false) => ({
  ...key(codec, isEnhanced),
  isKey: false,
});

const VIDEO_BODIES = [
  { name: "nothing", body: [], expected: NOTHING },
  { name: "AVC configuration", body: [0x17, 0, 0, 0, 0, 1], expected: config("avc1") },
  { name: "AVC key frame", body: [0x17, 1, 0, 0, 0, 1], expected: key("avc1") },
  { name: "AVC inter frame", body: [0x27, 1, 0, 0, 0, 1], expected: inter("avc1") },
  { name: "AVC end of sequence", body: [0x17, 2, 0, 0, 0], expected: inter("avc1") },
  { name: "AVC, one byte", body: [0x17], expected: inter("avc1") },
  { name: "HEVC as codec 12", body: [0x1c, 1, 0, 0, 0], expected: key("hvc1") },
  { name: "Sorenson key frame", body: [0x12, 0, 0], expected: key("sorenson") },
  { name: "VP6 inter frame", body: [0x24, 0], expected: inter("vp6") },
  { name: "VP6 with alpha", body: [0x15, 0], expected: key("vp6a") },
  { name: "screen video", body: [0x13, 0], expected: key("screen") },
  { name: "screen video 2", body: [0x16, 0], expected: key("screen2") },
  { name: "an undefined codec", body: [0x1f], expected: key(undefined) },
  { name: "a command frame", body: [0x57, 0], expected: inter("avc1") },
  { name: "enhanced configuration", body: [0x90, ...HVC1, 1], expected: config("hvc1", true) },
  { name: "enhanced key frame", body: [0x91, ...HVC1, 0, 0, 0], expected: key("hvc1", true) },
  { name: "enhanced key frame without composition", body: [0x93, ...HVC1], expected: key("hvc1", true) },
  { name: "enhanced inter frame", body: [0xa1, ...HVC1, 0, 0, 0], expected: inter("hvc1", true) },
  { name: "enhanced end of sequence", body: [0x92, ...HVC1], expected: inter("hvc1", true) },
  { name: "enhanced, several tracks", body: [0x96, ...HVC1], expected: NOTHING },
  { name: "enhanced, a modifier first", body: [0x97, ...HVC1], expected: NOTHING },
  { name: "enhanced, cut off", body: [0x91, 0x68], expected: NOTHING },
] as const;

test.for(VIDEO_BODIES)("video: $name", ({ body, expected }) => {
  // What follows the body must not be taken for it.
  const bytes = Uint8Array.from([9, 9, ...body, 0, 0, 0, 0, 0, 0]);
  expect(describeVideoBody(bytes, 2, body.length)).toEqual(expected);
});

const AUDIO_BODIES = [
  { name: "nothing", body: [], expected: NOTHING },
  { name: "AAC configuration", body: [0xaf, 0, 0x12, 0x10], expected: config("mp4a") },
  { name: "AAC", body: [0xaf, 1, 0x21], expected: key("mp4a") },
  { name: "AAC, one byte", body: [0xaf], expected: key("mp4a") },
  { name: "MP3", body: [0x2f, 0xff], expected: key("mp3") },
  { name: "MP3 at 8 kHz", body: [0xef, 0xff], expected: key("mp3") },
  { name: "Nellymoser", body: [0x60], expected: key("nellymoser") },
  { name: "Speex", body: [0xb6], expected: key("speex") },
  { name: "linear PCM", body: [0x3f], expected: key("pcm") },
  { name: "ADPCM", body: [0x1f], expected: key("adpcm") },
  { name: "A-law", body: [0x7f], expected: key("g711a") },
  { name: "µ-law", body: [0x8f], expected: key("g711u") },
  { name: "enhanced configuration", body: [0x90, ...OPUS, 1], expected: config("Opus", true) },
  { name: "enhanced frame", body: [0x91, ...OPUS, 1], expected: key("Opus", true) },
  { name: "enhanced MP3", body: [0x91, 0x2e, 0x6d, 0x70, 0x33], expected: key("mp3", true) },
  { name: "enhanced, several tracks", body: [0x95, ...OPUS], expected: NOTHING },
  { name: "enhanced, a modifier first", body: [0x97, ...OPUS], expected: NOTHING },
] as const;

test.for(AUDIO_BODIES)("audio: $name", ({ body, expected }) => {
  const bytes = Uint8Array.from([9, ...body, 0, 0, 0, 0, 0, 0]);
  expect(describeAudioBody(bytes, 1, body.length)).toEqual(expected);
});
