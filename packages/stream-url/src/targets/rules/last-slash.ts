import type { Wire } from "../target.ts";
import { pathOf } from "./path-of.ts";

/** The plainest rule: what follows the last slash is the name, be that slash in the query. */
export function splitAtLastSlash(url: string, start: number | undefined): Wire | undefined {
  const match = /^(?:(.*)\/)?([^/]*)$/s.exec(pathOf(url) ?? "");
  return match === null ? undefined : { app: match[1] ?? "", playName: match[2] ?? "", start };
}
