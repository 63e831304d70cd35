/**
 * Domain names of S3 buckets as CloudFront takes them for an origin.
 *
 *  BUCKET.s3.amazonaws.com
 *  BUCKET.s3.REGION.amazonaws.com      REGION with a dot or, as endpoints of 2014 and earlier had it, with a dash
 *
 * Not: path style (s3.amazonaws.com/BUCKET), s3-accelerate, website endpoints, a CNAME of the bucket.
 * The bucket need not exist, and an underscore in its name was accepted (fog's live tests used test_cdn).
 */
const S3_DOMAIN_PATTERN =
  /^([a-z0-9](?:[a-z0-9._-]{1,61})[a-z0-9])\.s3(?:[.-]([a-z]{2}(?:-[a-z]+)+-\d))?\.amazonaws\.com(?:\.cn)?$/;

export interface S3OriginDomain {
  readonly bucket: string;
  /** `undefined` for the global endpoint. */
  readonly region: string | undefined;
}

/** `undefined` when the domain name does not name a bucket. */
export function parseS3OriginDomain(domainName: string): S3OriginDomain | undefined {
  const [, bucket, region] = S3_DOMAIN_PATTERN.exec(domainName) ?? [];
  if (bucket === undefined || bucket.includes("..")) return undefined;
  return { bucket, region };
}
