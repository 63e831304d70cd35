import type { ServerSideEncryptionConfiguration } from "@aws-sdk/client-s3";
import { invalidArgument, malformedXml } from "../errors.ts";

/** What every bucket has since January 2023. Source: recorded on the real service. */
export const MODERN_ENCRYPTION: ServerSideEncryptionConfiguration = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
};

const ALGORITHMS: ReadonlySet<string | undefined> = new Set(["AES256", "aws:kms", "aws:kms:dsse"]);

/** @throws ServiceError MalformedXML, InvalidArgument */
export function checkEncryption(
  configuration: ServerSideEncryptionConfiguration | undefined,
): ServerSideEncryptionConfiguration {
  const rules = configuration?.Rules ?? [];
  const [rule] = rules;
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  if (rules.length !== 1 || byDefault === undefined || !ALGORITHMS.has(byDefault.SSEAlgorithm))
    throw malformedXml();
  if (byDefault.SSEAlgorithm === "AES256" && byDefault.KMSMasterKeyID !== undefined) {
    throw invalidArgument(
      "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
      "ApplyServerSideEncryptionByDefault",
    );
  }
  return { Rules: [{ BucketKeyEnabled: false, ...rule }] };
}
