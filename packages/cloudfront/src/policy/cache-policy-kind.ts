import type { CachePolicy, CachePolicyConfig, CachePolicySummary } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { required } from "../required.ts";
import type { ResourceRecord } from "../resource/resource-kind.ts";
import { acceptComment, acceptName } from "../rules/text.ts";
import { MANAGED_CACHE_POLICIES } from "./managed-cache-policies.ts";
import type { PolicyKind } from "./policy-kind.ts";
import { isReferredTo } from "./policy-references.ts";
import { checkWhitelist } from "./whitelists.ts";

const MAX_NAME_LENGTH = 128;
const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 31_536_000;

/** Cache policies. */
export const CACHE_POLICY: PolicyKind<CachePolicyConfig> = {
  name: "cache-policy",
  table: (tables) => tables.cachePolicies,
  newId: (identifiers) => identifiers.uuid(),
  limit: "cachePolicies",
  uniqueNames: (config) => [config.Name ?? ""],
  isIdempotent: false,
  failures: {
    notFound: "NoSuchCachePolicy",
    alreadyExists: "CachePolicyAlreadyExists",
    tooMany: "TooManyCachePolicies",
    inUse: "CachePolicyInUse",
  },
  isInUse: (context, id) => isReferredTo(context, "CachePolicyId", id),
  managed: MANAGED_CACHE_POLICIES,
};

export function acceptCachePolicy(input: CachePolicyConfig | undefined): CachePolicyConfig {
  const path = "cachePolicyConfig";
  const config = required(input, path);
  const min = required(config.MinTTL, `${path}.minTTL`);
  const fallback = config.DefaultTTL ?? Math.max(DAY_SECONDS, min);
  const max = config.MaxTTL ?? Math.max(YEAR_SECONDS, fallback);
  if (min < 0 || min > fallback || fallback > max) {
    // The operation lists no InvalidTTLOrder.
    throw cloudFrontError("InvalidArgument", cloudFrontError("InvalidTTLOrder").message);
  }
  const parameters = config.ParametersInCacheKeyAndForwardedToOrigin;
  if (parameters !== undefined) checkParameters(parameters);
  return {
    Comment: acceptComment(config.Comment ?? ""),
    Name: acceptName(required(config.Name, `${path}.name`), MAX_NAME_LENGTH),
    DefaultTTL: fallback,
    MaxTTL: max,
    MinTTL: min,
    ParametersInCacheKeyAndForwardedToOrigin: parameters,
  };
}

function checkParameters(
  parameters: NonNullable<CachePolicyConfig["ParametersInCacheKeyAndForwardedToOrigin"]>,
): void {
  const { HeadersConfig: headers, CookiesConfig: cookies, QueryStringsConfig: query } = parameters;
  checkWhitelist("Headers", headers?.HeaderBehavior, headers?.Headers, "TooManyHeadersInCachePolicy");
  checkWhitelist("Cookies", cookies?.CookieBehavior, cookies?.Cookies, "TooManyCookiesInCachePolicy");
  checkWhitelist(
    "QueryStrings",
    query?.QueryStringBehavior,
    query?.QueryStrings,
    "TooManyQueryStringsInCachePolicy",
  );
}

export function toCachePolicy({
  id,
  lastModifiedMs,
  config,
}: ResourceRecord<CachePolicyConfig>): CachePolicy {
  return { Id: id, LastModifiedTime: new Date(lastModifiedMs), CachePolicyConfig: config };
}

export function toCachePolicySummary(record: ResourceRecord<CachePolicyConfig>): CachePolicySummary {
  return {
    Type: CACHE_POLICY.managed.has(record.id) ? "managed" : "custom",
    CachePolicy: toCachePolicy(record),
  };
}
