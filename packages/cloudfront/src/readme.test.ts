import { readFile, writeFile } from "node:fs/promises";
import * as sdk from "@aws-sdk/client-cloudfront";
import { test } from "vitest";
import { dispatchTable } from "./dispatch-table.ts";

const README = new URL("../README.md", import.meta.url);
const SECTION = /(?<=<!-- operations -->\n).*(?=<!-- \/operations -->)/s;

/** Operations of the model, by the SDK's command classes. */
const MODELLED = Object.keys(sdk)
  .flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? [])
  .sort();

test("the README lists what is implemented, operation by operation", async ({ expect }) => {
  const implemented = Object.keys(dispatchTable()).sort();
  expect(implemented.filter((name) => !MODELLED.includes(name))).toEqual([]);
  const missing = MODELLED.filter((name) => !implemented.includes(name));
  const section = `
**Implemented** (${implemented.length} of ${MODELLED.length}):
${implemented.map((name) => `\`${name}\``).join(", ")}

**NotImplemented** (501, by name):
${missing.map((name) => `\`${name}\``).join(", ")}

`;
  const readme = await readFile(README, "utf8");
  if (process.env.OXBOW_WRITE_README !== undefined) {
    await writeFile(README, readme.replace(SECTION, section));
    return;
  }
  expect(SECTION.exec(readme)?.[0]).toBe(section);
});
