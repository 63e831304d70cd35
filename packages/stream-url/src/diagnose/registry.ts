import type { DiagnosisCode, Entry, Finding, Place } from "./diagnosis.ts";
import { ADDRESS } from "./entries/address.ts";
import { BROWSER } from "./entries/browser.ts";
import { PLAYER } from "./entries/player.ts";
import { SERVER } from "./entries/server.ts";
import { SIGNING } from "./entries/signing.ts";

const ENTRIES: Readonly<Record<DiagnosisCode, Entry>> = {
  ...ADDRESS,
  ...PLAYER,
  ...SIGNING,
  ...SERVER,
  ...BROWSER,
};

/** Every code, sorted. */
export const DIAGNOSIS_CODES: readonly DiagnosisCode[] = (Object.keys(ENTRIES) as DiagnosisCode[]).sort();

/** The finding of a code, with its texts. */
export function findingOf(code: DiagnosisCode, place: Place): Finding {
  const [severity, message, fix] = ENTRIES[code];
  return { code, severity, message, place, fix, docs: `docs/diagnosis.md#${code.toLowerCase()}` };
}
