import type {
  CreateResponseHeadersPolicyRequest,
  CreateResponseHeadersPolicyResult,
} from "@aws-sdk/client-cloudfront";
import { locationOf } from "../location.ts";
import {
  acceptResponseHeadersPolicy,
  RESPONSE_HEADERS_POLICY,
  toResponseHeadersPolicy,
} from "../policy/response-headers-policy-kind.ts";
import { createResource } from "../resource/create-resource.ts";
import type { Handler } from "../state.ts";

/** `CreateResponseHeadersPolicy`, POST /VERSION/response-headers-policy. */
export const createResponseHeadersPolicy: Handler<
  CreateResponseHeadersPolicyRequest,
  CreateResponseHeadersPolicyResult
> = async (context, { ResponseHeadersPolicyConfig: input }) => {
  const record = await createResource(context, RESPONSE_HEADERS_POLICY, acceptResponseHeadersPolicy(input));
  return {
    ResponseHeadersPolicy: toResponseHeadersPolicy(record),
    Location: locationOf(context.apiVersion, `response-headers-policy/${record.id}`),
    ETag: record.etag,
  };
};
