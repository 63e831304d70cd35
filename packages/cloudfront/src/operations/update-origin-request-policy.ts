import type {
  UpdateOriginRequestPolicyRequest,
  UpdateOriginRequestPolicyResult,
} from "@aws-sdk/client-cloudfront";
import { checkIfMatch } from "../if-match.ts";
import {
  acceptOriginRequestPolicy,
  ORIGIN_REQUEST_POLICY,
  toOriginRequestPolicy,
} from "../policy/origin-request-policy-kind.ts";
import { findOwnPolicy } from "../policy/policy-kind.ts";
import { replaceResource } from "../resource/replace-resource.ts";
import type { Handler } from "../state.ts";

/** `UpdateOriginRequestPolicy`, PUT /VERSION/origin-request-policy/ID; managed ones never change. */
export const updateOriginRequestPolicy: Handler<
  UpdateOriginRequestPolicyRequest,
  UpdateOriginRequestPolicyResult
> = async (context, { Id, IfMatch, OriginRequestPolicyConfig: input }) => {
  const document = await findOwnPolicy(context, ORIGIN_REQUEST_POLICY, Id);
  checkIfMatch(IfMatch, document.value.etag);
  const config = acceptOriginRequestPolicy(input);
  const record = await replaceResource(context, ORIGIN_REQUEST_POLICY, document, config);
  return { OriginRequestPolicy: toOriginRequestPolicy(record), ETag: record.etag };
};
