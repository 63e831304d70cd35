import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { viewerOf } from "../load/load-process.ts";
import { type BenchRow, median } from "../row.ts";
import { announce, type Stage, streamersOf } from "./stage.ts";

const run = promisify(execFile);

const CONNECTS = 51;
const FFMPEG_ROUNDS = 9;

/** How long a viewer waits for a picture, and ffmpeg until it has decoded one. */
export async function firstFrameRows(stage: Stage): Promise<readonly BenchRow[]> {
  announce("connect to first picture");
  const waits: Record<string, number[]> = {};
  for (let round = 0; round < CONNECTS; round++) {
    for (const [name, server] of streamersOf(stage)) {
      const viewers = [viewerOf(server, stage.media.slow.name, { bufferMs: 3000 })];
      const tally = await stage.load.ask({ kind: "open", viewers, perSecond: 1000, untilEnd: false });
      await stage.load.ask({ kind: "close" });
      waits[name] = [...(waits[name] ?? []), ...tally.firstVideoMs];
    }
  }
  announce("ffmpeg -frames:v 1");
  const walls: Record<string, number[]> = {};
  for (let round = -1; round < FFMPEG_ROUNDS; round++) {
    for (const [name, { port, app }] of streamersOf(stage)) {
      const startedAtMs = performance.now();
      const url = `rtmp://127.0.0.1:${port}/${app}/${stage.media.slow.name}`;
      await run("ffmpeg", ["-nostdin", "-loglevel", "error", "-i", url, "-frames:v", "1", "-f", "null", "-"]);
      if (round >= 0) walls[name] = [...(walls[name] ?? []), performance.now() - startedAtMs];
    }
  }
  return [
    { what: "connect to first picture, p50", unit: "ms", figures: medians(waits), goals: [{ limit: 5 }] },
    {
      what: "ffmpeg -frames:v 1",
      unit: "ms",
      figures: medians(walls),
      goals: [{ peer: "nginx", limit: 0.75 }],
    },
  ];
}

function medians(values: Readonly<Record<string, readonly number[]>>): BenchRow["figures"] {
  const of = (name: string): number | undefined => {
    const found = values[name];
    return found === undefined ? undefined : median(found);
  };
  return { oxbow: of("oxbow"), nginx: of("nginx") };
}
