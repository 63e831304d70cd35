import type {
  OriginRequestPolicy,
  OriginRequestPolicyConfig,
  OriginRequestPolicySummary,
} from "@aws-sdk/client-cloudfront";
import { required } from "../required.ts";
import type { ResourceRecord } from "../resource/resource-kind.ts";
import { acceptComment, acceptName } from "../rules/text.ts";
import { MANAGED_ORIGIN_REQUEST_POLICIES } from "./managed-origin-request-policies.ts";
import type { PolicyKind } from "./policy-kind.ts";
import { isReferredTo } from "./policy-references.ts";
import { checkWhitelist } from "./whitelists.ts";

const MAX_NAME_LENGTH = 128;

type OriginRequestPolicyRecord = ResourceRecord<OriginRequestPolicyConfig>;

/** Origin request policies. */
export const ORIGIN_REQUEST_POLICY: PolicyKind<OriginRequestPolicyConfig> = {
  name: "origin-request-policy",
  table: (tables) => tables.originRequestPolicies,
  newId: (identifiers) => identifiers.uuid(),
  limit: "originRequestPolicies",
  uniqueNames: (config) => [config.Name ?? ""],
  isIdempotent: false,
  failures: {
    notFound: "NoSuchOriginRequestPolicy",
    alreadyExists: "OriginRequestPolicyAlreadyExists",
    tooMany: "TooManyOriginRequestPolicies",
    inUse: "OriginRequestPolicyInUse",
  },
  isInUse: (context, id) => isReferredTo(context, "OriginRequestPolicyId", id),
  managed: MANAGED_ORIGIN_REQUEST_POLICIES,
};

export function acceptOriginRequestPolicy(
  input: OriginRequestPolicyConfig | undefined,
): OriginRequestPolicyConfig {
  const path = "originRequestPolicyConfig";
  const config = required(input, path);
  const headers = required(config.HeadersConfig, `${path}.headersConfig`);
  const cookies = required(config.CookiesConfig, `${path}.cookiesConfig`);
  const query = required(config.QueryStringsConfig, `${path}.queryStringsConfig`);
  checkWhitelist("Headers", headers.HeaderBehavior, headers.Headers, "TooManyHeadersInOriginRequestPolicy");
  checkWhitelist("Cookies", cookies.CookieBehavior, cookies.Cookies, "TooManyCookiesInOriginRequestPolicy");
  checkWhitelist(
    "QueryStrings",
    query.QueryStringBehavior,
    query.QueryStrings,
    "TooManyQueryStringsInOriginRequestPolicy",
  );
  return {
    Comment: acceptComment(config.Comment ?? ""),
    Name: acceptName(required(config.Name, `${path}.name`), MAX_NAME_LENGTH),
    HeadersConfig: headers,
    CookiesConfig: cookies,
    QueryStringsConfig: query,
  };
}

export function toOriginRequestPolicy({
  id,
  lastModifiedMs,
  config,
}: OriginRequestPolicyRecord): OriginRequestPolicy {
  return { Id: id, LastModifiedTime: new Date(lastModifiedMs), OriginRequestPolicyConfig: config };
}

export function toOriginRequestPolicySummary(record: OriginRequestPolicyRecord): OriginRequestPolicySummary {
  return {
    Type: ORIGIN_REQUEST_POLICY.managed.has(record.id) ? "managed" : "custom",
    OriginRequestPolicy: toOriginRequestPolicy(record),
  };
}
