import { expect, test } from "vitest";
import { RunningTasks } from "./running-tasks.ts";

async function collect(events: AsyncIterable<object>): Promise<readonly object[]> {
  const all: object[] = [];
  for await (const event of events) all.push(event);
  return all;
}

test("whoever comes in the middle hears all of it, from the beginning to the end", async () => {
  const tasks = new RunningTasks();
  const middle = Promise.withResolvers<void>();
  tasks.start(
    "holiday",
    { action: "apply" },
    (async function* () {
      yield { number: 1 };
      await middle.promise;
      yield { number: 2 };
    })(),
  );
  const early = collect(tasks.follow("holiday"));
  expect(tasks.get("holiday")).toEqual({ action: "apply" });
  expect(tasks.get("another")).toBeUndefined();
  const late = collect(tasks.follow("holiday"));
  middle.resolve();
  expect(await early).toEqual([{ number: 1 }, { number: 2 }]);
  expect(await late).toEqual(await early);
  await expect.poll(() => tasks.get("holiday")).toBeUndefined();
  expect(await collect(tasks.follow("holiday"))).toEqual([]);
  expect(tasks.ended).toBe(1);
});

test("a task whose events fail is over, and whoever follows hears of it", async () => {
  const tasks = new RunningTasks();
  const begun = Promise.withResolvers<void>();
  tasks.start(
    "holiday",
    { action: "apply" },
    (async function* () {
      yield { number: 1 };
      await begun.promise;
      throw new Error("no such bucket");
    })(),
  );
  const followed = tasks.follow("holiday")[Symbol.asyncIterator]();
  expect(await followed.next()).toEqual({ done: false, value: { number: 1 } });
  const rest = followed.next();
  begun.resolve();
  await expect(rest).rejects.toThrow("no such bucket");
  await expect.poll(() => tasks.get("holiday")).toBeUndefined();
  expect(tasks.ended).toBe(1);
});
