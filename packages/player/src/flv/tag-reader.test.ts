import { readFileSync } from "node:fs";
import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { concatenate, encodeFileHeader, encodeTag, type FlvTag, FlvTagReader } from "./tag-reader.ts";

const FILE = Uint8Array.from(readFileSync(sampleFile("videos/clock.flv")));

function readIn(step: number): readonly FlvTag[] {
  const reader = new FlvTagReader();
  const tags: FlvTag[] = [];
  for (let at = 0; at < FILE.length; at += step) tags.push(...reader.receive(FILE.subarray(at, at + step)));
  return tags;
}

test("every tag of a file comes out, and nothing is lost between them", () => {
  const tags = readIn(FILE.length);
  expect(concatenate(FILE.subarray(0, 13), ...tags.map((tag) => tag.bytes))).toEqual(FILE);
  expect(tags[0]?.kind).toBe(18);
  expect(tags.at(-1)?.timestampMs).toBeGreaterThan(19_900);
});

test.for([1, 7, 4096])("survives a split every %i bytes", (step) => {
  const split = readIn(step).map(({ kind, timestampMs, body }) => [kind, timestampMs, body.length]);
  expect(split).toEqual(
    readIn(FILE.length).map(({ kind, timestampMs, body }) => [kind, timestampMs, body.length]),
  );
});

test.for([
  { kind: 8, timestampMs: 0 },
  { kind: 9, timestampMs: 0xff_ff_ff },
  { kind: 9, timestampMs: 0x01_00_00_00 },
  { kind: 18, timestampMs: 0x7f_ff_ff_ff },
])("a tag of kind $kind at $timestampMs ms is read as it was written", ({ kind, timestampMs }) => {
  const body = Uint8Array.of(1, 2, 3);
  const reader = new FlvTagReader();
  const [tag] = reader.receive(
    concatenate(encodeFileHeader(true, false), encodeTag(kind, timestampMs, body)),
  );
  expect(tag).toMatchObject({ kind, timestampMs });
  expect(tag?.body).toEqual(body);
  expect(reader.flags).toEqual({ hasAudio: true, hasVideo: false });
});
