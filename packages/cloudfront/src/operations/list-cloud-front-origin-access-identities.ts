import type {
  ListCloudFrontOriginAccessIdentitiesRequest,
  ListCloudFrontOriginAccessIdentitiesResult,
} from "@aws-sdk/client-cloudfront";
import { IDENTITY } from "../origin-access-identity/identity-kind.ts";
import { withItems } from "../paging/page.ts";
import { listResources } from "../resource/list-resources.ts";
import type { Handler } from "../state.ts";

/** `ListCloudFrontOriginAccessIdentities`, GET /VERSION/origin-access-identity/cloudfront. */
export const listCloudFrontOriginAccessIdentities: Handler<
  ListCloudFrontOriginAccessIdentitiesRequest,
  ListCloudFrontOriginAccessIdentitiesResult
> = async (context, input) => {
  const page = await listResources(context, IDENTITY, input);
  return {
    CloudFrontOriginAccessIdentityList: withItems(page, ({ id, config }) => ({
      Id: id,
      S3CanonicalUserId: context.canonicalUserIdOf(id),
      Comment: config.Comment,
    })),
  };
};
