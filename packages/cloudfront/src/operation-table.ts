import type { OperationHandler } from "@oxbow/aws-protocol";
import type { CloudFrontState } from "./state.ts";

export type AnyHandler = OperationHandler<CloudFrontState, never, object>;

/** Operations by name, each loaded when it is first asked for: a start needs none of them. */
export type Operations = Readonly<Record<string, () => Promise<AnyHandler>>>;

/** Operations that change nothing but what has fallen due. */
export const READS: Operations = {
  DescribeFunction: async () => (await import("./operations/describe-function.ts")).describeFunction,
  GetCachePolicy: async () => (await import("./operations/get-cache-policy.ts")).getCachePolicy,
  GetCachePolicyConfig: async () =>
    (await import("./operations/get-cache-policy-config.ts")).getCachePolicyConfig,
  GetCloudFrontOriginAccessIdentity: async () =>
    (await import("./operations/get-cloud-front-origin-access-identity.ts"))
      .getCloudFrontOriginAccessIdentity,
  GetCloudFrontOriginAccessIdentityConfig: async () =>
    (await import("./operations/get-cloud-front-origin-access-identity-config.ts"))
      .getCloudFrontOriginAccessIdentityConfig,
  GetDistribution: async () => (await import("./operations/get-distribution.ts")).getDistribution,
  GetDistributionConfig: async () =>
    (await import("./operations/get-distribution-config.ts")).getDistributionConfig,
  GetFieldLevelEncryption: async () =>
    (await import("./operations/get-field-level-encryption.ts")).getFieldLevelEncryption,
  GetFieldLevelEncryptionConfig: async () =>
    (await import("./operations/get-field-level-encryption-config.ts")).getFieldLevelEncryptionConfig,
  GetFieldLevelEncryptionProfile: async () =>
    (await import("./operations/get-field-level-encryption-profile.ts")).getFieldLevelEncryptionProfile,
  GetFieldLevelEncryptionProfileConfig: async () =>
    (await import("./operations/get-field-level-encryption-profile-config.ts"))
      .getFieldLevelEncryptionProfileConfig,
  GetFunction: async () => (await import("./operations/get-function.ts")).getFunction,
  GetInvalidation: async () => (await import("./operations/get-invalidation.ts")).getInvalidation,
  GetKeyGroup: async () => (await import("./operations/get-key-group.ts")).getKeyGroup,
  GetKeyGroupConfig: async () => (await import("./operations/get-key-group-config.ts")).getKeyGroupConfig,
  GetMonitoringSubscription: async () =>
    (await import("./operations/get-monitoring-subscription.ts")).getMonitoringSubscription,
  GetOriginAccessControl: async () =>
    (await import("./operations/get-origin-access-control.ts")).getOriginAccessControl,
  GetOriginAccessControlConfig: async () =>
    (await import("./operations/get-origin-access-control-config.ts")).getOriginAccessControlConfig,
  GetOriginRequestPolicy: async () =>
    (await import("./operations/get-origin-request-policy.ts")).getOriginRequestPolicy,
  GetOriginRequestPolicyConfig: async () =>
    (await import("./operations/get-origin-request-policy-config.ts")).getOriginRequestPolicyConfig,
  GetPublicKey: async () => (await import("./operations/get-public-key.ts")).getPublicKey,
  GetPublicKeyConfig: async () => (await import("./operations/get-public-key-config.ts")).getPublicKeyConfig,
  GetRealtimeLogConfig: async () =>
    (await import("./operations/get-realtime-log-config.ts")).getRealtimeLogConfig,
  GetResponseHeadersPolicy: async () =>
    (await import("./operations/get-response-headers-policy.ts")).getResponseHeadersPolicy,
  GetResponseHeadersPolicyConfig: async () =>
    (await import("./operations/get-response-headers-policy-config.ts")).getResponseHeadersPolicyConfig,
  GetStreamingDistribution: async () =>
    (await import("./operations/get-streaming-distribution.ts")).getStreamingDistribution,
  GetStreamingDistributionConfig: async () =>
    (await import("./operations/get-streaming-distribution-config.ts")).getStreamingDistributionConfig,
  ListCachePolicies: async () => (await import("./operations/list-cache-policies.ts")).listCachePolicies,
  ListCloudFrontOriginAccessIdentities: async () =>
    (await import("./operations/list-cloud-front-origin-access-identities.ts"))
      .listCloudFrontOriginAccessIdentities,
  ListDistributions: async () => (await import("./operations/list-distributions.ts")).listDistributions,
  ListDistributionsByAnycastIpListId: async () =>
    (await import("./operations/list-distributions-by-anycast-ip-list-id.ts"))
      .listDistributionsByAnycastIpListId,
  ListDistributionsByCachePolicyId: async () =>
    (await import("./operations/list-distributions-by-cache-policy-id.ts")).listDistributionsByCachePolicyId,
  ListDistributionsByConnectionFunction: async () =>
    (await import("./operations/list-distributions-by-connection-function.ts"))
      .listDistributionsByConnectionFunction,
  ListDistributionsByConnectionMode: async () =>
    (await import("./operations/list-distributions-by-connection-mode.ts")).listDistributionsByConnectionMode,
  ListDistributionsByKeyGroup: async () =>
    (await import("./operations/list-distributions-by-key-group.ts")).listDistributionsByKeyGroup,
  ListDistributionsByOriginRequestPolicyId: async () =>
    (await import("./operations/list-distributions-by-origin-request-policy-id.ts"))
      .listDistributionsByOriginRequestPolicyId,
  ListDistributionsByOwnedResource: async () =>
    (await import("./operations/list-distributions-by-owned-resource.ts")).listDistributionsByOwnedResource,
  ListDistributionsByRealtimeLogConfig: async () =>
    (await import("./operations/list-distributions-by-realtime-log-config.ts"))
      .listDistributionsByRealtimeLogConfig,
  ListDistributionsByResponseHeadersPolicyId: async () =>
    (await import("./operations/list-distributions-by-response-headers-policy-id.ts"))
      .listDistributionsByResponseHeadersPolicyId,
  ListDistributionsByTrustStore: async () =>
    (await import("./operations/list-distributions-by-trust-store.ts")).listDistributionsByTrustStore,
  ListDistributionsByVpcOriginId: async () =>
    (await import("./operations/list-distributions-by-vpc-origin-id.ts")).listDistributionsByVpcOriginId,
  ListDistributionsByWebACLId: async () =>
    (await import("./operations/list-distributions-by-web-acl-id.ts")).listDistributionsByWebACLId,
  ListFieldLevelEncryptionConfigs: async () =>
    (await import("./operations/list-field-level-encryption-configs.ts")).listFieldLevelEncryptionConfigs,
  ListFieldLevelEncryptionProfiles: async () =>
    (await import("./operations/list-field-level-encryption-profiles.ts")).listFieldLevelEncryptionProfiles,
  ListFunctions: async () => (await import("./operations/list-functions.ts")).listFunctions,
  ListInvalidations: async () => (await import("./operations/list-invalidations.ts")).listInvalidations,
  ListKeyGroups: async () => (await import("./operations/list-key-groups.ts")).listKeyGroups,
  ListOriginAccessControls: async () =>
    (await import("./operations/list-origin-access-controls.ts")).listOriginAccessControls,
  ListOriginRequestPolicies: async () =>
    (await import("./operations/list-origin-request-policies.ts")).listOriginRequestPolicies,
  ListPublicKeys: async () => (await import("./operations/list-public-keys.ts")).listPublicKeys,
  ListRealtimeLogConfigs: async () =>
    (await import("./operations/list-realtime-log-configs.ts")).listRealtimeLogConfigs,
  ListResponseHeadersPolicies: async () =>
    (await import("./operations/list-response-headers-policies.ts")).listResponseHeadersPolicies,
  ListStreamingDistributions: async () =>
    (await import("./operations/list-streaming-distributions.ts")).listStreamingDistributions,
  ListTagsForResource: async () =>
    (await import("./operations/list-tags-for-resource.ts")).listTagsForResource,
};

