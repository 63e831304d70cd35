import { invalidParameter } from "../errors.ts";
import { parseS3OriginDomain } from "../s3-origin-domain.ts";

/** Where access logs go: a bucket by its domain name. */
export function acceptLoggingBucket(domainName: string): string {
  if (parseS3OriginDomain(domainName) === undefined) {
    throw invalidParameter("Logging Bucket", "does not refer to a valid S3 bucket.");
  }
  return domainName;
}
