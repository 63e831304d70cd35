import type { FlvTag } from "./tag-reader.ts";

/** True for a decoder configuration: it carries no picture or sound of its own. */
export function isSequenceHeader({ kind, body }: Pick<FlvTag, "kind" | "body">): boolean {
  const [first = 0, second = 1] = body;
  if (kind === 8) return first >>> 4 === 9 ? (first & 0x0f) === 0 : first >>> 4 === 10 && second === 0;
  if (kind !== 9) return false;
  return (first & 0x80) !== 0
    ? (first & 0x0f) === 0
    : ((first & 0x0f) === 7 || (first & 0x0f) === 12) && second === 0;
}