/** Operations that read, decide and commit: one at a time in an account, again when another process was faster. */
export const WRITES: Operations = {
  CopyDistribution: async () => (await import("./operations/copy-distribution.ts")).copyDistribution,
  CreateCachePolicy: async () => (await import("./operations/create-cache-policy.ts")).createCachePolicy,
  CreateCloudFrontOriginAccessIdentity: async () =>
    (await import("./operations/create-cloud-front-origin-access-identity.ts"))
      .createCloudFrontOriginAccessIdentity,
  CreateDistribution: async () => (await import("./operations/create-distribution.ts")).createDistribution,
  CreateDistributionWithTags: async () =>
    (await import("./operations/create-distribution-with-tags.ts")).createDistributionWithTags,
  CreateFieldLevelEncryptionConfig: async () =>
    (await import("./operations/create-field-level-encryption-config.ts")).createFieldLevelEncryptionConfig,
  CreateFieldLevelEncryptionProfile: async () =>
    (await import("./operations/create-field-level-encryption-profile.ts")).createFieldLevelEncryptionProfile,
  CreateFunction: async () => (await import("./operations/create-function.ts")).createFunction,
  CreateInvalidation: async () => (await import("./operations/create-invalidation.ts")).createInvalidation,
  CreateKeyGroup: async () => (await import("./operations/create-key-group.ts")).createKeyGroup,
  CreateMonitoringSubscription: async () =>
    (await import("./operations/create-monitoring-subscription.ts")).createMonitoringSubscription,
  CreateOriginAccessControl: async () =>
    (await import("./operations/create-origin-access-control.ts")).createOriginAccessControl,
  CreateOriginRequestPolicy: async () =>
    (await import("./operations/create-origin-request-policy.ts")).createOriginRequestPolicy,
  CreatePublicKey: async () => (await import("./operations/create-public-key.ts")).createPublicKey,
  CreateRealtimeLogConfig: async () =>
    (await import("./operations/create-realtime-log-config.ts")).createRealtimeLogConfig,
  CreateResponseHeadersPolicy: async () =>
    (await import("./operations/create-response-headers-policy.ts")).createResponseHeadersPolicy,
  CreateStreamingDistribution: async () =>
    (await import("./operations/create-streaming-distribution.ts")).createStreamingDistribution,
  CreateStreamingDistributionWithTags: async () =>
    (await import("./operations/create-streaming-distribution-with-tags.ts"))
      .createStreamingDistributionWithTags,
  DeleteCachePolicy: async () => (await import("./operations/delete-cache-policy.ts")).deleteCachePolicy,
  DeleteCloudFrontOriginAccessIdentity: async () =>
    (await import("./operations/delete-cloud-front-origin-access-identity.ts"))
      .deleteCloudFrontOriginAccessIdentity,
  DeleteDistribution: async () => (await import("./operations/delete-distribution.ts")).deleteDistribution,
  DeleteFieldLevelEncryptionConfig: async () =>
    (await import("./operations/delete-field-level-encryption-config.ts")).deleteFieldLevelEncryptionConfig,
  DeleteFieldLevelEncryptionProfile: async () =>
    (await import("./operations/delete-field-level-encryption-profile.ts")).deleteFieldLevelEncryptionProfile,
  DeleteFunction: async () => (await import("./operations/delete-function.ts")).deleteFunction,
  DeleteKeyGroup: async () => (await import("./operations/delete-key-group.ts")).deleteKeyGroup,
  DeleteMonitoringSubscription: async () =>
    (await import("./operations/delete-monitoring-subscription.ts")).deleteMonitoringSubscription,
  DeleteOriginAccessControl: async () =>
    (await import("./operations/delete-origin-access-control.ts")).deleteOriginAccessControl,
  DeleteOriginRequestPolicy: async () =>
    (await import("./operations/delete-origin-request-policy.ts")).deleteOriginRequestPolicy,
  DeletePublicKey: async () => (await import("./operations/delete-public-key.ts")).deletePublicKey,
  DeleteRealtimeLogConfig: async () =>
    (await import("./operations/delete-realtime-log-config.ts")).deleteRealtimeLogConfig,
  DeleteResponseHeadersPolicy: async () =>
    (await import("./operations/delete-response-headers-policy.ts")).deleteResponseHeadersPolicy,
  DeleteStreamingDistribution: async () =>
    (await import("./operations/delete-streaming-distribution.ts")).deleteStreamingDistribution,
  PublishFunction: async () => (await import("./operations/publish-function.ts")).publishFunction,
  TagResource: async () => (await import("./operations/tag-resource.ts")).tagResource,
  UntagResource: async () => (await import("./operations/untag-resource.ts")).untagResource,
  UpdateCachePolicy: async () => (await import("./operations/update-cache-policy.ts")).updateCachePolicy,
  UpdateCloudFrontOriginAccessIdentity: async () =>
    (await import("./operations/update-cloud-front-origin-access-identity.ts"))
      .updateCloudFrontOriginAccessIdentity,
  UpdateDistribution: async () => (await import("./operations/update-distribution.ts")).updateDistribution,
  UpdateFieldLevelEncryptionConfig: async () =>
    (await import("./operations/update-field-level-encryption-config.ts")).updateFieldLevelEncryptionConfig,
  UpdateFieldLevelEncryptionProfile: async () =>
    (await import("./operations/update-field-level-encryption-profile.ts")).updateFieldLevelEncryptionProfile,
  UpdateFunction: async () => (await import("./operations/update-function.ts")).updateFunction,
  UpdateKeyGroup: async () => (await import("./operations/update-key-group.ts")).updateKeyGroup,
  UpdateOriginAccessControl: async () =>
    (await import("./operations/update-origin-access-control.ts")).updateOriginAccessControl,
  UpdateOriginRequestPolicy: async () =>
    (await import("./operations/update-origin-request-policy.ts")).updateOriginRequestPolicy,
  UpdatePublicKey: async () => (await import("./operations/update-public-key.ts")).updatePublicKey,
  UpdateRealtimeLogConfig: async () =>
    (await import("./operations/update-realtime-log-config.ts")).updateRealtimeLogConfig,
  UpdateResponseHeadersPolicy: async () =>
    (await import("./operations/update-response-headers-policy.ts")).updateResponseHeadersPolicy,
  UpdateStreamingDistribution: async () =>
    (await import("./operations/update-streaming-distribution.ts")).updateStreamingDistribution,
};

/** Operations that need a thread and memory of their own: one at a time in the process. */
export const RUNS: Operations = {
  TestFunction: async () => (await import("./operations/test-function.ts")).testFunction,
};
