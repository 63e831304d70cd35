import { invalidBucketName } from "../errors.ts";

const LABELS = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const IPV4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const RESERVED_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/**
 * Whether a new bucket may have the name: 3 to 63 of a-z, 0-9, dot and hyphen, in labels that begin and end with a
 * letter or digit; no IPv4 address, none of the reserved beginnings and ends. Source: bucket naming rules of the S3 user guide.
 */
export function isBucketName(name: string): boolean {
  return (
    name.length >= 3 &&
    name.length <= 63 &&
    LABELS.test(name) &&
    !IPV4.test(name) &&
    !RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) &&
    !RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix))
  );
}

/** What a bucket may be called that is older than today's rules. Source: bucket naming rules, former limits of us-east-1. */
const FORMER_NAME = /^[A-Za-z0-9._-]{3,255}$/;

/** Whether there ever may have been a bucket of the name. */
export function mayNameBucket(name: string): boolean {
  return FORMER_NAME.test(name);
}

/** @throws ServiceError InvalidBucketName */
export function checkBucketName(name: string): void {
  if (!isBucketName(name)) throw invalidBucketName(name);
}
