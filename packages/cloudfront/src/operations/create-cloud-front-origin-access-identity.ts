import type {
  CreateCloudFrontOriginAccessIdentityRequest,
  CreateCloudFrontOriginAccessIdentityResult,
} from "@aws-sdk/client-cloudfront";
import { locationOf } from "../location.ts";
import { acceptIdentityConfig, IDENTITY, toIdentity } from "../origin-access-identity/identity-kind.ts";
import { createResource } from "../resource/create-resource.ts";
import type { Handler } from "../state.ts";

/**
 * `CreateCloudFrontOriginAccessIdentity`, POST /VERSION/origin-access-identity/cloudfront.
 *
 * Fidelity: the same caller reference with the same content answers as the first time, in every version.
 */
export const createCloudFrontOriginAccessIdentity: Handler<
  CreateCloudFrontOriginAccessIdentityRequest,
  CreateCloudFrontOriginAccessIdentityResult
> = async (context, input) => {
  const config = acceptIdentityConfig(input.CloudFrontOriginAccessIdentityConfig);
  const record = await createResource(context, IDENTITY, config);
  return {
    CloudFrontOriginAccessIdentity: toIdentity(context, record),
    Location: locationOf(context.apiVersion, `origin-access-identity/cloudfront/${record.id}`),
    ETag: record.etag,
  };
};
