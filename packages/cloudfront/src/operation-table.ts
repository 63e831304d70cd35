import type { OperationHandler } from "@oxbow/aws-protocol";
import { copyDistribution } from "./operations/copy-distribution.ts";
import { createCachePolicy } from "./operations/create-cache-policy.ts";
import { createCloudFrontOriginAccessIdentity } from "./operations/create-cloud-front-origin-access-identity.ts";
import { createDistribution } from "./operations/create-distribution.ts";
import { createDistributionWithTags } from "./operations/create-distribution-with-tags.ts";
import { createFieldLevelEncryptionConfig } from "./operations/create-field-level-encryption-config.ts";
import { createFieldLevelEncryptionProfile } from "./operations/create-field-level-encryption-profile.ts";
import { createFunction } from "./operations/create-function.ts";
import { createInvalidation } from "./operations/create-invalidation.ts";
import { createKeyGroup } from "./operations/create-key-group.ts";
import { createMonitoringSubscription } from "./operations/create-monitoring-subscription.ts";
import { createOriginAccessControl } from "./operations/create-origin-access-control.ts";
import { createOriginRequestPolicy } from "./operations/create-origin-request-policy.ts";
import { createPublicKey } from "./operations/create-public-key.ts";
import { createRealtimeLogConfig } from "./operations/create-realtime-log-config.ts";
import { createResponseHeadersPolicy } from "./operations/create-response-headers-policy.ts";
import { createStreamingDistribution } from "./operations/create-streaming-distribution.ts";
import { createStreamingDistributionWithTags } from "./operations/create-streaming-distribution-with-tags.ts";
import { deleteCachePolicy } from "./operations/delete-cache-policy.ts";
import { deleteCloudFrontOriginAccessIdentity } from "./operations/delete-cloud-front-origin-access-identity.ts";
import { deleteDistribution } from "./operations/delete-distribution.ts";
import { deleteFieldLevelEncryptionConfig } from "./operations/delete-field-level-encryption-config.ts";
import { deleteFieldLevelEncryptionProfile } from "./operations/delete-field-level-encryption-profile.ts";
import { deleteFunction } from "./operations/delete-function.ts";
import { deleteKeyGroup } from "./operations/delete-key-group.ts";
import { deleteMonitoringSubscription } from "./operations/delete-monitoring-subscription.ts";
import { deleteOriginAccessControl } from "./operations/delete-origin-access-control.ts";
import { deleteOriginRequestPolicy } from "./operations/delete-origin-request-policy.ts";
import { deletePublicKey } from "./operations/delete-public-key.ts";
import { deleteRealtimeLogConfig } from "./operations/delete-realtime-log-config.ts";
import { deleteResponseHeadersPolicy } from "./operations/delete-response-headers-policy.ts";
import { deleteStreamingDistribution } from "./operations/delete-streaming-distribution.ts";
import { describeFunction } from "./operations/describe-function.ts";
import { getCachePolicy } from "./operations/get-cache-policy.ts";
import { getCachePolicyConfig } from "./operations/get-cache-policy-config.ts";
import { getCloudFrontOriginAccessIdentity } from "./operations/get-cloud-front-origin-access-identity.ts";
import { getCloudFrontOriginAccessIdentityConfig } from "./operations/get-cloud-front-origin-access-identity-config.ts";
import { getDistribution } from "./operations/get-distribution.ts";
import { getDistributionConfig } from "./operations/get-distribution-config.ts";
import { getFieldLevelEncryption } from "./operations/get-field-level-encryption.ts";
import { getFieldLevelEncryptionConfig } from "./operations/get-field-level-encryption-config.ts";
import { getFieldLevelEncryptionProfile } from "./operations/get-field-level-encryption-profile.ts";
import { getFieldLevelEncryptionProfileConfig } from "./operations/get-field-level-encryption-profile-config.ts";
import { getFunction } from "./operations/get-function.ts";
import { getInvalidation } from "./operations/get-invalidation.ts";
import { getKeyGroup } from "./operations/get-key-group.ts";
import { getKeyGroupConfig } from "./operations/get-key-group-config.ts";
import { getMonitoringSubscription } from "./operations/get-monitoring-subscription.ts";
import { getOriginAccessControl } from "./operations/get-origin-access-control.ts";
import { getOriginAccessControlConfig } from "./operations/get-origin-access-control-config.ts";
import { getOriginRequestPolicy } from "./operations/get-origin-request-policy.ts";
import { getOriginRequestPolicyConfig } from "./operations/get-origin-request-policy-config.ts";
import { getPublicKey } from "./operations/get-public-key.ts";
import { getPublicKeyConfig } from "./operations/get-public-key-config.ts";
import { getRealtimeLogConfig } from "./operations/get-realtime-log-config.ts";
import { getResponseHeadersPolicy } from "./operations/get-response-headers-policy.ts";
import { getResponseHeadersPolicyConfig } from "./operations/get-response-headers-policy-config.ts";
import { getStreamingDistribution } from "./operations/get-streaming-distribution.ts";
import { getStreamingDistributionConfig } from "./operations/get-streaming-distribution-config.ts";
import { listCachePolicies } from "./operations/list-cache-policies.ts";
import { listCloudFrontOriginAccessIdentities } from "./operations/list-cloud-front-origin-access-identities.ts";
import { listDistributions } from "./operations/list-distributions.ts";
import { listDistributionsByAnycastIpListId } from "./operations/list-distributions-by-anycast-ip-list-id.ts";
import { listDistributionsByCachePolicyId } from "./operations/list-distributions-by-cache-policy-id.ts";
import { listDistributionsByConnectionFunction } from "./operations/list-distributions-by-connection-function.ts";
import { listDistributionsByConnectionMode } from "./operations/list-distributions-by-connection-mode.ts";
import { listDistributionsByKeyGroup } from "./operations/list-distributions-by-key-group.ts";
import { listDistributionsByOriginRequestPolicyId } from "./operations/list-distributions-by-origin-request-policy-id.ts";
import { listDistributionsByOwnedResource } from "./operations/list-distributions-by-owned-resource.ts";
import { listDistributionsByRealtimeLogConfig } from "./operations/list-distributions-by-realtime-log-config.ts";
import { listDistributionsByResponseHeadersPolicyId } from "./operations/list-distributions-by-response-headers-policy-id.ts";
import { listDistributionsByTrustStore } from "./operations/list-distributions-by-trust-store.ts";
import { listDistributionsByVpcOriginId } from "./operations/list-distributions-by-vpc-origin-id.ts";
import { listDistributionsByWebACLId } from "./operations/list-distributions-by-web-acl-id.ts";
import { listFieldLevelEncryptionConfigs } from "./operations/list-field-level-encryption-configs.ts";
import { listFieldLevelEncryptionProfiles } from "./operations/list-field-level-encryption-profiles.ts";
import { listFunctions } from "./operations/list-functions.ts";
import { listInvalidations } from "./operations/list-invalidations.ts";
import { listKeyGroups } from "./operations/list-key-groups.ts";
import { listOriginAccessControls } from "./operations/list-origin-access-controls.ts";
import { listOriginRequestPolicies } from "./operations/list-origin-request-policies.ts";
import { listPublicKeys } from "./operations/list-public-keys.ts";
import { listRealtimeLogConfigs } from "./operations/list-realtime-log-configs.ts";
import { listResponseHeadersPolicies } from "./operations/list-response-headers-policies.ts";
import { listStreamingDistributions } from "./operations/list-streaming-distributions.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { publishFunction } from "./operations/publish-function.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { testFunction } from "./operations/test-function.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateCachePolicy } from "./operations/update-cache-policy.ts";
import { updateCloudFrontOriginAccessIdentity } from "./operations/update-cloud-front-origin-access-identity.ts";
import { updateDistribution } from "./operations/update-distribution.ts";
import { updateFieldLevelEncryptionConfig } from "./operations/update-field-level-encryption-config.ts";
import { updateFieldLevelEncryptionProfile } from "./operations/update-field-level-encryption-profile.ts";
import { updateFunction } from "./operations/update-function.ts";
import { updateKeyGroup } from "./operations/update-key-group.ts";
import { updateOriginAccessControl } from "./operations/update-origin-access-control.ts";
import { updateOriginRequestPolicy } from "./operations/update-origin-request-policy.ts";
import { updatePublicKey } from "./operations/update-public-key.ts";
import { updateRealtimeLogConfig } from "./operations/update-realtime-log-config.ts";
import { updateResponseHeadersPolicy } from "./operations/update-response-headers-policy.ts";
import { updateStreamingDistribution } from "./operations/update-streaming-distribution.ts";
import type { CloudFrontState } from "./state.ts";

