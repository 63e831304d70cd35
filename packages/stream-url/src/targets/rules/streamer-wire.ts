import type { Wire } from "../target.ts";
import { pathOf } from "./path-of.ts";

/** A connection to `streamer` as it stands, with everything behind the host for its application. */
export function streamerWire(streamer: string, playName: string, start?: number): Wire | undefined {
  const app = pathOf(streamer);
  return app === undefined ? undefined : { app, playName, start };
}
