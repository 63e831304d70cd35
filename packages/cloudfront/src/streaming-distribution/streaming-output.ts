import type { StreamingDistribution, StreamingDistributionSummary } from "@aws-sdk/client-cloudfront";
import { hasArn } from "../dialects/versions.ts";
import { type StreamingDistributionRecord, statusOf } from "../distribution-record.ts";
import { activeTrustedSigners } from "../rules/active-trusted-signers.ts";
import type { Context } from "../state.ts";
import { arnOf } from "../tagging/distribution-arn.ts";

export function toStreamingDistribution(
  { signerKeys, apiVersion }: Context,
  record: StreamingDistributionRecord,
): StreamingDistribution {
  return {
    Id: record.id,
    ARN: hasArn(apiVersion) ? arnOf(record) : undefined,
    Status: statusOf(record),
    LastModifiedTime: new Date(record.lastModifiedMs),
    DomainName: record.domainName,
    ActiveTrustedSigners: activeTrustedSigners(
      signerKeys,
      record.accountId,
      record.config.TrustedSigners.Items ?? [],
    ),
    StreamingDistributionConfig: record.config,
  };
}

export function toStreamingSummary(
  { apiVersion }: Context,
  record: StreamingDistributionRecord,
): StreamingDistributionSummary {
  const { config } = record;
  return {
    Id: record.id,
    ARN: hasArn(apiVersion) ? arnOf(record) : undefined,
    Status: statusOf(record),
    LastModifiedTime: new Date(record.lastModifiedMs),
    DomainName: record.domainName,
    S3Origin: config.S3Origin,
    Aliases: config.Aliases,
    TrustedSigners: config.TrustedSigners,
    Comment: config.Comment,
    PriceClass: config.PriceClass,
    Enabled: config.Enabled,
  };
}
