import { createReadStream } from "node:fs";
import { CloudFrontClient, CreateStreamingDistributionCommand } from "@aws-sdk/client-cloudfront";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { RunningMockCloud } from "@oxbow/mock-cloud/server";

/** Puts files up for everybody and an RTMP distribution before them, and waits until it is deployed. */
export async function serveStreams(
  cloud: RunningMockCloud,
  bucket: string,
  files: readonly { readonly key: string; readonly path: string }[],
): Promise<void> {
  const s3 = new S3Client(cloud.clientConfig());
  const cloudfront = new CloudFrontClient(cloud.clientConfig());
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  for (const { key, path } of files) {
    const params = { Bucket: bucket, Key: key, ACL: "public-read", Body: createReadStream(path) } as const;
    await new Upload({ client: s3, params }).done();
  }
  await cloudfront.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: bucket,
        S3Origin: { DomainName: `${bucket}.s3.amazonaws.com`, OriginAccessIdentity: "" },
        Comment: "",
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    }),
  );
  await fetch(`${cloud.endpoint}/_oxbow/deployments/complete`, { method: "POST" });
}