type Operations = Readonly<Record<string, OperationHandler<CloudFrontState, never, object>>>;

/** Operations that change nothing but what has fallen due. */
export const READS: Operations = {
  DescribeFunction: describeFunction,
  GetCachePolicy: getCachePolicy,
  GetCachePolicyConfig: getCachePolicyConfig,
  GetCloudFrontOriginAccessIdentity: getCloudFrontOriginAccessIdentity,
  GetCloudFrontOriginAccessIdentityConfig: getCloudFrontOriginAccessIdentityConfig,
  GetDistribution: getDistribution,
  GetDistributionConfig: getDistributionConfig,
  GetFieldLevelEncryption: getFieldLevelEncryption,
  GetFieldLevelEncryptionConfig: getFieldLevelEncryptionConfig,
  GetFieldLevelEncryptionProfile: getFieldLevelEncryptionProfile,
  GetFieldLevelEncryptionProfileConfig: getFieldLevelEncryptionProfileConfig,
  GetFunction: getFunction,
  GetInvalidation: getInvalidation,
  GetKeyGroup: getKeyGroup,
  GetKeyGroupConfig: getKeyGroupConfig,
  GetMonitoringSubscription: getMonitoringSubscription,
  GetOriginAccessControl: getOriginAccessControl,
  GetOriginAccessControlConfig: getOriginAccessControlConfig,
  GetOriginRequestPolicy: getOriginRequestPolicy,
  GetOriginRequestPolicyConfig: getOriginRequestPolicyConfig,
  GetPublicKey: getPublicKey,
  GetPublicKeyConfig: getPublicKeyConfig,
  GetRealtimeLogConfig: getRealtimeLogConfig,
  GetResponseHeadersPolicy: getResponseHeadersPolicy,
  GetResponseHeadersPolicyConfig: getResponseHeadersPolicyConfig,
  GetStreamingDistribution: getStreamingDistribution,
  GetStreamingDistributionConfig: getStreamingDistributionConfig,
  ListCachePolicies: listCachePolicies,
  ListCloudFrontOriginAccessIdentities: listCloudFrontOriginAccessIdentities,
  ListDistributions: listDistributions,
  ListDistributionsByAnycastIpListId: listDistributionsByAnycastIpListId,
  ListDistributionsByCachePolicyId: listDistributionsByCachePolicyId,
  ListDistributionsByConnectionFunction: listDistributionsByConnectionFunction,
  ListDistributionsByConnectionMode: listDistributionsByConnectionMode,
  ListDistributionsByKeyGroup: listDistributionsByKeyGroup,
  ListDistributionsByOriginRequestPolicyId: listDistributionsByOriginRequestPolicyId,
  ListDistributionsByOwnedResource: listDistributionsByOwnedResource,
  ListDistributionsByRealtimeLogConfig: listDistributionsByRealtimeLogConfig,
  ListDistributionsByResponseHeadersPolicyId: listDistributionsByResponseHeadersPolicyId,
  ListDistributionsByTrustStore: listDistributionsByTrustStore,
  ListDistributionsByVpcOriginId: listDistributionsByVpcOriginId,
  ListDistributionsByWebACLId: listDistributionsByWebACLId,
  ListFieldLevelEncryptionConfigs: listFieldLevelEncryptionConfigs,
  ListFieldLevelEncryptionProfiles: listFieldLevelEncryptionProfiles,
  ListFunctions: listFunctions,
  ListInvalidations: listInvalidations,
  ListKeyGroups: listKeyGroups,
  ListOriginAccessControls: listOriginAccessControls,
  ListOriginRequestPolicies: listOriginRequestPolicies,
  ListPublicKeys: listPublicKeys,
  ListRealtimeLogConfigs: listRealtimeLogConfigs,
  ListResponseHeadersPolicies: listResponseHeadersPolicies,
  ListStreamingDistributions: listStreamingDistributions,
  ListTagsForResource: listTagsForResource,
};

