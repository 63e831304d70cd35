export {
  type CloudFrontService,
  type CloudFrontServiceOptions,
  createCloudFrontService,
} from "./cloudfront-service.ts";
export type {
  DeployedBehavior,
  DeployedCors,
  DeployedDistribution,
  DeployedSigners,
  DeployedStreamingDistribution,
  DeployedWebDistribution,
  DeployedWebOrigin,
} from "./deployment/deployed-distribution.ts";
export { toDeployedStreaming } from "./deployment/deployed-streaming.ts";
export { toDeployedWeb } from "./deployment/deployed-web.ts";
export type { DeployMode } from "./deployment/deployments.ts";
export type { DeployedIdentity, Directory, DistributionSummary } from "./deployment/directory.ts";
export type { SignerKey, SignerKeys } from "./deployment/signer-keys.ts";
export type { StreamingDistributionRecord, WebDistributionRecord } from "./distribution-record.ts";
export { type CloudFrontErrorCode, errorTable } from "./errors.ts";
export { type CloudFrontLimits, DEFAULT_LIMITS } from "./limits.ts";
export { parseS3OriginDomain, type S3OriginDomain } from "./s3-origin-domain.ts";
export type { Scheduler } from "./scheduler.ts";
export type { LogDeliveryGrant } from "./state.ts";
export type { StreamingConfig } from "./streaming-distribution/streaming-config.ts";
