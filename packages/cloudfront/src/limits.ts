/** Quotas of an account, as the developer guide gave them; tests lower them. */
export interface CloudFrontLimits {
  readonly streamingDistributions: number;
  readonly webDistributions: number;
  readonly aliasesPerDistribution: number;
  readonly trustedSignersPerDistribution: number;
  readonly originAccessIdentities: number;
  readonly originAccessControls: number;
  readonly publicKeys: number;
  readonly keyGroups: number;
  readonly cachePolicies: number;
  readonly originRequestPolicies: number;
  readonly responseHeadersPolicies: number;
  readonly encryptionConfigs: number;
  readonly encryptionProfiles: number;
  readonly functions: number;
  readonly realtimeLogConfigs: number;
  readonly invalidationPathsInProgress: number;
  readonly tagsPerResource: number;
}

export const DEFAULT_LIMITS: CloudFrontLimits = Object.freeze({
  streamingDistributions: 100,
  webDistributions: 200,
  aliasesPerDistribution: 100,
  trustedSignersPerDistribution: 5,
  originAccessIdentities: 100,
  originAccessControls: 100,
  publicKeys: 10,
  keyGroups: 10,
  cachePolicies: 20,
  originRequestPolicies: 20,
  responseHeadersPolicies: 20,
  encryptionConfigs: 10,
  encryptionProfiles: 10,
  functions: 100,
  realtimeLogConfigs: 150,
  invalidationPathsInProgress: 3_000,
  tagsPerResource: 50,
});
