import type { LifecycleRule, Tag } from "@aws-sdk/client-s3";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import type { ObjectRecord } from "../object/object-record.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** When a rule lets an object expire, and which rule. */
export interface Expiration {
  readonly atMs: number;
  readonly ruleId: string;
}

/** Whether a rule is about the object: by prefix, tags and size. */
export function ruleMatches(
  rule: LifecycleRule,
  object: Pick<ObjectRecord, "key" | "size" | "tags">,
): boolean {
  if (rule.Status !== "Enabled") return false;
  const { Filter: filter } = rule;
  const prefix = filter?.And?.Prefix ?? filter?.Prefix ?? rule.Prefix ?? "";
  if (!object.key.startsWith(prefix)) return false;
  const above = filter?.And?.ObjectSizeGreaterThan ?? filter?.ObjectSizeGreaterThan;
  const below = filter?.And?.ObjectSizeLessThan ?? filter?.ObjectSizeLessThan;
  if (above !== undefined && object.size <= above) return false;
  if (below !== undefined && object.size >= below) return false;
  const wanted = [...(filter?.And?.Tags ?? []), ...(filter?.Tag === undefined ? [] : [filter.Tag])];
  return wanted.every((tag) => (object.tags ?? []).some((own) => isSameTag(own, tag)));
}

function isSameTag(a: Tag, b: Tag): boolean {
  return a.Key === b.Key && a.Value === b.Value;
}

/** So many days later, rounded up to the next midnight UTC. Source: S3 user guide, lifecycle rules. */
export function midnightAfter(ms: number, days: number): number {
  return (Math.floor(ms / DAY_MS) + 1 + days) * DAY_MS;
}

/** The earliest moment at which the bucket's rules expire the current version. */
export function expirationOf(bucket: BucketRecord, object: ObjectRecord): Expiration | undefined {
  let earliest: Expiration | undefined;
  for (const rule of bucket.lifecycle?.rules ?? []) {
    const { Days: days, Date: date } = rule.Expiration ?? {};
    if ((days === undefined && date === undefined) || !ruleMatches(rule, object)) continue;
    const atMs = days === undefined ? new Date(date ?? 0).getTime() : midnightAfter(object.modifiedMs, days);
    if (earliest === undefined || atMs < earliest.atMs) earliest = { atMs, ruleId: rule.ID ?? "" };
  }
  return earliest;
}

/** The `x-amz-expiration` member of answers. */
export function expirationHeader(bucket: BucketRecord, object: ObjectRecord): { Expiration?: string } {
  if (bucket.lifecycle === undefined) return {};
  const expiration = expirationOf(bucket, object);
  if (expiration === undefined) return {};
  const date = new Date(expiration.atMs).toUTCString();
  return { Expiration: `expiry-date="${date}", rule-id="${encodeURIComponent(expiration.ruleId)}"` };
}
