import type { GetOriginRequestPolicyRequest, GetOriginRequestPolicyResult } from "@aws-sdk/client-cloudfront";
import { ORIGIN_REQUEST_POLICY, toOriginRequestPolicy } from "../policy/origin-request-policy-kind.ts";
import { findPolicy } from "../policy/policy-kind.ts";
import type { Handler } from "../state.ts";

/** `GetOriginRequestPolicy`, GET /VERSION/origin-request-policy/ID; managed ones are the same in every account. */
export const getOriginRequestPolicy: Handler<
  GetOriginRequestPolicyRequest,
  GetOriginRequestPolicyResult
> = async (context, { Id }) => {
  const record = await findPolicy(context, ORIGIN_REQUEST_POLICY, Id);
  return { OriginRequestPolicy: toOriginRequestPolicy(record), ETag: record.etag };
};
