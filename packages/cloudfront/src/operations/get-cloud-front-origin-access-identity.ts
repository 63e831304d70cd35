import type {
  GetCloudFrontOriginAccessIdentityRequest,
  GetCloudFrontOriginAccessIdentityResult,
} from "@aws-sdk/client-cloudfront";
import { IDENTITY, toIdentity } from "../origin-access-identity/identity-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetCloudFrontOriginAccessIdentity`, GET /VERSION/origin-access-identity/cloudfront/ID. */
export const getCloudFrontOriginAccessIdentity: Handler<
  GetCloudFrontOriginAccessIdentityRequest,
  GetCloudFrontOriginAccessIdentityResult
> = async (context, { Id }) => {
  const { value: record } = await findResource(context, IDENTITY, Id);
  return { CloudFrontOriginAccessIdentity: toIdentity(context, record), ETag: record.etag };
};
