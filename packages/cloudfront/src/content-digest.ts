import { createHash } from "node:crypto";

/** Equal for equal content, whatever order members were written in. */
export function contentDigest(content: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(content, (_, value: unknown) => (isRecord(value) ? sorted(value) : value)))
    .digest("base64");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
