import type {
  GetOriginRequestPolicyConfigRequest,
  GetOriginRequestPolicyConfigResult,
} from "@aws-sdk/client-cloudfront";
import { ORIGIN_REQUEST_POLICY } from "../policy/origin-request-policy-kind.ts";
import { findPolicy } from "../policy/policy-kind.ts";
import type { Handler } from "../state.ts";

/** `GetOriginRequestPolicyConfig`, GET /VERSION/origin-request-policy/ID/config. */
export const getOriginRequestPolicyConfig: Handler<
  GetOriginRequestPolicyConfigRequest,
  GetOriginRequestPolicyConfigResult
> = async (context, { Id }) => {
  const record = await findPolicy(context, ORIGIN_REQUEST_POLICY, Id);
  return { OriginRequestPolicyConfig: record.config, ETag: record.etag };
};
