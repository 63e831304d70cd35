import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleFile } from "@oxbow/testkit";

/** What ffmpeg is told to make of the clock. */
const RECIPES: Readonly<Record<string, readonly string[]>> = {
  "clock-sorenson.flv": ["-c:v", "flv", "-g", "30", "-q:v", "4", "-c:a", "libmp3lame", "-ar", "22050"],
};

const made = new Map<string, string | undefined>();
let folder: string | undefined;

/** Path of the clock in another codec, made with ffmpeg when first asked for; `undefined` where there is none. */
export function madeFile(name: string): string | undefined {
  const recipe = RECIPES[name];
  if (recipe === undefined) return undefined;
  if (!made.has(name)) {
    folder ??= mkdtempSync(join(tmpdir(), "oxbow-player-"));
    const path = join(folder, name);
    const { status } = spawnSync("ffmpeg", [
      "-v",
      "error",
      "-y",
      "-i",
      sampleFile("videos/clock.mp4"),
      ...recipe,
      path,
    ]);
    made.set(name, status === 0 ? path : undefined);
  }
  return made.get(name);
}

/** Removes what was made. */
export function forgetMadeFiles(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
