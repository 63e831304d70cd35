/**
 * Somebody's provisioning code, as it was written for the real service: it knows the AWS SDK and nothing of Oxbow.
 * The other examples test it, each in its own way.
 */
import {
  type CloudFrontClient,
  CreateStreamingDistributionCommand,
  waitUntilStreamingDistributionDeployed,
} from "@aws-sdk/client-cloudfront";
import { CreateBucketCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

export interface Clients {
  readonly s3: S3Client;
  readonly cloudfront: CloudFrontClient;
}

export interface Film {
  readonly bucket: string;
  /** Key of the object, such as `videos/holiday.flv`. */
  readonly key: string;
  readonly body: Uint8Array;
}

/** What a player is configured with. */
export interface Embed {
  readonly streamer: string;
  readonly file: string;
}

/**
 * Uploads a film that everybody may watch and creates a streaming distribution in front of it.
 *
 * @returns once the distribution is deployed
 */
export async function publishFilm({ s3, cloudfront }: Clients, { bucket, key, body }: Film): Promise<Embed> {
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ACL: "public-read" }));
  const { StreamingDistribution: distribution } = await cloudfront.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: `film/${bucket}`,
        S3Origin: { DomainName: `${bucket}.s3.amazonaws.com`, OriginAccessIdentity: "" },
        Comment: key,
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    }),
  );
  if (distribution?.Id === undefined) throw new Error("CloudFront answered no distribution");
  await waitUntilStreamingDistributionDeployed(
    { client: cloudfront, minDelay: 1, maxDelay: 60, maxWaitTime: 25 * 60 },
    { Id: distribution.Id },
  );
  return { streamer: `rtmp://${distribution.DomainName}/cfx/st`, file: key };
}
