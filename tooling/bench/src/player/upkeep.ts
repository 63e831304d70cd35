import type { CDPSession, Page } from "playwright-core";
import type { BenchRow } from "../row.ts";
import type { ContestantName } from "./page/bench-page.ts";
import type { PlayerStage } from "./player-stage.ts";

const WARM_UP_CYCLES = 10;
const CYCLES = 40;
const PLAYING_SECONDS = 6;
const FILM = "exact";
const CONTESTANTS: readonly ContestantName[] = ["http-flv", "native", "flv.js"];

/** What a player leaves behind, and what it takes of the page while it plays. */
export async function upkeepRows(stage: PlayerStage): Promise<readonly BenchRow[]> {
  const leaks: Record<string, number> = {};
  const shares: Record<string, number> = {};
  for (const name of CONTESTANTS) {
    process.stderr.write(`  upkeep of ${name}\n`);
    const label = name === "http-flv" ? "oxbow" : name;
    const page = await stage.openPage();
    const devtools = await page.context().newCDPSession(page);
    leaks[label] = await leakPerCycle(stage, page, devtools, name);
    shares[label] = await mainThreadShare(stage, page, devtools, name);
    await page.context().close();
  }
  return [
    { what: "heap left by a mount cycle", unit: "KB", figures: leaks, goals: [{ limit: 15 }] },
    { what: "main thread at 640x360", unit: "%", figures: shares, goals: [{ limit: 5 }] },
  ];
}

/** Mounts, plays to the first picture and takes down, over and over; kilobytes after a collection, per cycle. */
async function leakPerCycle(
  stage: PlayerStage,
  page: Page,
  devtools: CDPSession,
  name: ContestantName,
): Promise<number> {
  await devtools.send("HeapProfiler.enable");
  let before = 0;
  for (let cycle = 0; cycle < WARM_UP_CYCLES + CYCLES; cycle++) {
    if (cycle === WARM_UP_CYCLES) before = await heapBytes(devtools);
    await play(stage, page, name);
    await page.evaluate(() => bench.stop());
  }
  return ((await heapBytes(devtools)) - before) / CYCLES / 1024;
}

async function heapBytes(devtools: CDPSession): Promise<number> {
  // Finalizers of one collection free what only the next one counts.
  for (let turn = 0; turn < 3; turn++) await devtools.send("HeapProfiler.collectGarbage");
  return (await devtools.send("Runtime.getHeapUsage")).usedSize;
}

/** Percent of the time that the page's main thread is at work while a picture of 640x360 plays. */
async function mainThreadShare(
  stage: PlayerStage,
  page: Page,
  devtools: CDPSession,
  name: ContestantName,
): Promise<number> {
  await devtools.send("Performance.enable", { timeDomain: "timeTicks" });
  await play(stage, page, name);
  const busySeconds = async (): Promise<{ readonly at: number; readonly busy: number }> => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    const figureOf = (wanted: string): number => metrics.find((metric) => metric.name === wanted)?.value ?? 0;
    return { at: figureOf("Timestamp"), busy: figureOf("TaskDuration") };
  };
  // Past the start.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const start = await busySeconds();
  await new Promise((resolve) => setTimeout(resolve, 1000 * PLAYING_SECONDS));
  const end = await busySeconds();
  await page.evaluate(() => bench.stop());
  return (100 * (end.busy - start.busy)) / (end.at - start.at);
}

const play = (stage: PlayerStage, page: Page, name: ContestantName): Promise<number> =>
  page.evaluate(([who, where, film]) => bench.play(who, where, film), [name, stage.addresses, FILM] as const);
