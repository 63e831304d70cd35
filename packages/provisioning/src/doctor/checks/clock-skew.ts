import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";

const CODE = "CLOCK_SKEW";
/** What AWS grants a request's signature (general reference, "Signature Version 4"); S3 grants 15 minutes. */
const LIMIT_MS = 5 * 60_000;

/** This machine signs and expires by its own clock: it has to be the service's. */
export function checkClockSkew({ cloud, settings }: Patient): CheckResult {
  const service = cloud?.serviceTime;
  if (service === undefined) return cannotTell(CODE, "the service did not say what time it is");
  const skewMs = settings.now().getTime() - service.getTime();
  const evidence = `this clock is ${Math.abs(Math.round(skewMs / 1000))} s ${skewMs < 0 ? "behind" : "ahead of"} the service's`;
  if (Math.abs(skewMs) <= LIMIT_MS) return ok(CODE, evidence);
  return fault(CODE, evidence, "set the clock by the network's time (NTP)");
}
