/** The whole life of a streaming distribution with the AWS SDK for JavaScript v2; the second argument pins a version. */
import { setTimeout as delay } from "node:timers/promises";
import AWS from "aws-sdk";

const [endpoint = "", apiVersion] = process.argv.slice(2);
const cloudfront = new AWS.CloudFront({
  endpoint,
  region: "us-east-1",
  ...(apiVersion === undefined ? {} : { apiVersion }),
});
const config = {
  CallerReference: `sdk2-${apiVersion}`,
  S3Origin: { DomainName: "sdk2-media.s3.amazonaws.com", OriginAccessIdentity: "" },
  Comment: "from the SDK v2",
  TrustedSigners: { Enabled: true, Quantity: 1, Items: ["self"] },
  Enabled: true,
};
const { StreamingDistribution: created } = await cloudfront
  .createStreamingDistribution({ StreamingDistributionConfig: config })
  .promise();
const Id = created?.Id ?? "";

async function waitUntilDeployed(): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const { StreamingDistribution, ETag = "" } = await cloudfront.getStreamingDistribution({ Id }).promise();
    if (StreamingDistribution?.Status === "Deployed") return ETag;
    await delay(50);
  }
  throw new Error("never deployed");
}

let IfMatch = await waitUntilDeployed();
await cloudfront
  .updateStreamingDistribution({ Id, IfMatch, StreamingDistributionConfig: { ...config, Enabled: false } })
  .promise();
IfMatch = await waitUntilDeployed();
await cloudfront.deleteStreamingDistribution({ Id, IfMatch }).promise();
const failure = await cloudfront
  .getStreamingDistribution({ Id })
  .promise()
  .then(
    () => "found",
    (error: AWS.AWSError) => error.code,
  );
if (failure !== "NoSuchStreamingDistribution") throw new Error(`a deleted distribution: ${failure}`);
process.stdout.write("ok\n");
