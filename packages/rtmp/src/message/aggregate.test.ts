import { readFileSync } from "node:fs";
import { openMedia, pullFrom } from "@oxbow/media";
import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import { splitAggregate } from "./aggregate.ts";

const split = (bytes: ArrayLike<number>, timestampMs = 0): ReturnType<typeof splitAggregate> =>
  splitAggregate({ typeId: 22, msid: 1, timestampMs, body: Uint8Array.from(bytes) }, 0);

const TAG = [9, 0, 0, 2, 0, 0, 100, 0, 0, 0, 0, 7, 8, 0, 0, 0, 13];
const LATE_TAG = [8, 0, 0, 1, 0, 0, 140, 1, 0, 0, 0, 9, 0, 0, 0, 12];

test("shifts the tags to the time of the aggregate", () => {
  expect(split([...TAG, ...LATE_TAG], 1000)).toEqual([
    { typeId: 9, msid: 1, timestampMs: 1000, body: Uint8Array.of(7, 8) },
    { typeId: 8, msid: 1, timestampMs: 1000 + 0x01000000 + 40, body: Uint8Array.of(9) },
  ]);
});

test("does without the last back pointer, and without tags", () => {
  expect(split(TAG.slice(0, -4))).toHaveLength(1);
  expect(split([])).toEqual([]);
});

test("refuses tags that do not fit, and aggregates in aggregates", () => {
  for (let end = 1; end < TAG.length; end++) {
    if (end === 13) continue;
    expect(() => split(TAG.slice(0, end)), `${end} bytes`).toThrow(
      expect.objectContaining({ code: "ERR_RTMP_AGGREGATE" }),
    );
  }
  expect(() => split([22, ...TAG.slice(1)])).toThrow(expect.objectContaining({ code: "ERR_RTMP_AGGREGATE" }));
});

test("the tags of a segment are an aggregate as they stand", () => {
  const bytes = Uint8Array.from(readFileSync(sampleFile("videos/clock.flv")));
  const file = pullFrom(bytes, openMedia(bytes.length));
  const { tags, packets } = pullFrom(bytes, file.read(pullFrom(bytes, file.locate(3000))));
  const firstMs = packets.dtsMs[0] ?? 0;
  const messages = split(tags, firstMs);
  expect(messages.map(({ timestampMs }) => timestampMs)).toEqual([...packets.dtsMs]);
  expect(messages.map(({ body }) => body.length)).toEqual([...packets.bodyLength]);
});
