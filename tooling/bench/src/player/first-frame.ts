import type { Page } from "playwright-core";
import { type BenchRow, median } from "../row.ts";
import type { ContestantName } from "./page/bench-page.ts";
import type { PlayerStage } from "./player-stage.ts";
import { ratioInterval } from "./ratio-interval.ts";

const WARM_ROUNDS = 11;
const COLD_ROUNDS = 21;
const FILM = "exact";
/** Who does not show a picture by then has none. */
const LIMIT_MS = 8000;

const WARM: readonly ContestantName[] = [
  ...(["native", "http-flv", "ws-flv", "rtmpt"] as const),
  ...(["hls.js", "flv.js", "flv.js-paced"] as const),
];
const COLD: readonly ContestantName[] = ["native", "http-flv", "ws-flv", "rtmpt", "hls.js", "flv.js"];

const RTMPT_GOALS: BenchRow["goals"] = [{ peer: "http-flv", limit: 3 }];

type Waits = ReadonlyMap<ContestantName, readonly number[]>;

/** From the call to the first picture, in a page that has played before. */
export async function warmFirstFrameRows(stage: PlayerStage): Promise<readonly BenchRow[]> {
  process.stderr.write("  measuring the first picture, warm\n");
  const waits = await warmWaits(stage);
  const goals = [
    { peer: "native", limit: 1.4 },
    { peer: "hls.js", limit: 0.5 },
  ];
  return [
    row("first picture, warm, HTTP-FLV", "http-flv", waits, goals),
    row("first picture, warm, WS-FLV", "ws-flv", waits, goals),
    row("first picture, warm, RTMPT", "rtmpt", waits, RTMPT_GOALS),
  ];
}

/**
 * The same in a fresh browser context with empty caches, in which the contestant's scripts are loaded within the time;
 * the page itself is there.
 */
export async function coldFirstFrameRows(stage: PlayerStage): Promise<readonly BenchRow[]> {
  process.stderr.write("  measuring the first picture, cold\n");
  const waits = await coldWaits(stage);
  const goals = [
    { peer: "native", limit: 2 },
    { peer: "hls.js", limit: 0.5 },
  ];
  return [
    row("first picture, cold, HTTP-FLV", "http-flv", waits, goals),
    interval("  its ratio to native, 95 % interval", "http-flv", waits),
    row("first picture, cold, WS-FLV", "ws-flv", waits, goals),
    interval("  its ratio to native, 95 % interval", "ws-flv", waits),
    row("first picture, cold, RTMPT", "rtmpt", waits, RTMPT_GOALS),
  ];
}

async function warmWaits(stage: PlayerStage): Promise<Waits> {
  const pages = new Map<ContestantName, Page>();
  const waits = emptyWaits(WARM);
  for (let round = -1; round < WARM_ROUNDS; round++) {
    for (const name of inTurn(WARM, round)) {
      const page = pages.get(name) ?? (await stage.openPage());
      pages.set(name, page);
      await page.bringToFront();
      const ms = await firstPicture(stage, page, name);
      if (round >= 0) waits.get(name)?.push(ms);
    }
  }
  for (const page of pages.values()) await page.context().close();
  return waits;
}

async function coldWaits(stage: PlayerStage): Promise<Waits> {
  const waits = emptyWaits(COLD);
  for (let round = 0; round < COLD_ROUNDS; round++) {
    for (const name of inTurn(COLD, round)) {
      const page = await stage.openPage();
      waits.get(name)?.push(await firstPicture(stage, page, name));
      await page.context().close();
    }
  }
  return waits;
}

async function firstPicture({ addresses }: PlayerStage, page: Page, name: ContestantName): Promise<number> {
  const { promise: late, resolve } = Promise.withResolvers<number>();
  const timer = setTimeout(() => resolve(LIMIT_MS), LIMIT_MS);
  const playing = page.evaluate(([who, where, film]) => bench.play(who, where, film), [
    name,
    addresses,
    FILM,
  ] as const);
  const ms = await Promise.race([playing, late]);
  clearTimeout(timer);
  await page.evaluate(() => bench.stop());
  return ms;
}

function emptyWaits(names: readonly ContestantName[]): Map<ContestantName, number[]> {
  return new Map(names.map((name) => [name, []]));
}

/** Everybody goes first as often as the others. */
function inTurn<Item>(items: readonly Item[], round: number): readonly Item[] {
  const first = (round + items.length) % items.length;
  return [...items.slice(first), ...items.slice(0, first)];
}

function row(what: string, own: ContestantName, waits: Waits, goals: BenchRow["goals"]): BenchRow {
  const figures: Record<string, number> = { oxbow: median(waits.get(own) ?? []) };
  for (const [name, values] of waits) if (name !== own) figures[name] = median(values);
  return { what, unit: "ms", figures, goals };
}

function interval(what: string, own: ContestantName, waits: Waits): BenchRow {
  const { low, high } = ratioInterval(waits.get(own) ?? [], waits.get("native") ?? []);
  const ratio = median(waits.get(own) ?? []) / median(waits.get("native") ?? []);
  return { what, unit: "x", figures: { oxbow: ratio, low, high }, goals: [] };
}
