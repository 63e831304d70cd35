import type { LifecycleRule, TransitionDefaultMinimumObjectSize } from "@aws-sdk/client-s3";
import { invalidArgument, invalidRequest, malformedXml } from "../errors.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_RULES = 1000;
const MAX_ID_LENGTH = 255;

/**
 * Checks a bucket's rules and gives an id to those that bring none.
 *
 * @throws ServiceError MalformedXML, InvalidRequest, InvalidArgument
 */
export function checkLifecycleRules(
  rules: readonly LifecycleRule[],
  randomBytes: (byteLength: number) => Uint8Array,
): readonly LifecycleRule[] {
  if (rules.length === 0 || rules.length > MAX_RULES) throw malformedXml();
  const identified = rules.map((rule) => ({
    ...checkRule(rule),
    ID: rule.ID ?? Buffer.from(randomBytes(18)).toString("base64url"),
  }));
  const ids = new Set(identified.map(({ ID: id }) => id));
  if (ids.size !== identified.length)
    throw invalidArgument("Rule ID must be unique. Found same ID for one or more rules");
  return identified;
}

function checkRule(rule: LifecycleRule): LifecycleRule {
  const { Filter: filter, Expiration: expiration } = rule;
  if (rule.Status !== "Enabled" && rule.Status !== "Disabled") throw malformedXml();
  if ((filter === undefined) === (rule.Prefix === undefined)) throw malformedXml();
  if ((rule.ID?.length ?? 0) > MAX_ID_LENGTH) {
    throw invalidArgument("ID length should not exceed allowed limit of 255");
  }
  if (filter !== undefined) checkFilter(filter);
  checkTaggedActions(rule);
  if (expiration !== undefined) {
    const given = [expiration.Days, expiration.Date, expiration.ExpiredObjectDeleteMarker];
    if (given.filter((value) => value !== undefined).length !== 1) throw malformedXml();
    checkDays(expiration.Days, "'Days' for Expiration action must be a positive integer");
    checkMidnight(expiration.Date);
  }
  for (const { Days: days, Date: date, StorageClass: storageClass } of rule.Transitions ?? []) {
    if ((days === undefined) === (date === undefined)) throw malformedXml();
    checkMidnight(date);
    checkTransitionDays(days, storageClass);
  }
  checkNoncurrentTransitions(rule.NoncurrentVersionTransitions ?? []);
  const { AbortIncompleteMultipartUpload: abort } = rule;
  if (abort !== undefined && abort.DaysAfterInitiation === undefined) throw malformedXml();
  checkDays(
    rule.NoncurrentVersionExpiration?.NoncurrentDays,
    "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
  );
  const hasAction =
    expiration !== undefined ||
    rule.Transitions !== undefined ||
    rule.NoncurrentVersionExpiration !== undefined ||
    rule.NoncurrentVersionTransitions !== undefined ||
    rule.AbortIncompleteMultipartUpload !== undefined;
  if (!hasAction) throw invalidRequest("At least one action needs to be specified in a rule");
  return rule;
}

function checkFilter(filter: NonNullable<LifecycleRule["Filter"]>): void {
  const given = Object.values(filter).filter((value) => value !== undefined);
  if (given.length > 1) throw malformedXml();
  const keys = (filter.And?.Tags ?? []).map(({ Key: key }) => key);
  if (new Set(keys).size !== keys.length) throw invalidRequest("Duplicate Tag Keys are not allowed.");
  const { ObjectSizeGreaterThan: above, ObjectSizeLessThan: below } = filter.And ?? {};
  if (above !== undefined && below !== undefined && below <= above) {
    throw invalidRequest("'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
  }
}

/** Uploads and delete markers have no tags. */
function checkTaggedActions({ Filter: filter, Expiration: expiration, ...rule }: LifecycleRule): void {
  if (filter?.Tag === undefined && filter?.And?.Tags === undefined) return;
  if (rule.AbortIncompleteMultipartUpload !== undefined)
    throw invalidRequest("AbortIncompleteMultipartUpload cannot be specified with Tags.");
  if (expiration?.ExpiredObjectDeleteMarker !== undefined)
    throw invalidRequest("ExpiredObjectDeleteMarker cannot be specified with Tags.");
}

/** The classes for infrequent access take objects after so many days. Source: S3 user guide, lifecycle constraints. */
const MIN_DAYS_BEFORE_INFREQUENT = 30;
const INFREQUENT_CLASSES: ReadonlySet<string> = new Set(["STANDARD_IA", "ONEZONE_IA"]);

function checkTransitionDays(days: number | undefined, storageClass: string | undefined): void {
  if (days === undefined) return;
  if (days < 0) throw invalidArgument("'Days' in Transition action must be nonnegative");
  if (days >= MIN_DAYS_BEFORE_INFREQUENT || !INFREQUENT_CLASSES.has(storageClass ?? "")) return;
  throw invalidArgument(
    `'Days' in Transition action must be greater than or equal to 30 for storageClass '${storageClass}'`,
  );
}

function checkNoncurrentTransitions(
  transitions: NonNullable<LifecycleRule["NoncurrentVersionTransitions"]>,
): void {
  for (const { NoncurrentDays: days, StorageClass: storageClass } of transitions) {
    if (days === undefined || storageClass === undefined) throw malformedXml();
  }
}

function checkDays(days: number | undefined, problem: string): void {
  if (days !== undefined && days <= 0) throw invalidArgument(problem);
}

function checkMidnight(date: Date | undefined): void {
  if (date !== undefined && date.getTime() % DAY_MS !== 0) {
    throw invalidArgument("'Date' must be at midnight GMT", "Date", date.toISOString());
  }
}

/** Below 128 KiB objects are not moved to colder classes unless a bucket says so. Source: S3 user guide. */
const DEFAULT_MINIMUM: TransitionDefaultMinimumObjectSize = "all_storage_classes_128K";

/** @throws ServiceError InvalidRequest */
export function checkMinimumObjectSize(value: string | undefined): TransitionDefaultMinimumObjectSize {
  if (value === undefined) return DEFAULT_MINIMUM;
  if (value === DEFAULT_MINIMUM || value === "varies_by_storage_class") return value;
  throw invalidRequest(`Invalid TransitionDefaultMinimumObjectSize found: ${value}`);
}

/** The store keeps JSON: dates come back as text. */
export function reviveDates(rule: LifecycleRule): LifecycleRule {
  const { Expiration: expiration, Transitions: transitions } = rule;
  return {
    ...rule,
    ...(expiration?.Date === undefined
      ? {}
      : { Expiration: { ...expiration, Date: new Date(expiration.Date) } }),
    ...(transitions === undefined
      ? {}
      : {
          Transitions: transitions.map((transition) =>
            transition.Date === undefined ? transition : { ...transition, Date: new Date(transition.Date) },
          ),
        }),
  };
}
