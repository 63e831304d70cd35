import { expect, test } from "vitest";
import { StartFilter } from "./start-filter.ts";
import type { FlvTag } from "./tag-reader.ts";

const KEY = 0x17;
const INTER = 0x27;
const tag = (kind: number, timestampMs: number, first: number, second = 1): FlvTag => {
  const body = Uint8Array.of(first, second);
  return { kind, timestampMs, body, bytes: body };
};
const video = (ms: number, first: number): FlvTag => tag(9, ms, first);
const audio = (ms: number): FlvTag => tag(8, ms, 0xaf);
const HEADERS = [tag(9, 0, KEY, 0), tag(8, 0, 0xaf, 0)];

/** A key frame every two seconds, a frame and a sound every half. */
const FILM: readonly FlvTag[] = [
  ...HEADERS,
  ...Array.from({ length: 20 }, (_, index) => [
    video(index * 500, index % 4 === 0 ? KEY : INTER),
    audio(index * 500),
  ]).flat(),
];

test.for([0, 100, 2000, 2100, 3999, 9400])("begins at the last key frame not after %i ms", (startMs) => {
  const filter = new StartFilter(startMs, true);
  const passed = FILM.flatMap((each) => filter.pass([each]));
  const media = passed.filter((each) => !HEADERS.includes(each));
  expect(passed.slice(0, 2)).toEqual(HEADERS);
  expect(media[0]).toMatchObject({ kind: 9, timestampMs: Math.floor(startMs / 2000) * 2000 });
  expect(media).toEqual(FILM.slice(media[0] === undefined ? 0 : FILM.indexOf(media[0])));
});

test("sound alone begins at the last sound before the time", () => {
  const filter = new StartFilter(1200, false);
  expect(
    filter.pass(
      [HEADERS[1], audio(0), audio(500), audio(1000), audio(1500)].filter((each) => each !== undefined),
    ),
  ).toEqual([HEADERS[1], audio(1000), audio(1500)]);
});

test("a stream that ends before the time gives what it has", () => {
  const filter = new StartFilter(5000, true);
  expect(filter.pass([video(0, KEY), video(500, INTER)])).toEqual([]);
  expect(filter.flush()).toHaveLength(2);
});
