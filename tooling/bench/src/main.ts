/**
 * `npm run bench -- NAME…`: benchmarks with their peers side by side in one run. Figures are CPU microseconds of the
 * server's process, so a busy machine moves them little; goals are ratios within the run. `NAME/PART` runs a part of a
 * benchmark that has several, such as `edge/unpaced`.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { printRows } from "./print-rows.ts";
import type { BenchRow } from "./row.ts";

interface Bench {
  /** What may be run alone; none for a benchmark in one piece. */
  readonly parts?: readonly string[];
  /** @param part `undefined` for all */
  readonly run: (part?: string) => Promise<readonly BenchRow[]>;
}

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  start: () => import("./benches/start.ts"),
  cloudfront: () => import("./benches/cloudfront.ts"),
  s3: () => import("./benches/s3.ts"),
  edge: () => import("./benches/edge.ts"),
  provisioning: () => import("./benches/provisioning.ts"),
  player: () => import("./benches/player.ts"),
};

const RESULTS = fileURLToPath(new URL("../../../bench-results", import.meta.url));

const asked = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(BENCHES);
const runs = await Promise.all(
  asked.map(async (text) => {
    const [name = "", part] = text.split("/");
    const bench = Object.hasOwn(BENCHES, name) ? await BENCHES[name]?.() : undefined;
    if (bench !== undefined && (part === undefined || bench.parts?.includes(part) === true)) {
      return { name, part, bench };
    }
    const known =
      bench === undefined ? Object.keys(BENCHES) : (bench.parts ?? []).map((own) => `${name}/${own}`);
    process.stderr.write(`there is no benchmark ${text}: write ${[...known].join(", ") || name}\n`);
    process.exit(2);
  }),
);
await mkdir(RESULTS, { recursive: true });
for (const { name, part, bench } of runs) {
  const rows = await bench.run(part);
  printRows(name, rows);
  // A part must not pass for the whole.
  if (part !== undefined) continue;
  const machine = { node: process.version, cpus: cpus().length, model: cpus()[0]?.model };
  await writeFile(
    `${RESULTS}/${name}.json`,
    `${JSON.stringify({ name, at: new Date().toISOString(), machine, rows }, null, 2)}\n`,
  );
}
