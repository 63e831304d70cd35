import type {
  ResponseHeadersPolicy,
  ResponseHeadersPolicyConfig,
  ResponseHeadersPolicySummary,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { required } from "../required.ts";
import type { ResourceRecord } from "../resource/resource-kind.ts";
import { checkQuantitiesInside } from "../rules/quantities-inside.ts";
import { acceptComment, acceptName } from "../rules/text.ts";
import { MANAGED_RESPONSE_HEADERS_POLICIES } from "./managed-response-headers-policies.ts";
import type { PolicyKind } from "./policy-kind.ts";
import { isReferredTo } from "./policy-references.ts";

/** Quotas of the developer guide. */
const MAX_CUSTOM_HEADERS = 10;
const MAX_REMOVED_HEADERS = 10;
const MAX_CSP_LENGTH = 1783;
const MAX_NAME_LENGTH = 128;

type ResponseHeadersPolicyRecord = ResourceRecord<ResponseHeadersPolicyConfig>;

/** Response headers policies. The edge applies their CORS part only. */
export const RESPONSE_HEADERS_POLICY: PolicyKind<ResponseHeadersPolicyConfig> = {
  name: "response-headers-policy",
  table: (tables) => tables.responseHeadersPolicies,
  newId: (identifiers) => identifiers.uuid(),
  limit: "responseHeadersPolicies",
  uniqueNames: (config) => [config.Name ?? ""],
  isIdempotent: false,
  failures: {
    notFound: "NoSuchResponseHeadersPolicy",
    alreadyExists: "ResponseHeadersPolicyAlreadyExists",
    tooMany: "TooManyResponseHeadersPolicies",
    inUse: "ResponseHeadersPolicyInUse",
  },
  isInUse: (context, id) => isReferredTo(context, "ResponseHeadersPolicyId", id),
  managed: MANAGED_RESPONSE_HEADERS_POLICIES,
};

export function acceptResponseHeadersPolicy(
  input: ResponseHeadersPolicyConfig | undefined,
): ResponseHeadersPolicyConfig {
  const path = "responseHeadersPolicyConfig";
  const config = required(input, path);
  checkQuantitiesInside(config);
  if ((config.CustomHeadersConfig?.Quantity ?? 0) > MAX_CUSTOM_HEADERS) {
    throw cloudFrontError("TooManyCustomHeadersInResponseHeadersPolicy");
  }
  if ((config.RemoveHeadersConfig?.Quantity ?? 0) > MAX_REMOVED_HEADERS) {
    throw cloudFrontError("TooManyRemoveHeadersInResponseHeadersPolicy");
  }
  const csp = config.SecurityHeadersConfig?.ContentSecurityPolicy?.ContentSecurityPolicy ?? "";
  if (csp.length > MAX_CSP_LENGTH) throw cloudFrontError("TooLongCSPInResponseHeadersPolicy");
  return {
    ...config,
    Comment: acceptComment(config.Comment ?? ""),
    Name: acceptName(required(config.Name, `${path}.name`), MAX_NAME_LENGTH),
  };
}

export function toResponseHeadersPolicy({
  id,
  lastModifiedMs,
  config,
}: ResponseHeadersPolicyRecord): ResponseHeadersPolicy {
  return { Id: id, LastModifiedTime: new Date(lastModifiedMs), ResponseHeadersPolicyConfig: config };
}

export function toResponseHeadersPolicySummary(
  record: ResponseHeadersPolicyRecord,
): ResponseHeadersPolicySummary {
  return {
    Type: RESPONSE_HEADERS_POLICY.managed.has(record.id) ? "managed" : "custom",
    ResponseHeadersPolicy: toResponseHeadersPolicy(record),
  };
}
