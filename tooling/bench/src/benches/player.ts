/** What the player costs a viewer: waiting, seeking, memory and main thread, in headless Chromium against the edge. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coldFirstFrameRows, warmFirstFrameRows } from "../player/first-frame.ts";
import { openStage, type PlayerStage } from "../player/player-stage.ts";
import { samePictureRows } from "../player/same-pictures.ts";
import { seekRows } from "../player/seeks.ts";
import { upkeepRows } from "../player/upkeep.ts";
import type { BenchRow } from "../row.ts";

const PARTS: Readonly<Record<string, (stage: PlayerStage) => Promise<readonly BenchRow[]>>> = {
  warm: warmFirstFrameRows,
  cold: coldFirstFrameRows,
  pictures: samePictureRows,
  seeks: seekRows,
  upkeep: upkeepRows,
};

export const parts: readonly string[] = Object.keys(PARTS);

export async function run(part?: string): Promise<readonly BenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), "oxbow-bench-"));
  try {
    process.stderr.write("  making a film of ten minutes and putting it on a site\n");
    const stage = await openStage(directory);
    try {
      const rows: BenchRow[] = [];
      for (const [name, rowsOf] of Object.entries(PARTS))
        if (part === undefined || part === name) rows.push(...(await rowsOf(stage)));
      return rows;
    } finally {
      await stage.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
