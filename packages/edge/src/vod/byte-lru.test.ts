import { expect, test } from "vitest";
import { ByteLru } from "./byte-lru.ts";

test("forgets what was not used longest", () => {
  const lru = new ByteLru<number>(3);
  for (const key of ["a", "b", "c"]) lru.set(key, 0, 1);
  lru.get("a");
  lru.set("d", 0, 1);
  expect(["a", "b", "c", "d"].filter((key) => lru.has(key))).toEqual(["a", "c", "d"]);
});

test("keeps, of many, what is used among others that are not", () => {
  const lru = new ByteLru<number>(100);
  for (let index = 0; index < 100; index++) lru.set(`${index}`, index, 1);
  for (const key of ["0", "1", "2"]) lru.get(key);
  for (let index = 100; index < 1000; index++) {
    // The three most wanted, one after the other; everything else comes and goes.
    expect(lru.get(`${index % 3}`)).toBe(index % 3);
    lru.set(`${index}`, index, 1);
  }
  expect(lru.weight).toBe(100);
});
