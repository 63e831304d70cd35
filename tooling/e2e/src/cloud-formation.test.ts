/** What the mock answers can be written as a CloudFormation resource and made again from it. */
import {
  CloudFrontClient,
  CreateDistributionCommand,
  CreateStreamingDistributionCommand,
  GetDistributionConfigCommand,
  GetStreamingDistributionConfigCommand,
} from "@aws-sdk/client-cloudfront";
import { cloudTest as test } from "@oxbow/mock-cloud/vitest";
import { type ApiDistribution, fromCloudFormation, toCloudFormation } from "@oxbow/provisioning";

const ORIGINAL: readonly ApiDistribution[] = [
  {
    kind: "streaming",
    config: {
      CallerReference: "first",
      S3Origin: { DomainName: "films.s3.amazonaws.com", OriginAccessIdentity: "" },
      Comment: "films",
      Aliases: { Quantity: 0 },
      TrustedSigners: { Enabled: true, Quantity: 1, Items: ["self"] },
      Enabled: true,
    },
  },
  {
    kind: "web",
    config: {
      CallerReference: "first",
      Comment: "films",
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: "films",
            DomainName: "films.s3.amazonaws.com",
            S3OriginConfig: { OriginAccessIdentity: "" },
          },
        ],
      },
      DefaultCacheBehavior: {
        TargetOriginId: "films",
        ViewerProtocolPolicy: "allow-all",
        CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      },
      Enabled: true,
    },
  },
];

for (const original of ORIGINAL) {
  test(`a ${original.kind} distribution is the same again`, async ({ cloud, expect }) => {
    const client = new CloudFrontClient(cloud.clientConfig());
    const answered = await create(client, original);
    const resource: unknown = JSON.parse(JSON.stringify(toCloudFormation(answered)));
    const again = await create(client, fromCloudFormation(resource as object, "second"));
    expect(again.config).toEqual({ ...answered.config, CallerReference: "second" });
  });
}

/** Creates it and answers what the service made of the configuration. */
async function create(client: CloudFrontClient, { kind, config }: ApiDistribution): Promise<ApiDistribution> {
  if (kind === "streaming") {
    const { StreamingDistribution: made } = await client.send(
      new CreateStreamingDistributionCommand({ StreamingDistributionConfig: config }),
    );
    const { StreamingDistributionConfig: answered } = await client.send(
      new GetStreamingDistributionConfigCommand({ Id: made?.Id }),
    );
    if (answered === undefined) throw new Error("no configuration was answered");
    return { kind, config: answered };
  }
  const { Distribution: made } = await client.send(
    new CreateDistributionCommand({ DistributionConfig: config }),
  );
  const { DistributionConfig: answered } = await client.send(
    new GetDistributionConfigCommand({ Id: made?.Id }),
  );
  if (answered === undefined) throw new Error("no configuration was answered");
  return { kind, config: answered };
}
