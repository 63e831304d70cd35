import type { LoadProcess } from "../load/load-process.ts";
import type { ServerProcess } from "../server-process.ts";
import type { EdgeCloud } from "./edge-cloud.ts";
import type { MediaSet } from "./make-media.ts";

/** A server that streams by RTMP. */
export interface Streamer extends ServerProcess {
  readonly port: number;
  readonly app: string;
}

/** Everything the edge's benchmarks are made with. */
export interface Stage {
  readonly media: MediaSet;
  readonly load: LoadProcess;
  readonly oxbow: EdgeCloud;
  readonly nginx: Streamer | undefined;
}

/** Oxbow and, where it is installed, nginx. */
export function streamersOf({ oxbow, nginx }: Stage): readonly (readonly [string, Streamer])[] {
  return nginx === undefined
    ? [["oxbow", oxbow]]
    : [
        ["oxbow", oxbow],
        ["nginx", nginx],
      ];
}

/** Says what goes on: the whole takes minutes. */
export function announce(what: string): void {
  process.stderr.write(`  measuring ${what}\n`);
}

export const seconds = (count: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 1000 * count));
