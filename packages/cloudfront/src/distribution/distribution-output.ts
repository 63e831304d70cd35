import type { Distribution, DistributionSummary } from "@aws-sdk/client-cloudfront";
import { hasArn } from "../dialects/versions.ts";
import { statusOf, type WebDistributionRecord } from "../distribution-record.ts";
import { countInProgress } from "../invalidation/invalidation-status.ts";
import { activeTrustedKeyGroups } from "../rules/active-trusted-key-groups.ts";
import { activeTrustedSigners } from "../rules/active-trusted-signers.ts";
import type { Context } from "../state.ts";
import { arnOf } from "../tagging/distribution-arn.ts";
import { behaviorsOf } from "./web-config.ts";

export async function toDistribution(context: Context, record: WebDistributionRecord): Promise<Distribution> {
  const { signerKeys, apiVersion } = context;
  const behaviors = behaviorsOf(record.config);
  const signers = new Set(behaviors.flatMap(({ TrustedSigners }) => TrustedSigners?.Items ?? []));
  const groups = new Set(behaviors.flatMap(({ TrustedKeyGroups }) => TrustedKeyGroups?.Items ?? []));
  return {
    Id: record.id,
    ARN: hasArn(apiVersion) ? arnOf(record) : undefined,
    Status: statusOf(record),
    LastModifiedTime: new Date(record.lastModifiedMs),
    InProgressInvalidationBatches: await countInProgress(context, record.id),
    DomainName: record.domainName,
    ActiveTrustedSigners: activeTrustedSigners(signerKeys, record.accountId, [...signers]),
    ActiveTrustedKeyGroups: activeTrustedKeyGroups(signerKeys, record.accountId, [...groups]),
    DistributionConfig: record.config,
    AliasICPRecordals: (record.config.Aliases?.Items ?? []).map((CNAME) => ({
      CNAME,
      ICPRecordalStatus: "APPROVED",
    })),
  };
}

export function toDistributionSummary(
  { apiVersion }: Context,
  record: WebDistributionRecord,
): DistributionSummary {
  const { config } = record;
  return {
    Id: record.id,
    ARN: hasArn(apiVersion) ? arnOf(record) : undefined,
    ETag: record.etag,
    Status: statusOf(record),
    LastModifiedTime: new Date(record.lastModifiedMs),
    DomainName: record.domainName,
    Aliases: config.Aliases,
    Origins: config.Origins,
    OriginGroups: config.OriginGroups,
    DefaultCacheBehavior: config.DefaultCacheBehavior,
    CacheBehaviors: config.CacheBehaviors,
    CustomErrorResponses: config.CustomErrorResponses,
    Comment: config.Comment,
    PriceClass: config.PriceClass,
    Enabled: config.Enabled,
    ViewerCertificate: config.ViewerCertificate,
    Restrictions: config.Restrictions,
    WebACLId: config.WebACLId,
    HttpVersion: config.HttpVersion,
    IsIPV6Enabled: config.IsIPV6Enabled,
    Staging: config.Staging,
  };
}
