import { readFileSync } from "node:fs";
import { Amf0EcmaArray, encodeAmf0 } from "@oxbow/media/amf";
import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { readMetaData, writeMetaData } from "./meta-data.ts";
import { FlvTagReader } from "./tag-reader.ts";

const NOTHING = { durationMs: 0, width: 0, height: 0, frameRate: 0, keyTimesMs: [] };

test("a file's own description is read, key frames included", () => {
  const [script] = new FlvTagReader().receive(Uint8Array.from(readFileSync(sampleFile("videos/clock.flv"))));
  const metaData = readMetaData(script?.body);
  expect(metaData).toMatchObject({ width: 640, height: 360, frameRate: 25 });
  expect(metaData.durationMs).toBeGreaterThan(19_900);
  expect(metaData.keyTimesMs.length).toBeGreaterThan(9);
});

test("what is written is read again", () => {
  const body = writeMetaData({
    duration: 12.5,
    width: 320,
    height: 240,
    keyframes: { times: [0, 2], filepositions: [0, 2 ** 40] },
  });
  expect(readMetaData(body)).toEqual({
    ...NOTHING,
    durationMs: 12_500,
    width: 320,
    height: 240,
    keyTimesMs: [0, 2000],
  });
});

test("every kind of value may stand beside what is wanted", () => {
  const members = new Amf0EcmaArray({
    a: true,
    b: "text",
    c: null,
    d: undefined,
    e: { nested: [1, "two", { three: 3 }] },
    long: "x".repeat(70_000),
    duration: 3,
  });
  expect(readMetaData(encodeAmf0(["onMetaData", members]))).toEqual({ ...NOTHING, durationMs: 3000 });
  expect(readMetaData(encodeAmf0(["@setDataFrame", "onMetaData", members]))).toMatchObject({
    durationMs: 3000,
  });
});

test("a damaged description is no description", () => {
  const body = writeMetaData({ duration: 12.5, width: 320 });
  for (let end = 0; end < body.length; end++) expect(readMetaData(body.subarray(0, end))).toEqual(NOTHING);
  expect(readMetaData(undefined)).toEqual(NOTHING);
  expect(readMetaData(encodeAmf0(["onCuePoint", { duration: 3 }]))).toEqual(NOTHING);
});

test.for([Number.NaN, Number.POSITIVE_INFINITY, -1])("a duration of %d is unknown", (duration) => {
  expect(readMetaData(writeMetaData({ duration })).durationMs).toBe(0);
});
