import type { Wire } from "../target.ts";
import { pathOf } from "./path-of.ts";

/** The plainest rule: the last segment, query included, is the name. Slashes of a query don't count. */
export function splitAtLastSlash(url: string, start: number | undefined): Wire | undefined {
  const match = /^(?:([^?]*)\/)?([^?/]*(?:\?.*)?)$/s.exec(pathOf(url) ?? "");
  return match === null ? undefined : { app: match[1] ?? "", playName: match[2] ?? "", start };
}
