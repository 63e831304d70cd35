import type { Page } from "playwright-core";
import { type BenchRow, median } from "../row.ts";
import { type FilmKind, PATTERN_SECONDS } from "./make-film.ts";
import type { ContestantName, SeekResult } from "./page/bench-page.ts";
import type { PlayerStage } from "./player-stage.ts";

const PAGES = 4;
/** All over ten minutes, and back. */
const PLACES: readonly number[] = [303.3, 551.7, 42.2, 400.9, 587.6];
const LAST_PLACES: readonly number[] = [597.3, 598.9, 599.4, 595.1, 599.7];
/** Visited between the last places: what is there is thrown away then. */
const FAR_PLACES: readonly number[] = [101.1, 203.3, 52.7, 310.9, 150.5];

/** How far a picture's own clock may be off: two frames of reordering stand in its time, and one may be drawn later. */
const CLOCK_TOLERANCE_SECONDS = 0.14;

interface SeekCase {
  readonly what: string;
  readonly film: FilmKind;
  readonly places: readonly number[];
  readonly between?: readonly number[];
}

const CASES: readonly SeekCase[] = [
  { what: "exact index", film: "exact", places: PLACES },
  { what: "sloppy index", film: "sloppy", places: PLACES },
  { what: "no B-frames", film: "no-b-frames", places: PLACES },
  { what: "no index", film: "no-index", places: PLACES },
  { what: "near the end", film: "exact", places: LAST_PLACES, between: FAR_PLACES },
];

/** Seeks to where nothing is buffered, while playing; the picture has to be the one of that place. */
export async function seekRows(stage: PlayerStage): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  const own: SeekResult[] = [];
  const native: SeekResult[] = [];
  for (const seekCase of CASES) {
    process.stderr.write(`  seeking: ${seekCase.what}\n`);
    const before = own.length;
    for (let page = 0; page < PAGES; page++) {
      native.push(...(await seeksOf(stage, "native", seekCase)));
      own.push(...(await seeksOf(stage, "http-flv", seekCase)));
    }
    rows.push({
      what: `seeks, ${seekCase.what}`,
      unit: "ms",
      figures: { oxbow: medianMs(own.slice(before)), native: medianMs(native.slice(before)) },
      goals: [],
    });
  }
  return [
    {
      what: `seeks without a buffer that missed, of ${own.length}`,
      unit: "seeks",
      figures: {
        oxbow: own.filter((result) => !hasLanded(result)).length,
        native: native.filter((result) => !hasLanded(result)).length,
      },
      goals: [{ limit: 0 }],
    },
    {
      what: "seeks without a buffer, all",
      unit: "ms",
      figures: { oxbow: medianMs(own), native: medianMs(native) },
      goals: [{ peer: "native", limit: 1.7 }],
    },
    ...rows,
  ];
}

async function seeksOf(
  stage: PlayerStage,
  name: ContestantName,
  { film, places, between }: SeekCase,
): Promise<readonly SeekResult[]> {
  const page = await stage.openPage();
  try {
    await page.evaluate(([who, where, what]) => bench.play(who, where, what), [
      name,
      stage.addresses,
      film,
    ] as const);
    const results: SeekResult[] = [];
    for (const [index, place] of places.entries()) {
      const far = between?.[index];
      if (far !== undefined) await seek(page, far);
      results.push(await seek(page, place));
    }
    return results;
  } finally {
    await page.context().close();
  }
}

const seek = (page: Page, place: number): Promise<SeekResult> =>
  page.evaluate((seconds) => bench.seek(seconds), place);

/** The place was reached, and its picture says the same. */
function hasLanded({ ms, pictureSeconds, clockSeconds }: SeekResult): boolean {
  const differenceSeconds = Math.abs((pictureSeconds % PATTERN_SECONDS) - clockSeconds);
  const wrapped = Math.min(differenceSeconds, PATTERN_SECONDS - differenceSeconds);
  return ms !== undefined && wrapped <= CLOCK_TOLERANCE_SECONDS;
}

/** Of those that had to fetch something. */
function medianMs(results: readonly SeekResult[]): number {
  return median(results.flatMap(({ ms, wasUnbuffered }) => (wasUnbuffered && ms !== undefined ? [ms] : [])));
}
