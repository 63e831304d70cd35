import { expect, test } from "vitest";
import { SENTENCES } from "../player-error.ts";
import { clockTime, ENGLISH, loadLocale, spokenTime } from "./locale.ts";

test.for([
  { seconds: 0, clock: "0:00", spoken: "0 seconds" },
  { seconds: 61.9, clock: "1:01", spoken: "1 minutes 1 seconds" },
  { seconds: 3723, clock: "1:02:03", spoken: "1 hours 2 minutes 3 seconds" },
  { seconds: -1, clock: "0:00", spoken: "0 seconds" },
])("$seconds s is $clock, said $spoken", ({ seconds, clock, spoken }) => {
  expect(clockTime(seconds)).toBe(clock);
  expect(spokenTime(seconds, ENGLISH)).toBe(spoken);
});

test.for(["de", "fr-CA"])("%s has every word and a sentence for every error", async (language) => {
  const words = await loadLocale(language);
  expect(Object.keys(words).sort()).toEqual(Object.keys(ENGLISH).sort());
  expect(Object.keys(words.errors).sort()).toEqual(Object.keys(SENTENCES).sort());
  expect(words.positionText).toMatch(/\{at\}.*\{of\}/);
});

test("an unknown language is English", async () => {
  expect(await loadLocale("tlh")).toBe(ENGLISH);
});
