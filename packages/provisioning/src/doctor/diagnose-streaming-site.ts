import type { CheckResult } from "./check-result.ts";
import { checkAlias } from "./checks/alias.ts";
import { checkCfxSt } from "./checks/cfx-st.ts";
import { checkClockSkew } from "./checks/clock-skew.ts";
import { checkDistributionsSwapped } from "./checks/distributions-swapped.ts";
import { checkFirstFrame } from "./checks/first-frame.ts";
import { checkFlvName } from "./checks/flv-name.ts";
import { checkIdentityGrant } from "./checks/identity-grant.ts";
import { checkLoggingGrant } from "./checks/logging-grant.ts";
import { checkObjectPrivate } from "./checks/object-private.ts";
import { checkPlaySilent } from "./checks/play-silent.ts";
import { checkPort1935 } from "./checks/port-1935.ts";
import { checkServing } from "./checks/serving.ts";
import { checkSignature } from "./checks/signature.ts";
import { checkStreamName } from "./checks/stream-name.ts";
import { DOCTOR_DEFAULTS, type DoctorOptions } from "./doctor-options.ts";
import { type DoctorTarget, type Patient, readPatient } from "./patient.ts";

/** One item of the troubleshooting list. */
type Check = (patient: Patient) => CheckResult | Promise<CheckResult>;

/** The guide's list, in its order, and what users met in practice. */
const CHECKS: readonly Check[] = [
  checkDistributionsSwapped,
  checkCfxSt,
  checkStreamName,
  checkPort1935,
  checkPlaySilent,
  checkObjectPrivate,
  checkIdentityGrant,
  checkFlvName,
  checkServing,
  checkAlias,
  checkSignature,
  checkClockSkew,
  checkLoggingGrant,
];

/**
 * Goes through the troubleshooting list for real: asks the APIs, reads the objects, and plays the stream with an RTMP
 * client as far as its first frame. Changes nothing.
 *
 * @returns one answer for every item, whatever it is
 */
export async function diagnoseStreamingSite(
  target: DoctorTarget,
  options: DoctorOptions = {},
): Promise<readonly CheckResult[]> {
  const patient = await readPatient(target, { ...DOCTOR_DEFAULTS, ...options });
  const results = await Promise.all(CHECKS.map(async (check) => await check(patient)));
  return [...results, checkFirstFrame(patient, results)];
}
