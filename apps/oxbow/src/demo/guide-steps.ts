import type { Removal, StreamingSite } from "@oxbow/provisioning";
import type { Exchange } from "./exchange.ts";

/** Steps whose things stand on what a step made: they go with it. */
const STANDS_ON: Readonly<Record<number, readonly number[]>> = {
  // Neither an object nor an origin without its bucket.
  1: [3, 4, 5, 6, 7],
  // No files of a player that was not chosen.
  2: [3, 7],
  // The configuration names the distribution.
  6: [7],
};

/** Whether undoing `task` takes away what the step `other` made. */
export function isUndoneWith(task: number, other: number): boolean {
  return other === task || (STANDS_ON[task]?.includes(other) ?? false);
}

/** The step of the guide's task list that made what goes away. */
export function taskOfRemoval({ kind, name }: Removal, site: StreamingSite): number {
  switch (kind) {
    case "object":
      return taskOfObject(name, site);
    case "web-distribution":
      return 4;
    case "streaming-distribution":
      return 6;
    default:
      return 1;
  }
}

/** The step that a request belongs to; `undefined` for the library's looking around. */
export function taskOfExchange(
  { service, method, target, requestBody }: Exchange,
  site: StreamingSite,
): number | undefined {
  const [path = ""] = target.split("?", 1);
  const isRead = method === "GET" || method === "HEAD";
  if (service === "s3") {
    if (isRead) return undefined;
    const name = decodeURIComponent(path.slice(1));
    // DeleteObjects names its keys in the body.
    const [, firstKey] = /<Key>([^<]*)/.exec(requestBody) ?? [];
    if (target.includes("?delete")) return taskOfObject(`${name.replace(/\/$/, "")}/${firstKey}`, site);
    return name.replace(/\/$/, "").includes("/") ? taskOfObject(name, site) : 1;
  }
  if (isRead) return /distribution\/\w+$/.test(path) ? 8 : undefined;
  if (path.includes("origin-access-identity")) return 1;
  return path.includes("streaming-distribution") ? 6 : 4;
}

function taskOfObject(name: string, site: StreamingSite): number {
  const bucket = playerBucket(site);
  if (bucket === undefined || !name.startsWith(`${bucket}/`)) return 5;
  const { player } = site;
  return "configuration" in player && name === `${bucket}/${player.configuration}` ? 7 : 3;
}

function playerBucket({ player }: StreamingSite): string | undefined {
  return "bucket" in player ? player.bucket : undefined;
}
