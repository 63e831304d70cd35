import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("one after the other for a name, whatever became of the one before", async () => {
  const turns = new Turns();
  const log: string[] = [];
  const task = (name: string, fails: boolean) => async () => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
    if (fails) throw new Error(name);
    return name;
  };
  const results = await Promise.allSettled([
    turns.take("k", task("first", true)),
    turns.take("k", task("second", false)),
    turns.take("k", task("third", false)),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
  expect(log).toEqual([
    "first begins",
    "first ends",
    "second begins",
    "second ends",
    "third begins",
    "third ends",
  ]);
});
