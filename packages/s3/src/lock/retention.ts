import type { ObjectLockRetention } from "@aws-sdk/client-s3";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { accessDeniedBecause, invalidRequest, malformedXml } from "../errors.ts";
import type { StoredLock } from "../object/object-record.ts";
import { checkDate, isRetained } from "./object-lock.ts";

/**
 * The lock of a version after PutObjectRetention. While it is retained the period can grow but not shrink, and
 * compliance does not become governance; governance gives way to those who may bypass it.
 *
 * @throws ServiceError InvalidRequest, MalformedXML, InvalidArgument, AccessDenied
 */
export function changeRetention(
  lock: StoredLock = {},
  retention: ObjectLockRetention | undefined,
  bucket: BucketRecord,
  now: Date,
  mayBypass: boolean,
): StoredLock {
  if (bucket.isObjectLockEnabled !== true)
    throw invalidRequest("Bucket is missing Object Lock Configuration");
  const { Mode: mode, RetainUntilDate: until } = retention ?? {};
  const hold = lock.isLegalHold === undefined ? {} : { isLegalHold: lock.isLegalHold };
  const isEmpty = mode === undefined && until === undefined;
  if (!isEmpty && (until === undefined || (mode !== "GOVERNANCE" && mode !== "COMPLIANCE")))
    throw malformedXml();
  const isLoosened =
    until === undefined ||
    until.getTime() < (lock.retainUntilMs ?? 0) ||
    (lock.mode === "COMPLIANCE" && mode === "GOVERNANCE") ||
    (lock.mode === "GOVERNANCE" && mode === "COMPLIANCE" && !mayBypass);
  if (isRetained(lock, now) && isLoosened && !(lock.mode === "GOVERNANCE" && mayBypass)) {
    throw accessDeniedBecause("Access Denied because object protected by object lock.");
  }
  if (until === undefined || (mode !== "GOVERNANCE" && mode !== "COMPLIANCE")) return hold;
  return { mode, retainUntilMs: checkDate(until, now, "RetainUntilDate"), ...hold };
}
