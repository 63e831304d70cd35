export type { FoundEmbed, LegacyPlayer, LegacyWarning } from "./legacy/found-embed.ts";
export { type Resurrected, resurrect } from "./legacy/resurrect.ts";
export type { PageFinding } from "./legacy/unread-addresses.ts";
