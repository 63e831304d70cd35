import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("of many who wait, some at a time have their turn, in order", async () => {
  const turns = new Turns();
  const called: number[] = [];
  for (let count = 0; count < 100; count++) turns.next(() => called.push(count));
  expect(called).toEqual([]);
  await turn();
  expect(called.length).toBeGreaterThan(0);
  expect(called.length).toBeLessThan(50);
  while (called.length < 100) await turn();
  expect(called).toEqual(Array.from({ length: 100 }, (_, index) => index));
});

test("who cancels is not called", async () => {
  const turns = new Turns();
  const called: string[] = [];
  turns.next(() => called.push("a"));
  const cancel = turns.next(() => called.push("b"));
  turns.next(() => called.push("c"));
  cancel();
  await turn();
  expect(called).toEqual(["a", "c"]);
});

test("some take their turn at once, then no more until the event loop has come by", async () => {
  const turns = new Turns();
  let taken = 0;
  while (turns.take()) taken += 1;
  expect(taken).toBeGreaterThan(0);
  await turn();
  expect(turns.take()).toBe(true);
});
