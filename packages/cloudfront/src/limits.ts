/** Quotas of an account, as the developer guide gave them; tests lower them. */
export interface CloudFrontLimits {
  readonly streamingDistributions: number;
  readonly webDistributions: number;
  readonly aliasesPerDistribution: number;
  readonly trustedSignersPerDistribution: number;
  readonly originAccessIdentities: number;
  readonly tagsPerResource: number;
}

export const DEFAULT_LIMITS: CloudFrontLimits = Object.freeze({
  streamingDistributions: 100,
  webDistributions: 200,
  aliasesPerDistribution: 100,
  trustedSignersPerDistribution: 5,
  originAccessIdentities: 100,
  tagsPerResource: 50,
});
