import type {
  GetResponseHeadersPolicyConfigRequest,
  GetResponseHeadersPolicyConfigResult,
} from "@aws-sdk/client-cloudfront";
import { findPolicy } from "../policy/policy-kind.ts";
import { RESPONSE_HEADERS_POLICY } from "../policy/response-headers-policy-kind.ts";
import type { Handler } from "../state.ts";

/** `GetResponseHeadersPolicyConfig`, GET /VERSION/response-headers-policy/ID/config. */
export const getResponseHeadersPolicyConfig: Handler<
  GetResponseHeadersPolicyConfigRequest,
  GetResponseHeadersPolicyConfigResult
> = async (context, { Id }) => {
  const record = await findPolicy(context, RESPONSE_HEADERS_POLICY, Id);
  return { ResponseHeadersPolicyConfig: record.config, ETag: record.etag };
};
