import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";

const CODE = "FIRST_FRAME";

/** The stream plays as far as its first frame; where it does not, and nothing else explains it, that is a fault by itself. */
export function checkFirstFrame({ probe, cloud }: Patient, others: readonly CheckResult[]): CheckResult {
  if (probe === undefined) return cannotTell(CODE, "there is no address to play");
  if (probe.stage === "playing") return ok(CODE, `handshake, connect and play went through: ${probe.detail}`);
  const cause = others.find(({ verdict }) => verdict === "fault");
  if (cause !== undefined) return cannotTell(CODE, `nothing plays, which ${cause.code} explains`);
  if (cloud?.distribution?.StreamingDistributionConfig?.TrustedSigners?.Enabled && probe.stage === "refused")
    return cannotTell(CODE, `the server refuses the name: ${probe.detail}`);
  return fault(
    CODE,
    `${probe.stage}: ${probe.detail}`,
    "look at the edge's own log: nothing else on the list explains it",
  );
}
