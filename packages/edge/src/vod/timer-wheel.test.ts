import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { ManualClock } from "../testing/manual-clock.ts";
import { TimerWheel } from "./timer-wheel.ts";

test("fires in order, never early, at most a tick late", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock);
  const fired: { atMs: number; nowMs: number }[] = [];
  for (const atMs of [1000, 10, 510, 999, 55, 0, 2000]) {
    wheel.schedule(atMs, () => fired.push({ atMs, nowMs: clock.nowMs() }));
  }
  clock.advance(5000);
  expect(fired.map(({ atMs }) => atMs)).toEqual([0, 10, 55, 510, 1000, 999, 2000]);
  for (const { atMs, nowMs } of fired) {
    expect(nowMs).toBeGreaterThanOrEqual(atMs);
    expect(nowMs - atMs).toBeLessThan(50);
  }
});

test("uses one timer however many wait", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock);
  for (let index = 0; index < 1000; index++) wheel.schedule(2000 + index, () => undefined);
  expect(clock.pending).toBe(1);
});

test("what was cancelled does not fire, what is scheduled while firing does", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock);
  const fired: string[] = [];
  wheel.schedule(100, () => fired.push("cancelled"))();
  wheel.schedule(100, () => {
    fired.push("first");
    wheel.schedule(clock.nowMs() + 300, () => fired.push("second"));
  });
  clock.advance(100);
  expect(fired).toEqual(["first"]);
  clock.advance(300);
  expect(fired).toEqual(["first", "second"]);
  expect(clock.pending).toBe(0);
});

test("an earlier deadline rearms the timer", () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock);
  const fired: number[] = [];
  wheel.schedule(5000, () => fired.push(clock.nowMs()));
  wheel.schedule(100, () => fired.push(clock.nowMs()));
  clock.advance(100);
  expect(fired).toEqual([100]);
  clock.advance(4900);
  expect(fired).toEqual([100, 5000]);
});

test("of many who are due together, some fire at a time, and none that was cancelled meanwhile", async () => {
  const clock = new ManualClock();
  const wheel = new TimerWheel(clock);
  const fired: number[] = [];
  const cancels = Array.from({ length: 200 }, (_, index) => wheel.schedule(10, () => fired.push(index)));
  clock.advance(50);
  expect(fired.length).toBeLessThan(100);
  cancels[150]?.();
  while (fired.length < 199) await turn();
  expect(fired).toEqual(Array.from({ length: 200 }, (_, index) => index).toSpliced(150, 1));
});
