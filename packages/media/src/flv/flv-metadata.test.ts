import { readFileSync } from "node:fs";
import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { Amf0AvmPlus, Amf0EcmaArray, type Amf0Object, amf0Properties } from "../amf/amf0.ts";
import { encodeAmf0 } from "../amf/encode-amf0.ts";
import { openMedia } from "../open-media.ts";
import { pullFrom } from "../pull.ts";
import {
  decodeOnMetaData,
  keyframeIndexOf,
  onId3Packet,
  onMetaDataPacket,
  withoutKeyframes,
  withShiftedKeyframes,
} from "./flv-metadata.ts";
import { encodeFlvTag, flvHeader } from "./flv-tag.ts";

const INDEXED: Amf0Object = {
  duration: 4,
  lastkeyframelocation: 900,
  keyframes: { times: [0, 2.0004, 4], filepositions: [300, 600, 900] },
};

test("onMetaData survives the way into a tag and out", () => {
  const { body, kind } = onMetaDataPacket(INDEXED);
  expect(kind).toBe(18);
  expect(decodeOnMetaData(body)).toEqual(INDEXED);
});

test("members that switched to AMF3 survive as well", () => {
  const metadata = { a: new Amf0AvmPlus([true]) };
  expect(decodeOnMetaData(onMetaDataPacket(metadata).body)).toEqual(metadata);
});

test("what some encoders leave behind it does no harm", () => {
  const { body } = onMetaDataPacket(INDEXED);
  expect(decodeOnMetaData(Uint8Array.of(...body, 0, 0, 9))).toEqual(INDEXED);
});

test.for([
  { name: "another event", body: encodeAmf0(["onCuePoint", { name: "x" }]) },
  { name: "no object", body: encodeAmf0(["onMetaData", 5]) },
  { name: "nothing", body: new Uint8Array(0) },
  {
    name: "an array without end",
    body: encodeAmf0(["onMetaData", new Amf0EcmaArray({ a: 1 })]).slice(0, -3),
  },
])("is not found in $name", ({ body }) => {
  expect(decodeOnMetaData(body)).toBeUndefined();
});

test("the index is read in milliseconds", () => {
  expect(keyframeIndexOf(INDEXED, 1000)).toEqual({
    timesMs: Float64Array.of(0, 2000, 4000),
    tagOffsets: Float64Array.of(300, 600, 900),
  });
});

const keyframes = (times: unknown, filepositions: unknown) =>
  ({ keyframes: { times, filepositions } }) as Amf0Object;

test.for([
  { name: "nothing", metadata: {} },
  { name: "no object", metadata: { keyframes: 1 } },
  { name: "empty lists", metadata: keyframes([], []) },
  { name: "lists of different lengths", metadata: keyframes([0, 1], [1]) },
  { name: "text", metadata: keyframes(["0"], ["1"]) },
  { name: "times that descend", metadata: keyframes([2, 1], [100, 200]) },
  { name: "positions that descend", metadata: keyframes([1, 2], [200, 100]) },
  { name: "a position beyond the end", metadata: keyframes([1, 2], [100, 1000]) },
  { name: "a position that is not a number", metadata: keyframes([1, 2], [100, Number.NaN]) },
  { name: "a position between two bytes", metadata: keyframes([1, 2], [100, 100.5]) },
  { name: "a negative time", metadata: keyframes([-1, 2], [100, 200]) },
])("$name is no index", ({ metadata }) => {
  expect(keyframeIndexOf(metadata, 1000)).toBeUndefined();
});

test("an index is dropped or moved, and nothing else", () => {
  expect(withoutKeyframes(INDEXED)).toEqual({ duration: 4, lastkeyframelocation: 900 });
  expect(withShiftedKeyframes(INDEXED, -50)).toEqual({
    duration: 4,
    lastkeyframelocation: 850,
    keyframes: { times: [0, 2.0004, 4], filepositions: [250, 550, 850] },
  });
  expect(withShiftedKeyframes({ duration: 4 }, 10)).toEqual({ duration: 4 });
});

test("a shifted index is true for the stream that is made from the file", () => {
  const bytes = new Uint8Array(readFileSync(sampleFile("videos/clock.flv")));
  const file = pullFrom(bytes, openMedia(bytes.length));
  const first = pullFrom(bytes, file.locate(0));
  const head = (metadata: Amf0Object) =>
    Buffer.concat([
      flvHeader({ audio: true, video: true }),
      encodeFlvTag(onMetaDataPacket(metadata)),
      ...file.sequenceHeaders.map(encodeFlvTag),
    ]);
  const shift = head(file.metadata).length - first.id;
  const metadata = withShiftedKeyframes(file.metadata, shift);
  const stream = Buffer.concat([head(metadata), bytes.subarray(first.id)]);
  const positions = amf0Properties(metadata.keyframes)?.filepositions;
  expect(Array.isArray(positions) && positions.length).toBe(10);
  for (const position of Array.isArray(positions) ? positions : []) {
    // A video tag whose body begins with a key frame of AVC.
    expect([stream[Number(position)], stream[Number(position) + 11]]).toEqual([9, 0x17]);
  }
});

test("ID3 texts become a data message", () => {
  expect(onId3Packet({ songName: "x" }).body).toEqual(encodeAmf0(["onID3", { songName: "x" }]));
});
