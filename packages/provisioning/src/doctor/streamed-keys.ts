import { playName, resolveStream } from "@oxbow/stream-url";
import type { Patient } from "./patient.ts";

const STREAMS = /\.(flv|mp4|f4v|mov|m4v|m4a|3gp|mp3)$/i;
/** Objects of a site that are looked into, at most. */
const LOOKED_AT = 100;

/** Objects to be looked at: of an address the one it names, of a site all that can be streamed. */
export function streamedKeys({ site, cloud, parsed }: Patient): readonly string[] {
  const keys = cloud?.keys ?? new Set<string>();
  if (site !== undefined) return [...keys].filter((key) => STREAMS.test(key)).slice(0, LOOKED_AT);
  if (!parsed.ok) return [];
  const { reference } = parsed;
  const resolved = resolveStream(reference.app, playName(reference), { mode: "lenient" });
  const key = resolved.ok ? resolved.keys.find((candidate) => keys.has(candidate)) : undefined;
  return key === undefined ? [] : [key];
}
