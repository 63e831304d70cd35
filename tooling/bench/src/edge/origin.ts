import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { viewerOf } from "../load/load-process.ts";
import { type BenchRow, median } from "../row.ts";
import { announce, type Stage } from "./stage.ts";

const run = promisify(execFile);

const AUDIENCE = 100;
const INDEX_ROUNDS = 5;
/** A title of its own: nobody has watched it before. */
const UNSEEN = "unseen.flv";
const MEGABYTE = 2 ** 20;
const BYTES = "oxbow_edge_origin_bytes_total";
const REQUESTS = "oxbow_edge_origin_requests_total";
const INDEX_COST = fileURLToPath(new URL("./index-cost.ts", import.meta.url));

interface IndexCost {
  readonly cpuMs: number;
  readonly memoryMb: number;
}

/** What is read of the origin: for an audience of one title, and before the first picture of an hour of MP4. */
export async function originRows({ oxbow, load, media }: Stage): Promise<readonly BenchRow[]> {
  announce(`the origin of ${AUDIENCE} viewers`);
  await oxbow.put(UNSEEN, media.titles[0]?.path ?? "");
  const audienceBytes = await spent(
    () => oxbow.metric(BYTES),
    async () => {
      const viewers = Array.from({ length: AUDIENCE }, () => viewerOf(oxbow, UNSEEN));
      await load.ask({ kind: "open", viewers, perSecond: 500, untilEnd: true });
      await load.ask({ kind: "close" });
    },
  );

  announce("the first picture of an hour of MP4");
  // One picture, so that nothing behind it is read.
  const viewers = [viewerOf(oxbow, `mp4:${media.film.name}`, { startMs: 0, lengthMs: 0 })];
  let filmBytes = 0;
  const cpuBefore = oxbow.cpuUs();
  const ranges = await spent(
    () => oxbow.metric(REQUESTS, 'kind="read"'),
    async () => {
      filmBytes = await spent(
        () => oxbow.metric(BYTES),
        async () => {
          await load.ask({ kind: "open", viewers, perSecond: 1, untilEnd: false });
          await load.ask({ kind: "close" });
        },
      );
    },
  );
  const cpuMs = (oxbow.cpuUs() - cpuBefore) / 1000;
  const index: IndexCost[] = [];
  for (let round = 0; round < INDEX_ROUNDS; round++) {
    const { stdout } = await run(process.execPath, ["--expose-gc", INDEX_COST, media.film.path]);
    index.push(JSON.parse(stdout) as IndexCost);
  }
  const of = (member: keyof IndexCost): number => median(index.map((cost) => cost[member]));
  return [
    {
      what: `origin bytes, ${AUDIENCE} viewers of one title`,
      unit: "of object",
      figures: { oxbow: audienceBytes / (media.titles[0]?.byteLength ?? 0) },
      goals: [{ limit: 1.05 }],
    },
    {
      what: "hour of MP4, origin bytes beyond moov",
      unit: "MB",
      figures: { oxbow: (filmBytes - media.film.moovBytes) / MEGABYTE },
      goals: [{ limit: 1 }],
    },
    {
      what: "hour of MP4, origin ranges",
      unit: "requests",
      figures: { oxbow: ranges },
      goals: [{ limit: 4 }],
    },
    { what: "hour of MP4, all CPU to first picture", unit: "ms", figures: { oxbow: cpuMs }, goals: [] },
    {
      what: "hour of MP4, CPU of its index",
      unit: "ms",
      figures: { oxbow: of("cpuMs") },
      goals: [{ limit: 100 }],
    },
    {
      what: "hour of MP4, memory of its index",
      unit: "MB",
      figures: { oxbow: of("memoryMb") },
      goals: [{ limit: 16 }],
    },
  ];
}

async function spent(read: () => Promise<number>, work: () => Promise<void>): Promise<number> {
  const before = await read();
  await work();
  return (await read()) - before;
}
