import type {
  GetResponseHeadersPolicyRequest,
  GetResponseHeadersPolicyResult,
} from "@aws-sdk/client-cloudfront";
import { findPolicy } from "../policy/policy-kind.ts";
import { RESPONSE_HEADERS_POLICY, toResponseHeadersPolicy } from "../policy/response-headers-policy-kind.ts";
import type { Handler } from "../state.ts";

/** `GetResponseHeadersPolicy`, GET /VERSION/response-headers-policy/ID; managed ones are the same in every account. */
export const getResponseHeadersPolicy: Handler<
  GetResponseHeadersPolicyRequest,
  GetResponseHeadersPolicyResult
> = async (context, { Id }) => {
  const record = await findPolicy(context, RESPONSE_HEADERS_POLICY, Id);
  return { ResponseHeadersPolicy: toResponseHeadersPolicy(record), ETag: record.etag };
};
