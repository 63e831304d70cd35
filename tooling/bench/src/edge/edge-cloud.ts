import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import {
  CloudFrontClient,
  CreateStreamingDistributionCommand,
  GetStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type OwnServer, startWeighedProduct } from "../server-process.ts";

/** Oxbow in a process of its own, with one distribution in front of one bucket. */
export interface EdgeCloud extends OwnServer {
  readonly port: number;
  readonly app: string;
  readonly put: (key: string, path: string) => Promise<void>;
  /** The sum of a metric over its labels; `label` picks some: `kind="read"`. */
  readonly metric: (name: string, label?: string) => Promise<number>;
}

/** @param directory where objects are kept, so that they are not counted as the edge's memory */
export async function startEdgeCloud(directory: string): Promise<EdgeCloud> {
  const server = await startWeighedProduct(
    ...["--data-dir", directory],
    ...["--deploy", "next-read"],
    ...["--auth", "strict"],
    ...["--log-level", "silent"],
  );
  const { endpoint } = server;
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const s3 = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
  const cloudfront = new CloudFrontClient({ endpoint, region: "us-east-1", credentials });
  await s3.send(new CreateBucketCommand({ Bucket: "media" }));
  const { StreamingDistribution } = await cloudfront.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: "bench",
        S3Origin: { DomainName: "media.s3.amazonaws.com", OriginAccessIdentity: "" },
        Comment: "",
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    }),
  );
  // Deployed when next read.
  await cloudfront.send(new GetStreamingDistributionCommand({ Id: StreamingDistribution?.Id }));
  return {
    ...server,
    port: Number(new URL(String(server.ready.rtmp)).port),
    app: "cfx/st",
    put: async (Key, path) => {
      const { size } = await stat(path);
      const Body = createReadStream(path);
      await s3.send(
        new PutObjectCommand({ Bucket: "media", Key, Body, ContentLength: size, ACL: "public-read" }),
      );
    },
    metric: async (name, label = "") => {
      const text = await (await fetch(`${endpoint}/_oxbow/metrics`)).text();
      return text
        .split("\n")
        .filter((line) => line.startsWith(`${name}{`) && line.includes(label))
        .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)), 0);
    },
  };
}
