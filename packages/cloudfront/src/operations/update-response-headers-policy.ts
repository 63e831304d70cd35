import type {
  UpdateResponseHeadersPolicyRequest,
  UpdateResponseHeadersPolicyResult,
} from "@aws-sdk/client-cloudfront";
import { checkIfMatch } from "../if-match.ts";
import { findOwnPolicy } from "../policy/policy-kind.ts";
import {
  acceptResponseHeadersPolicy,
  RESPONSE_HEADERS_POLICY,
  toResponseHeadersPolicy,
} from "../policy/response-headers-policy-kind.ts";
import { replaceResource } from "../resource/replace-resource.ts";
import type { Handler } from "../state.ts";

/** `UpdateResponseHeadersPolicy`, PUT /VERSION/response-headers-policy/ID; managed ones never change. */
export const updateResponseHeadersPolicy: Handler<
  UpdateResponseHeadersPolicyRequest,
  UpdateResponseHeadersPolicyResult
> = async (context, { Id, IfMatch, ResponseHeadersPolicyConfig: input }) => {
  const document = await findOwnPolicy(context, RESPONSE_HEADERS_POLICY, Id);
  checkIfMatch(IfMatch, document.value.etag);
  const config = acceptResponseHeadersPolicy(input);
  const record = await replaceResource(context, RESPONSE_HEADERS_POLICY, document, config);
  return { ResponseHeadersPolicy: toResponseHeadersPolicy(record), ETag: record.etag };
};
