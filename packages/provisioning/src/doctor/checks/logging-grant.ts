import { grantsLogDelivery, LOG_DELIVERY_ID } from "../../resources/log-delivery.ts";
import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";

const CODE = "LOGGING_GRANT";

/** The logging bucket is there, and `awslogsdelivery` has FULL_CONTROL on it. */
export async function checkLoggingGrant({ cloud, settings }: Patient): Promise<CheckResult> {
  const logging = cloud?.distribution?.StreamingDistributionConfig?.Logging;
  if (settings.clients === undefined || logging === undefined)
    return cannotTell(CODE, "the distribution's logging is not known");
  if (logging.Enabled !== true) return ok(CODE, "the distribution writes no logs");
  const bucket = (logging.Bucket ?? "").replace(/\.s3[.-].*$/, "");
  const fix = `give the canonical user ${LOG_DELIVERY_ID} FULL_CONTROL in the ACL of ${bucket}`;
  try {
    return (await grantsLogDelivery(settings.clients, bucket))
      ? ok(CODE, `${bucket} lets the log delivery write`)
      : fault(CODE, `the ACL of ${bucket} has no FULL_CONTROL for the log delivery`, fix);
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchBucket")
      return fault(CODE, `there is no bucket ${bucket}`, `create it, and ${fix}`);
    return cannotTell(CODE, `the ACL of ${bucket} cannot be read: ${String(error)}`);
  }
}
