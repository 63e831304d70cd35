import { viewerOf } from "../load/load-process.ts";
import type { BenchRow } from "../row.ts";
import { announce, type Stage, seconds, streamersOf } from "./stage.ts";

const READERS = 200;

/** Memory that readers cost who want everything and read nothing, and what is left of it when they are gone. */
export async function stalledRows(stage: Stage): Promise<readonly BenchRow[]> {
  announce(`${READERS} stalled readers`);
  const grown: Record<string, number | undefined> = { oxbow: undefined, nginx: undefined };
  const kept: Record<string, number | undefined> = { oxbow: undefined, nginx: undefined };
  for (const [name, server] of streamersOf(stage)) {
    const before = server.anonymousMb();
    const viewers = Array.from({ length: READERS }, () =>
      viewerOf(server, stage.media.fast.name, { isStalled: true }),
    );
    await stage.load.ask({ kind: "open", viewers, perSecond: 200, untilEnd: false });
    await seconds(4);
    grown[name] = server.anonymousMb() - before;
    await stage.load.ask({ kind: "close" });
    await seconds(4);
    kept[name] = server.anonymousMb() - before;
  }
  return [
    { what: `memory for ${READERS} stalled readers`, unit: "MB", figures: grown, goals: [{ limit: 13 }] },
    { what: "of it kept when they are gone", unit: "MB", figures: kept, goals: [{ limit: 6.5 }] },
  ];
}
