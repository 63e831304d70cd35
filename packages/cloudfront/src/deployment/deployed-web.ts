import type { CacheBehavior, DefaultCacheBehavior, Origin } from "@aws-sdk/client-cloudfront";
import { behaviorsOf, originsOf } from "../distribution/web-config.ts";
import type { WebDistributionRecord } from "../distribution-record.ts";
import { identityIdOf } from "../origin-access-identity/identity-reference.ts";
import type {
  DeployedBehavior,
  DeployedCors,
  DeployedSigners,
  DeployedWebDistribution,
  DeployedWebOrigin,
} from "./deployed-distribution.ts";
import type { SignerKeys } from "./signer-keys.ts";

/** What a response headers policy says about CORS; `undefined` when there is no such policy or it says nothing. */
export type CorsOfPolicy = (ownerAccountId: string, policyId: string) => DeployedCors | undefined;

/** What the edge serves for a web distribution. */
export function toDeployedWeb(
  record: WebDistributionRecord,
  keys: SignerKeys,
  corsOf: CorsOfPolicy,
): DeployedWebDistribution {
  const { config, etag } = record.deployed ?? { config: record.config, etag: "" };
  const { Logging: logging } = config;
  return {
    kind: "web",
    id: record.id,
    accountId: record.accountId,
    domainName: record.domainName,
    aliases: (config.Aliases?.Items ?? []).map((alias) => alias.toLowerCase()),
    isServing: record.deployed !== undefined && config.Enabled === true,
    logging:
      logging?.Enabled === true ? { bucket: logging.Bucket ?? "", prefix: logging.Prefix ?? "" } : undefined,
    version: etag,
    defaultRootObject: config.DefaultRootObject ?? "",
    origins: originsOf(config).map(toOrigin),
    behaviors: behaviorsOf(config).map((behavior) => toBehavior(record.accountId, behavior, keys, corsOf)),
    customErrors: (config.CustomErrorResponses?.Items ?? [])
      .filter(({ ResponsePagePath }) => ResponsePagePath !== undefined && ResponsePagePath !== "")
      .map(({ ErrorCode = 0, ResponsePagePath = "", ResponseCode }) => ({
        errorCode: ErrorCode,
        responsePagePath: ResponsePagePath,
        responseCode: ResponseCode ? Number(ResponseCode) : ErrorCode,
      })),
  };
}

function toOrigin(origin: Origin): DeployedWebOrigin {
  return {
    id: origin.Id ?? "",
    domainName: origin.DomainName ?? "",
    path: origin.OriginPath ?? "",
    originAccessIdentity: identityIdOf(origin.S3OriginConfig?.OriginAccessIdentity),
    originAccessControlId: origin.OriginAccessControlId || undefined,
    isS3: origin.S3OriginConfig !== undefined,
  };
}

function toBehavior(
  ownerAccountId: string,
  behavior: CacheBehavior | DefaultCacheBehavior,
  keys: SignerKeys,
  corsOf: CorsOfPolicy,
): DeployedBehavior {
  const { ResponseHeadersPolicyId: policyId } = behavior;
  return {
    pathPattern: "PathPattern" in behavior ? (behavior.PathPattern ?? "*") : "*",
    originId: behavior.TargetOriginId ?? "",
    viewerProtocolPolicy: behavior.ViewerProtocolPolicy ?? "allow-all",
    allowedMethods: behavior.AllowedMethods?.Items ?? ["GET", "HEAD"],
    compress: behavior.Compress ?? false,
    signers: signersOf(ownerAccountId, behavior, keys),
    cors: policyId === undefined ? undefined : corsOf(ownerAccountId, policyId),
  };
}

function signersOf(
  ownerAccountId: string,
  { TrustedSigners: signers, TrustedKeyGroups: groups }: DefaultCacheBehavior,
  keys: SignerKeys,
): DeployedSigners | undefined {
  if (signers?.Enabled !== true && groups?.Enabled !== true) return undefined;
  return {
    keyPairs: [
      ...keys.ofSigners(ownerAccountId, signers?.Items ?? []),
      ...keys.ofKeyGroups(ownerAccountId, groups?.Items ?? []),
    ],
  };
}
