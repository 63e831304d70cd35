import type { OperationHandler } from "@oxbow/aws-protocol";
import { createCloudFrontOriginAccessIdentity } from "./operations/create-cloud-front-origin-access-identity.ts";
import { createDistribution } from "./operations/create-distribution.ts";
import { createDistributionWithTags } from "./operations/create-distribution-with-tags.ts";
import { createStreamingDistribution } from "./operations/create-streaming-distribution.ts";
import { createStreamingDistributionWithTags } from "./operations/create-streaming-distribution-with-tags.ts";
import { deleteCloudFrontOriginAccessIdentity } from "./operations/delete-cloud-front-origin-access-identity.ts";
import { deleteDistribution } from "./operations/delete-distribution.ts";
import { deleteStreamingDistribution } from "./operations/delete-streaming-distribution.ts";
import { getCloudFrontOriginAccessIdentity } from "./operations/get-cloud-front-origin-access-identity.ts";
import { getCloudFrontOriginAccessIdentityConfig } from "./operations/get-cloud-front-origin-access-identity-config.ts";
import { getDistribution } from "./operations/get-distribution.ts";
import { getDistributionConfig } from "./operations/get-distribution-config.ts";
import { getStreamingDistribution } from "./operations/get-streaming-distribution.ts";
import { getStreamingDistributionConfig } from "./operations/get-streaming-distribution-config.ts";
import { listCloudFrontOriginAccessIdentities } from "./operations/list-cloud-front-origin-access-identities.ts";
import { listDistributions } from "./operations/list-distributions.ts";
import { listStreamingDistributions } from "./operations/list-streaming-distributions.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateCloudFrontOriginAccessIdentity } from "./operations/update-cloud-front-origin-access-identity.ts";
import { updateDistribution } from "./operations/update-distribution.ts";
import { updateStreamingDistribution } from "./operations/update-streaming-distribution.ts";
import type { CloudFrontState } from "./state.ts";

type Operations = Readonly<Record<string, OperationHandler<CloudFrontState, never, object>>>;

/** Operations that change nothing but what has fallen due. */
export const READS: Operations = {
  GetCloudFrontOriginAccessIdentity: getCloudFrontOriginAccessIdentity,
  GetCloudFrontOriginAccessIdentityConfig: getCloudFrontOriginAccessIdentityConfig,
  GetDistribution: getDistribution,
  GetDistributionConfig: getDistributionConfig,
  GetStreamingDistribution: getStreamingDistribution,
  GetStreamingDistributionConfig: getStreamingDistributionConfig,
  ListCloudFrontOriginAccessIdentities: listCloudFrontOriginAccessIdentities,
  ListDistributions: listDistributions,
  ListStreamingDistributions: listStreamingDistributions,
  ListTagsForResource: listTagsForResource,
};

/** Operations that read, decide and commit: one at a time in an account, again when another process was faster. */
export const WRITES: Operations = {
  CreateCloudFrontOriginAccessIdentity: createCloudFrontOriginAccessIdentity,
  CreateDistribution: createDistribution,
  CreateDistributionWithTags: createDistributionWithTags,
  CreateStreamingDistribution: createStreamingDistribution,
  CreateStreamingDistributionWithTags: createStreamingDistributionWithTags,
  DeleteCloudFrontOriginAccessIdentity: deleteCloudFrontOriginAccessIdentity,
  DeleteDistribution: deleteDistribution,
  DeleteStreamingDistribution: deleteStreamingDistribution,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateCloudFrontOriginAccessIdentity: updateCloudFrontOriginAccessIdentity,
  UpdateDistribution: updateDistribution,
  UpdateStreamingDistribution: updateStreamingDistribution,
};
