/** What the player costs a viewer: waiting, seeking, memory and main thread, in headless Chromium against the edge. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstFrameRows } from "../player/first-frame.ts";
import { openStage } from "../player/player-stage.ts";
import { samePictureRows } from "../player/same-pictures.ts";
import { seekRows } from "../player/seeks.ts";
import { upkeepRows } from "../player/upkeep.ts";
import type { BenchRow } from "../row.ts";

export async function run(): Promise<readonly BenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), "oxbow-bench-"));
  try {
    process.stderr.write("  making a film of ten minutes and putting it on a site\n");
    const stage = await openStage(directory);
    try {
      const firstFrame = await firstFrameRows(stage);
      const pictures = await samePictureRows(stage);
      const seeks = await seekRows(stage);
      return [...firstFrame, ...pictures, ...seeks, ...(await upkeepRows(stage))];
    } finally {
      await stage.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
