import type { StreamingDistributionConfig } from "@aws-sdk/client-cloudfront";
import { cloudFrontError, invalidParameter } from "../errors.ts";
import { required } from "../required.ts";
import { acceptAliases } from "../rules/aliases.ts";
import { acceptLoggingBucket } from "../rules/logging-bucket.ts";
import { acceptIdentityReference } from "../rules/origin-access-identity.ts";
import { acceptComment, acceptNonEmpty } from "../rules/text.ts";
import { acceptTrustedSigners } from "../rules/trusted-signers.ts";
import { parseS3OriginDomain } from "../s3-origin-domain.ts";
import type { Context } from "../state.ts";
import type { StreamingConfig } from "./streaming-config.ts";

/**
 * Checks a configuration and fills in what was left out, as the service echoes it.
 *
 * @throws ServiceError the first thing that is wrong, in the service's order of members.
 */
export async function acceptStreamingConfiguration(
  context: Context,
  input: StreamingDistributionConfig | undefined,
): Promise<StreamingConfig> {
  const config = required(input, "streamingDistributionConfig");
  const { limits, accounts } = context;
  const origin = required(config.S3Origin, path("s3Origin"));
  const domainName = required(origin.DomainName, path("s3Origin.domainName"));
  if (parseS3OriginDomain(domainName) === undefined) throw invalidOrigin(context.apiVersion);
  return {
    CallerReference: acceptNonEmpty(
      required(config.CallerReference, path("callerReference")),
      "CallerReference",
    ),
    S3Origin: {
      DomainName: domainName,
      OriginAccessIdentity: await acceptIdentityReference(
        context,
        required(origin.OriginAccessIdentity, path("s3Origin.originAccessIdentity")),
      ),
    },
    Aliases: acceptAliases(
      config.Aliases,
      limits.aliasesPerDistribution,
      "TooManyStreamingDistributionCNAMEs",
    ),
    Comment: acceptComment(required(config.Comment, path("comment"))),
    Logging: await acceptLogging(context, config.Logging),
    TrustedSigners: acceptTrustedSigners(
      required(config.TrustedSigners, path("trustedSigners")),
      limits.trustedSignersPerDistribution,
      accounts,
    ),
    PriceClass: acceptPriceClass(config.PriceClass),
    Enabled: required(config.Enabled, path("enabled")),
  };
}

function path(member: string): string {
  return `streamingDistributionConfig.${member}`;
}

function invalidOrigin(apiVersion: string | undefined): Error {
  // Seen of 2010-11-01 (s3cmd#89); later versions have the longer sentence.
  if (apiVersion !== undefined && apiVersion < "2012-05-05") {
    return cloudFrontError("InvalidOrigin", "The origin server does not exist or is not valid.");
  }
  return cloudFrontError("InvalidOrigin");
}

/** Switched off, bucket and prefix are forgotten. */
async function acceptLogging(
  context: Context,
  logging: StreamingDistributionConfig["Logging"],
): Promise<StreamingConfig["Logging"]> {
  if (logging?.Enabled !== true) return { Enabled: false, Bucket: "", Prefix: "" };
  return {
    Enabled: true,
    Bucket: await acceptLoggingBucket(context, required(logging.Bucket, path("logging.bucket"))),
    Prefix: required(logging.Prefix, path("logging.prefix")),
  };
}

function acceptPriceClass(
  priceClass: StreamingDistributionConfig["PriceClass"],
): StreamingConfig["PriceClass"] {
  // The model's `None` belongs to today's flat-rate plans.
  if (priceClass === "None") throw invalidParameter("PriceClass", "is not valid.");
  return priceClass ?? "PriceClass_All";
}