/** Operations that read, decide and commit: one at a time in an account, again when another process was faster. */
export const WRITES: Operations = {
  CopyDistribution: copyDistribution,
  CreateCachePolicy: createCachePolicy,
  CreateCloudFrontOriginAccessIdentity: createCloudFrontOriginAccessIdentity,
  CreateDistribution: createDistribution,
  CreateDistributionWithTags: createDistributionWithTags,
  CreateFieldLevelEncryptionConfig: createFieldLevelEncryptionConfig,
  CreateFieldLevelEncryptionProfile: createFieldLevelEncryptionProfile,
  CreateFunction: createFunction,
  CreateInvalidation: createInvalidation,
  CreateKeyGroup: createKeyGroup,
  CreateMonitoringSubscription: createMonitoringSubscription,
  CreateOriginAccessControl: createOriginAccessControl,
  CreateOriginRequestPolicy: createOriginRequestPolicy,
  CreatePublicKey: createPublicKey,
  CreateRealtimeLogConfig: createRealtimeLogConfig,
  CreateResponseHeadersPolicy: createResponseHeadersPolicy,
  CreateStreamingDistribution: createStreamingDistribution,
  CreateStreamingDistributionWithTags: createStreamingDistributionWithTags,
  DeleteCachePolicy: deleteCachePolicy,
  DeleteCloudFrontOriginAccessIdentity: deleteCloudFrontOriginAccessIdentity,
  DeleteDistribution: deleteDistribution,
  DeleteFieldLevelEncryptionConfig: deleteFieldLevelEncryptionConfig,
  DeleteFieldLevelEncryptionProfile: deleteFieldLevelEncryptionProfile,
  DeleteFunction: deleteFunction,
  DeleteKeyGroup: deleteKeyGroup,
  DeleteMonitoringSubscription: deleteMonitoringSubscription,
  DeleteOriginAccessControl: deleteOriginAccessControl,
  DeleteOriginRequestPolicy: deleteOriginRequestPolicy,
  DeletePublicKey: deletePublicKey,
  DeleteRealtimeLogConfig: deleteRealtimeLogConfig,
  DeleteResponseHeadersPolicy: deleteResponseHeadersPolicy,
  DeleteStreamingDistribution: deleteStreamingDistribution,
  PublishFunction: publishFunction,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateCachePolicy: updateCachePolicy,
  UpdateCloudFrontOriginAccessIdentity: updateCloudFrontOriginAccessIdentity,
  UpdateDistribution: updateDistribution,
  UpdateFieldLevelEncryptionConfig: updateFieldLevelEncryptionConfig,
  UpdateFieldLevelEncryptionProfile: updateFieldLevelEncryptionProfile,
  UpdateFunction: updateFunction,
  UpdateKeyGroup: updateKeyGroup,
  UpdateOriginAccessControl: updateOriginAccessControl,
  UpdateOriginRequestPolicy: updateOriginRequestPolicy,
  UpdatePublicKey: updatePublicKey,
  UpdateRealtimeLogConfig: updateRealtimeLogConfig,
  UpdateResponseHeadersPolicy: updateResponseHeadersPolicy,
  UpdateStreamingDistribution: updateStreamingDistribution,
};

/** Operations that need a thread and memory of their own: one at a time in the process. */
export const RUNS: Operations = {
  TestFunction: testFunction,
};
