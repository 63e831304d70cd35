import { cloudFrontError, invalidParameter } from "../errors.ts";
import { parseS3OriginDomain } from "../s3-origin-domain.ts";
import type { Context } from "../state.ts";

/**
 * Where access logs go: a bucket by its domain name. Its ACL is made to give the log delivery full control, as the
 * service did whenever a configuration with logging was accepted.
 *
 * Fidelity: a bucket that is not there is accepted (the service refuses it), since a mock's buckets may come later.
 *
 * @throws ServiceError InvalidArgument for no bucket of S3, or one whose ACLs are disabled
 */
export async function acceptLoggingBucket(
  { grantLogDelivery }: Pick<Context, "grantLogDelivery">,
  domainName: string,
): Promise<string> {
  const origin = parseS3OriginDomain(domainName);
  if (origin === undefined) throw invalidParameter("Logging Bucket", "does not refer to a valid S3 bucket.");
  if ((await grantLogDelivery(origin.bucket)) === "acls-disabled") {
    throw cloudFrontError(
      "InvalidArgument",
      `The S3 bucket that you specified for CloudFront logs does not enable ACL access: ${domainName}`,
    );
  }
  return domainName;
}
