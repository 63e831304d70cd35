import type { BucketRecord, DefaultRetention } from "../bucket/bucket-record.ts";
import { accessDeniedBecause, invalidArgument, invalidRequest } from "../errors.ts";
import type { StoredLock } from "../object/object-record.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The members by which uploads bring object lock. */
export interface LockInput {
  readonly ObjectLockMode?: string | undefined;
  readonly ObjectLockRetainUntilDate?: Date | undefined;
  readonly ObjectLockLegalHoldStatus?: string | undefined;
}

/** The lock of a new version: what the request asks for, else the bucket's default retention. */
export function readLock(input: LockInput, bucket: BucketRecord, now: Date): StoredLock | undefined {
  const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until, ObjectLockLegalHoldStatus: hold } = input;
  const isAsked = mode !== undefined || until !== undefined || hold !== undefined;
  if (isAsked && bucket.isObjectLockEnabled !== true) {
    throw invalidRequest("Bucket is missing Object Lock Configuration");
  }
  if ((mode === undefined) !== (until === undefined)) {
    throw invalidArgument(
      "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
      mode === undefined ? "x-amz-object-lock-mode" : "x-amz-object-lock-retain-until-date",
    );
  }
  if (hold !== undefined && hold !== "ON" && hold !== "OFF") {
    throw invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", "x-amz-object-lock-legal-hold", hold);
  }
  const isLegalHold = hold === "ON" ? { isLegalHold: true } : {};
  if (mode !== undefined && until !== undefined) {
    return {
      mode: checkMode(mode, "x-amz-object-lock-mode"),
      retainUntilMs: checkDate(until, now, "x-amz-object-lock-retain-until-date"),
      ...isLegalHold,
    };
  }
  const retention = bucket.defaultRetention;
  if (retention !== undefined) {
    return { mode: retention.mode, retainUntilMs: now.getTime() + periodMs(retention, now), ...isLegalHold };
  }
  return hold === "ON" ? isLegalHold : undefined;
}

function checkMode(mode: string, argumentName: string): "GOVERNANCE" | "COMPLIANCE" {
  if (mode === "GOVERNANCE" || mode === "COMPLIANCE") return mode;
  throw invalidArgument("Unknown wormMode directive.", argumentName, mode);
}

/** @throws ServiceError InvalidArgument for a date that is past */
export function checkDate(until: Date, now: Date, argumentName: string): number {
  if (until.getTime() <= now.getTime()) {
    throw invalidArgument("The retain until date must be in the future!", argumentName, until.toISOString());
  }
  return until.getTime();
}

function periodMs({ days, years }: DefaultRetention, now: Date): number {
  if (days !== undefined) return days * DAY_MS;
  const later = new Date(now);
  later.setUTCFullYear(later.getUTCFullYear() + (years ?? 0));
  return later.getTime() - now.getTime();
}

/** Whether the version's retention still runs. */
export function isRetained({ retainUntilMs }: StoredLock, now: Date): boolean {
  return retainUntilMs !== undefined && retainUntilMs > now.getTime();
}

/**
 * Lets a version be removed for good unless it is locked.
 *
 * @param mayBypass whether the request asks to bypass governance, and may
 * @throws ServiceError AccessDenied
 */
export function checkRemovable(lock: StoredLock | undefined, now: Date, mayBypass: boolean): void {
  if (lock === undefined) return;
  const isHeld = lock.isLegalHold === true;
  const isKept = isRetained(lock, now) && !(lock.mode === "GOVERNANCE" && mayBypass);
  if (isHeld || isKept) throw accessDeniedBecause("Access Denied because object protected by object lock.");
}

/** What answers tell of a version's lock. */
export interface LockOutput {
  ObjectLockMode?: "GOVERNANCE" | "COMPLIANCE";
  ObjectLockRetainUntilDate?: Date;
  ObjectLockLegalHoldStatus?: "ON" | "OFF";
}

export function lockOutput(lock: StoredLock | undefined): LockOutput {
  if (lock === undefined) return {};
  const { mode, retainUntilMs, isLegalHold } = lock;
  return {
    ...(mode === undefined || retainUntilMs === undefined
      ? {}
      : { ObjectLockMode: mode, ObjectLockRetainUntilDate: new Date(retainUntilMs) }),
    ...(isLegalHold === undefined ? {} : { ObjectLockLegalHoldStatus: isLegalHold ? "ON" : "OFF" }),
  };
}
