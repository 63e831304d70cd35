import type {
  CreateOriginRequestPolicyRequest,
  CreateOriginRequestPolicyResult,
} from "@aws-sdk/client-cloudfront";
import { locationOf } from "../location.ts";
import {
  acceptOriginRequestPolicy,
  ORIGIN_REQUEST_POLICY,
  toOriginRequestPolicy,
} from "../policy/origin-request-policy-kind.ts";
import { createResource } from "../resource/create-resource.ts";
import type { Handler } from "../state.ts";

/** `CreateOriginRequestPolicy`, POST /VERSION/origin-request-policy. */
export const createOriginRequestPolicy: Handler<
  CreateOriginRequestPolicyRequest,
  CreateOriginRequestPolicyResult
> = async (context, { OriginRequestPolicyConfig: input }) => {
  const record = await createResource(context, ORIGIN_REQUEST_POLICY, acceptOriginRequestPolicy(input));
  return {
    OriginRequestPolicy: toOriginRequestPolicy(record),
    Location: locationOf(context.apiVersion, `origin-request-policy/${record.id}`),
    ETag: record.etag,
  };
};
