import type {
  UpdateCloudFrontOriginAccessIdentityRequest,
  UpdateCloudFrontOriginAccessIdentityResult,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { checkIfMatch } from "../if-match.ts";
import { acceptIdentityConfig, IDENTITY, toIdentity } from "../origin-access-identity/identity-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import { replaceResource } from "../resource/replace-resource.ts";
import type { Handler } from "../state.ts";

/** `UpdateCloudFrontOriginAccessIdentity`, PUT /VERSION/origin-access-identity/cloudfront/ID/config: the comment. */
export const updateCloudFrontOriginAccessIdentity: Handler<
  UpdateCloudFrontOriginAccessIdentityRequest,
  UpdateCloudFrontOriginAccessIdentityResult
> = async (context, { Id, IfMatch, CloudFrontOriginAccessIdentityConfig: input }) => {
  const document = await findResource(context, IDENTITY, Id);
  checkIfMatch(IfMatch, document.value.etag);
  const config = acceptIdentityConfig(input);
  if (config.CallerReference !== document.value.config.CallerReference) {
    throw cloudFrontError("IllegalUpdate", "You cannot update CallerReference.");
  }
  const record = await replaceResource(context, IDENTITY, document, config);
  return { CloudFrontOriginAccessIdentity: toIdentity(context, record), ETag: record.etag };
};
