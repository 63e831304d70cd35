import type {
  GetCloudFrontOriginAccessIdentityConfigRequest,
  GetCloudFrontOriginAccessIdentityConfigResult,
} from "@aws-sdk/client-cloudfront";
import { IDENTITY } from "../origin-access-identity/identity-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetCloudFrontOriginAccessIdentityConfig`, GET /VERSION/origin-access-identity/cloudfront/ID/config. */
export const getCloudFrontOriginAccessIdentityConfig: Handler<
  GetCloudFrontOriginAccessIdentityConfigRequest,
  GetCloudFrontOriginAccessIdentityConfigResult
> = async (context, { Id }) => {
  const { value: record } = await findResource(context, IDENTITY, Id);
  return { CloudFrontOriginAccessIdentityConfig: record.config, ETag: record.etag };
};
