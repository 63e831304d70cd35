import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Path of a sample of the project's own: `videos/clock.flv`, `videos/clock.mp4`, `music/beep.mp3`. */
export function sampleFile(name: string): string {
  return fileURLToPath(new URL(`../../../apps/demo-player/media/${name}`, import.meta.url));
}

/**
 * Path of a real file that nobody of the project made, in `../shared/media` beside the checkout;
 * `undefined` where that folder is absent, so that a test can skip and say so.
 */
export function foreignFile(name: string): string | undefined {
  const path = fileURLToPath(new URL(`../../../../shared/media/${name}`, import.meta.url));
  return existsSync(path) ? path : undefined;
}
