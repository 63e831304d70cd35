import type {
  AllowedMethods,
  CacheBehavior,
  CacheBehaviors,
  DefaultCacheBehavior,
  ForwardedValues,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError, invalidParameter } from "../errors.ts";
import { counted, itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import { checkReferences } from "../rules/references.ts";
import { acceptTrustedSigners } from "../rules/trusted-signers.ts";
import type { Context } from "../state.ts";
import { acceptFunctionAssociations, acceptLambdaAssociations } from "./accept-associations.ts";
import { acceptTrustedKeyGroups } from "./accept-key-groups.ts";

/** Quotas of the developer guide. */
const MAX_CACHE_BEHAVIORS = 75;
const MAX_WHITELISTED_COOKIES = 10;
const MAX_FORWARDED_HEADERS = 10;
const MAX_QUERY_STRING_KEYS = 10;

const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 31_536_000;

const METHOD_SETS = ["GET,HEAD", "GET,HEAD,OPTIONS", "DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT"];
const CACHED_METHOD_SETS = METHOD_SETS.slice(0, 2);

type Behavior = Omit<CacheBehavior, "PathPattern">;

export async function acceptDefaultBehavior(
  context: Context,
  input: DefaultCacheBehavior | undefined,
  targets: ReadonlySet<string>,
): Promise<DefaultCacheBehavior> {
  const path = "distributionConfig.defaultCacheBehavior";
  return acceptBehavior(context, required(input, path), targets, path);
}

export async function acceptBehaviors(
  context: Context,
  input: CacheBehaviors | undefined,
  targets: ReadonlySet<string>,
): Promise<CacheBehaviors> {
  const items = itemsOf("CacheBehaviors", input);
  if (items.length > MAX_CACHE_BEHAVIORS) throw cloudFrontError("TooManyCacheBehaviors");
  const accepted: CacheBehavior[] = [];
  for (const [index, { PathPattern, ...behavior }] of items.entries()) {
    const path = `distributionConfig.cacheBehaviors.items.${index + 1}.member`;
    accepted.push({
      PathPattern: required(PathPattern, `${path}.pathPattern`),
      ...(await acceptBehavior(context, behavior, targets, path)),
    });
  }
  if (new Set(accepted.map((behavior) => behavior.PathPattern)).size < accepted.length) {
    throw invalidParameter("PathPattern", "must be unique.");
  }
  return counted(accepted);
}

async function acceptBehavior(
  context: Context,
  input: Behavior,
  targets: ReadonlySet<string>,
  path: string,
): Promise<Behavior> {
  const target = required(input.TargetOriginId, `${path}.targetOriginId`);
  if (!targets.has(target)) throw cloudFrontError("NoSuchOrigin");
  await checkReferences(context, input);
  const { limits, accounts } = context;
  return {
    TargetOriginId: target,
    TrustedSigners: acceptTrustedSigners(
      input.TrustedSigners,
      limits.trustedSignersPerDistribution,
      accounts,
    ),
    TrustedKeyGroups: await acceptTrustedKeyGroups(context, input.TrustedKeyGroups),
    ViewerProtocolPolicy: required(input.ViewerProtocolPolicy, `${path}.viewerProtocolPolicy`),
    AllowedMethods: acceptMethods(input.AllowedMethods),
    SmoothStreaming: input.SmoothStreaming ?? false,
    Compress: input.Compress ?? false,
    LambdaFunctionAssociations: acceptLambdaAssociations(input.LambdaFunctionAssociations),
    FunctionAssociations: await acceptFunctionAssociations(context, input.FunctionAssociations),
    FieldLevelEncryptionId: input.FieldLevelEncryptionId ?? "",
    ...kept("RealtimeLogConfigArn", input),
    ...kept("OriginRequestPolicyId", input),
    ...kept("ResponseHeadersPolicyId", input),
    ...kept("GrpcConfig", input),
    ...acceptCaching(input),
  };
}

function kept<Member extends keyof Behavior>(member: Member, behavior: Behavior): Partial<Behavior> {
  const value = behavior[member];
  return value === undefined || value === "" ? {} : { [member]: value };
}

function acceptMethods(methods: AllowedMethods | undefined): AllowedMethods {
  if (methods === undefined) {
    return { Quantity: 2, Items: ["HEAD", "GET"], CachedMethods: { Quantity: 2, Items: ["HEAD", "GET"] } };
  }
  const allowed = itemsOf("AllowedMethods", methods);
  const cached = itemsOf("CachedMethods", methods.CachedMethods);
  if (!METHOD_SETS.includes([...allowed].sort().join()))
    throw invalidParameter("AllowedMethods", "is not valid.");
  if (methods.CachedMethods !== undefined && !CACHED_METHOD_SETS.includes([...cached].sort().join())) {
    throw invalidParameter("CachedMethods", "is not valid.");
  }
  return {
    Quantity: allowed.length,
    Items: [...allowed],
    CachedMethods: methods.CachedMethods ?? { Quantity: 2, Items: ["HEAD", "GET"] },
  };
}

/** A cache policy, or the older way: forwarded values and times to live in the behaviour itself. */
function acceptCaching(input: Behavior): Partial<Behavior> {
  const { CachePolicyId: policyId, ForwardedValues: forwarded } = input;
  if (policyId !== undefined && policyId !== "") {
    for (const member of ["ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL"] as const) {
      if (input[member] === undefined) continue;
      throw invalidParameter(
        member,
        "cannot be used when a cache policy is associated to the cache behavior.",
      );
    }
    return { CachePolicyId: policyId };
  }
  if (forwarded === undefined) throw invalidParameter("ForwardedValues", "is required.");
  if (input.MinTTL === undefined) throw invalidParameter("MinTTL", "is required.");
  const min = input.MinTTL;
  // What is left out gives way to the minimum.
  const fallback = input.DefaultTTL ?? Math.max(DAY_SECONDS, min);
  const max = input.MaxTTL ?? Math.max(YEAR_SECONDS, fallback);
  if (min < 0 || min > fallback || fallback > max) throw cloudFrontError("InvalidTTLOrder");
  return { ForwardedValues: acceptForwarded(forwarded), MinTTL: min, DefaultTTL: fallback, MaxTTL: max };
}

function acceptForwarded(forwarded: ForwardedValues): ForwardedValues {
  const cookies = required(forwarded.Cookies, "forwardedValues.cookies");
  const names = itemsOf("CookieNames", cookies.WhitelistedNames);
  const isWhitelist = cookies.Forward === "whitelist";
  if (isWhitelist !== (cookies.WhitelistedNames !== undefined) && (isWhitelist || names.length > 0)) {
    throw cloudFrontError("InvalidForwardCookies");
  }
  if (names.length > MAX_WHITELISTED_COOKIES) throw cloudFrontError("TooManyCookieNamesInWhiteList");
  const headers = itemsOf("Headers", forwarded.Headers);
  if (headers.length > MAX_FORWARDED_HEADERS) throw cloudFrontError("TooManyHeadersInForwardedValues");
  const keys = itemsOf("QueryStringCacheKeys", forwarded.QueryStringCacheKeys);
  if (keys.length > MAX_QUERY_STRING_KEYS) throw cloudFrontError("TooManyQueryStringParameters");
  if (keys.length > 0 && forwarded.QueryString !== true)
    throw cloudFrontError("InvalidQueryStringParameters");
  return {
    QueryString: forwarded.QueryString ?? false,
    Cookies: {
      Forward: cookies.Forward ?? "none",
      ...(isWhitelist ? { WhitelistedNames: counted(names) } : {}),
    },
    Headers: counted(headers),
    QueryStringCacheKeys: counted(keys),
  };
}
