import { expect, test } from "vitest";
import { decodeMp3FrameHeader } from "./frame-header.ts";
import { decodeVbrHeader } from "./vbr-header.ts";

const HEADERS = [
  {
    name: "MPEG-1, 128 kbit/s, 44.1 kHz",
    bytes: [0xff, 0xfb, 0x90, 0x00],
    expected: [417, 128_000, 44_100, 1152, 2],
  },
  { name: "the same, padded", bytes: [0xff, 0xfb, 0x92, 0x00], expected: [418, 128_000, 44_100, 1152, 2] },
  {
    name: "MPEG-1, 320 kbit/s, 48 kHz",
    bytes: [0xff, 0xfb, 0xe4, 0x00],
    expected: [960, 320_000, 48_000, 1152, 2],
  },
  {
    name: "MPEG-1, 32 kbit/s, 32 kHz, mono",
    bytes: [0xff, 0xfb, 0x18, 0xc0],
    expected: [144, 32_000, 32_000, 1152, 1],
  },
  {
    name: "MPEG-2, 64 kbit/s, 24 kHz",
    bytes: [0xff, 0xf3, 0x84, 0x40],
    expected: [192, 64_000, 24_000, 576, 2],
  },
  {
    name: "MPEG-2.5, 8 kbit/s, 8 kHz, mono",
    bytes: [0xff, 0xe3, 0x18, 0xc0],
    expected: [72, 8000, 8000, 576, 1],
  },
] as const;

test.for(HEADERS)("reads $name", ({ bytes, expected }) => {
  const header = decodeMp3FrameHeader(Uint8Array.from([9, ...bytes]), 1);
  const { byteLength, bitsPerSecond, samplesPerSecond, samplesPerFrame, channels } = header ?? {};
  expect([byteLength, bitsPerSecond, samplesPerSecond, samplesPerFrame, channels]).toEqual(expected);
});

test.for([
  { name: "three bytes", bytes: [0xff, 0xfb, 0x90] },
  { name: "no sync", bytes: [0xff, 0x1b, 0x90, 0] },
  { name: "layer II", bytes: [0xff, 0xfd, 0x90, 0] },
  { name: "ADTS", bytes: [0xff, 0xf1, 0x50, 0x80] },
  { name: "the reserved version", bytes: [0xff, 0xeb, 0x90, 0] },
  { name: "free format", bytes: [0xff, 0xfb, 0x00, 0] },
  { name: "the forbidden bit rate", bytes: [0xff, 0xfb, 0xf0, 0] },
  { name: "the reserved sample rate", bytes: [0xff, 0xfb, 0x9c, 0] },
])("$name is no header", ({ bytes }) => {
  expect(decodeMp3FrameHeader(Uint8Array.from(bytes))).toBeUndefined();
});

/** A frame of 417 bytes with something in it. */
function frameWith(offset: number, text: string, ...rest: readonly number[]): Uint8Array {
  const frame = new Uint8Array(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  frame.set([...new TextEncoder().encode(text), ...rest], offset);
  return frame;
}

test.for([
  {
    name: "Xing with a count",
    frame: frameWith(36, "Xing", 0, 0, 0, 1, 0, 0, 1, 2),
    expected: { isConstantRate: false, frameCount: 258 },
  },
  {
    name: "Xing without",
    frame: frameWith(36, "Xing", 0, 0, 0, 2, 0, 0, 1, 2),
    expected: { isConstantRate: false, frameCount: 0 },
  },
  {
    name: "Info",
    frame: frameWith(36, "Info", 0, 0, 0, 1, 0, 0, 0, 9),
    expected: { isConstantRate: true, frameCount: 9 },
  },
  {
    name: "VBRI",
    frame: frameWith(36, "VBRI", 0, 1, 0, 0, 0, 0, 0, 0, 9, 9, 0, 0, 0, 7),
    expected: { isConstantRate: false, frameCount: 7 },
  },
  { name: "sound", frame: frameWith(36, "...."), expected: undefined },
  { name: "Xing elsewhere", frame: frameWith(40, "Xing", 0, 0, 0, 1, 0, 0, 1, 2), expected: undefined },
])("finds what is hidden in the first frame: $name", ({ frame, expected }) => {
  const header = decodeMp3FrameHeader(frame);
  expect(header && decodeVbrHeader(frame, header)).toEqual(expected);
});
