import { viewerOf } from "../load/load-process.ts";
import type { ViewerRequest } from "../load/rtmp-viewer.ts";
import { type BenchRow, median } from "../row.ts";
import { TITLE_SECONDS } from "./make-media.ts";
import { announce, type Stage, type Streamer, seconds, streamersOf } from "./stage.ts";

const BUFFER_MS = 3000;
const RAMP_PER_SECOND = 250;
const SETTLE_SECONDS = 4;
/** Measured in a row, while the viewers watch: the median of these is what counts. */
const WINDOWS = 5;
const WINDOW_SECONDS = 2;
/** Offsets leave room for all of the above before the title ends. */
const LAST_OFFSET_MS = (TITLE_SECONDS - 30) * 1000;
const BITS_PER_SECOND = 1e6;

type Asks = (server: Streamer, index: number) => ViewerRequest;

/**
 * CPU of a core that viewers of 1 Mbit/s cost, and the memory of each. Each crowd gathers once (it takes half a minute);
 * the figure is the median of five windows of two seconds. Where less was sent than was due, as on a busy machine, the
 * figure is what all of it would have cost.
 */
export async function pacedRows(stage: Stage): Promise<readonly BenchRow[]> {
  const { media } = stage;
  const sameTitle: Asks = (server) => viewerOf(server, media.slow.name, { bufferMs: BUFFER_MS });
  const anyTitle: Asks = (server, index) => {
    const title = media.titles[index % media.titles.length];
    // Spread evenly, but in no order that the titles have.
    const startMs = 1 + ((index * 7919) % LAST_OFFSET_MS);
    return viewerOf(server, title?.name ?? "", { bufferMs: BUFFER_MS, startMs });
  };
  // What is cached of the title is not counted as its viewers'.
  await stage.load.ask({
    kind: "open",
    viewers: [viewerOf(stage.oxbow, media.slow.name)],
    perSecond: 1,
    untilEnd: true,
  });
  await stage.load.ask({ kind: "close" });
  const liveBefore = await stage.oxbow.liveMb();
  let liveKb = 0;
  const weigh = async (): Promise<void> => {
    liveKb = (((await stage.oxbow.liveMb()) - liveBefore) * 1024) / 1000;
  };
  const thousand = await crowds(stage, "paced, 1000 viewers of one title", 1000, sameTitle, 0.25, weigh);
  const fiveHundred = await crowds(stage, "paced, 500 viewers of one title", 500, sameTitle, 0.35);
  const spread = await crowds(stage, "paced, 500 viewers over 50 titles", 500, anyTitle, 0.8);
  return [
    fiveHundred.row,
    thousand.row,
    spread.row,
    {
      what: "memory a paced viewer, at 1000, resident",
      unit: "KB",
      figures: thousand.kilobytesEach,
      goals: [{ limit: 20 }],
    },
    { what: "the same, live after a collection", unit: "KB", figures: { oxbow: liveKb }, goals: [] },
  ];
}

async function crowds(
  stage: Stage,
  what: string,
  count: number,
  asks: Asks,
  limit: number,
  weigh?: () => Promise<void>,
): Promise<{ readonly row: BenchRow; readonly kilobytesEach: Record<string, number> }> {
  announce(what);
  const { load } = stage;
  const figures: Record<string, number | undefined> = { oxbow: undefined, nginx: undefined };
  const kilobytesEach: Record<string, number> = {};
  for (const [name, server] of streamersOf(stage)) {
    const beforeMb = server.anonymousMb();
    const viewers = Array.from({ length: count }, (_, index) => asks(server, index));
    await load.ask({ kind: "open", viewers, perSecond: RAMP_PER_SECOND, untilEnd: false });
    await seconds(SETTLE_SECONDS);
    const percents: number[] = [];
    const { receivedBytes: bytesBefore } = await load.ask({ kind: "tally" });
    const startedAtMs = performance.now();
    for (let window = 0; window < WINDOWS; window++) {
      const [cpuBefore, beganAtMs] = [server.cpuUs(), performance.now()];
      await seconds(WINDOW_SECONDS);
      percents.push((server.cpuUs() - cpuBefore) / 10 / (performance.now() - beganAtMs));
    }
    const elapsedSeconds = (performance.now() - startedAtMs) / 1000;
    const { receivedBytes } = await load.ask({ kind: "tally" });
    const share = (8 * (receivedBytes - bytesBefore)) / elapsedSeconds / (count * BITS_PER_SECOND);
    if (share < 0.9)
      process.stderr.write(`    ${name} sent only ${Math.round(100 * share)} % of what was due\n`);
    figures[name] = median(percents) / Math.min(1, share);
    kilobytesEach[name] = ((server.anonymousMb() - beforeMb) * 1024) / count;
    if (name === "oxbow") await weigh?.();
    await load.ask({ kind: "close" });
    await seconds(1);
  }
  const row = { what, unit: "% of core", figures, goals: [{ peer: "nginx", limit }] };
  return { row, kilobytesEach };
}
