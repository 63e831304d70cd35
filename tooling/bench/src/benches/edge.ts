/** What streaming costs: Oxbow's edge beside nginx-rtmp and plain writes, watched by a load client that counts all. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEdgeCloud } from "../edge/edge-cloud.ts";
import { firstFrameRows } from "../edge/first-frame.ts";
import { makeMedia } from "../edge/make-media.ts";
import { startNginx } from "../edge/nginx-rtmp.ts";
import { originRows } from "../edge/origin.ts";
import { otherProtocolRows } from "../edge/other-protocols.ts";
import { pacedRows } from "../edge/paced.ts";
import type { Stage } from "../edge/stage.ts";
import { stalledRows } from "../edge/stalled.ts";
import { unpacedRows } from "../edge/unpaced.ts";
import { startLoad } from "../load/load-process.ts";
import type { BenchRow } from "../row.ts";

const PARTS = {
  unpaced: unpacedRows,
  paced: pacedRows,
  stalled: stalledRows,
  "first-frame": firstFrameRows,
  origin: originRows,
  "other-protocols": otherProtocolRows,
} as const satisfies Readonly<Record<string, (stage: Stage) => Promise<readonly BenchRow[]>>>;

/** What may be run alone, in the order in which all are. */
export const parts: readonly string[] = Object.keys(PARTS);

/** @param part one of {@link parts}; `undefined` for all */
export async function run(part?: string): Promise<readonly BenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), "oxbow-bench-"));
  const mediaDirectory = join(directory, "media");
  const stops: (() => Promise<void>)[] = [];
  try {
    await mkdir(mediaDirectory);
    process.stderr.write("  making media\n");
    const media = await makeMedia(mediaDirectory);
    const nginx = await startNginx(directory, mediaDirectory);
    if (nginx === undefined) process.stderr.write("  nginx with libnginx-mod-rtmp is not installed\n");
    else stops.push(nginx.stop);
    const oxbow = await startEdgeCloud(join(directory, "cloud"));
    stops.push(oxbow.stop);
    const load = startLoad();
    stops.push(load.stop);
    for (const { name, path } of [media.slow, media.fast, ...media.titles, media.film]) {
      await oxbow.put(name, path);
    }
    const stage: Stage = {
      media,
      load,
      oxbow,
      nginx: nginx === undefined ? undefined : { ...nginx, app: "vod" },
    };
    const rows: BenchRow[] = [];
    for (const [name, measure] of Object.entries(PARTS)) {
      if (part === undefined || part === name) rows.push(...(await measure(stage)));
    }
    return rows;
  } finally {
    for (const stop of stops.reverse()) await stop();
    await rm(directory, { recursive: true, force: true });
  }
}
