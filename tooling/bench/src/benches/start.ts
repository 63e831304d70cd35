/** From the start of the process to ready, beside a bare node:http server. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type BenchRow, median } from "../row.ts";

const ROUNDS = 11;
const BUNDLE = fileURLToPath(new URL("../../../../apps/oxbow/dist/main.js", import.meta.url));
/** The least that answers HTTP. */
const BARE = `import { createServer } from "node:http";
const server = createServer((request, response) => response.end());
server.listen(0, "127.0.0.1", () => console.log("ready"));`;
const FREE_PORTS = ["--port", "0", "--rtmp-port", "0", "--edge-port", "0"];

export async function run(): Promise<readonly BenchRow[]> {
  if (!existsSync(BUNDLE)) throw new Error("apps/oxbow is not built: run pnpm --filter @oxbow/cli build");
  const times = { oxbow: [] as number[], plain: [] as number[] };
  // The first start of each fills the compile cache.
  for (let round = -1; round < ROUNDS; round++) {
    const bare = await timeToFirstLine(["--input-type=module", "--eval", BARE]);
    const own = await timeToFirstLine([BUNDLE, "start", "--json", ...FREE_PORTS]);
    if (round < 0) continue;
    times.plain.push(bare);
    times.oxbow.push(own);
  }
  const figures = { oxbow: median(times.oxbow), plain: median(times.plain) };
  return [{ what: "process start to ready", unit: "ms", figures, goals: [{ peer: "plain", limit: 5 }] }];
}

async function timeToFirstLine(args: readonly string[]): Promise<number> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(child.stdout, "data");
  const elapsedMs = performance.now() - startedAtMs;
  child.kill("SIGKILL");
  await once(child, "exit");
  return elapsedMs;
}
