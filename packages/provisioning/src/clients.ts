import { CloudFrontClient, type CloudFrontClientConfig } from "@aws-sdk/client-cloudfront";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

/** The two services a site lives in. */
export interface SiteClients {
  readonly s3: S3Client;
  readonly cloudfront: CloudFrontClient;
}

/**
 * Clients as every AWS tool makes them: region, credentials, profile and endpoint come from the environment and the
 * shared configuration files unless they are given.
 *
 * @param config for both clients; its `endpoint` switches S3 to path style, as a local cloud needs it
 */
export function createSiteClients(config: S3ClientConfig & CloudFrontClientConfig = {}): SiteClients {
  const isLocal = config.endpoint !== undefined || process.env.AWS_ENDPOINT_URL !== undefined;
  const retry = { maxAttempts: 5, ...config };
  return {
    s3: new S3Client({ forcePathStyle: isLocal, ...retry }),
    // CloudFront has one endpoint for the world; its signatures name us-east-1.
    cloudfront: new CloudFrontClient({ ...retry, region: "us-east-1" }),
  };
}
