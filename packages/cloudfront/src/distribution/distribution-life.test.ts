import {
  CopyDistributionCommand,
  CreateCachePolicyCommand,
  CreateDistributionCommand,
  CreateDistributionWithTagsCommand,
  CreateInvalidationCommand,
  CreateMonitoringSubscriptionCommand,
  CreateRealtimeLogConfigCommand,
  DeleteDistributionCommand,
  DeleteMonitoringSubscriptionCommand,
  DeleteRealtimeLogConfigCommand,
  GetDistributionCommand,
  GetDistributionConfigCommand,
  GetMonitoringSubscriptionCommand,
  GetRealtimeLogConfigCommand,
  ListDistributionsByCachePolicyIdCommand,
  ListDistributionsByConnectionModeCommand,
  ListDistributionsByRealtimeLogConfigCommand,
  ListDistributionsByWebACLIdCommand,
  ListDistributionsCommand,
  ListInvalidationsCommand,
  ListRealtimeLogConfigsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDistributionCommand,
  UpdateRealtimeLogConfigCommand,
  waitUntilDistributionDeployed,
} from "@aws-sdk/client-cloudfront";
import { describe, test } from "vitest";
import { openTestCloud, type TestCloud, webConfig } from "../test-cloud.cases.ts";
import { createRealtimeLogs, MANAGED_POLICY } from "../test-resources.cases.ts";

async function create({ client }: TestCloud, overrides: Parameters<typeof webConfig>[0] = {}) {
  const { Distribution: made, ETag } = await client.send(
    new CreateDistributionCommand({ DistributionConfig: webConfig(overrides) }),
  );
  return { id: made?.Id ?? "", made, etag: ETag };
}

function behavior(overrides: object) {
  return {
    DefaultCacheBehavior: {
      TargetOriginId: "player",
      ViewerProtocolPolicy: "allow-all" as const,
      CachePolicyId: MANAGED_POLICY,
      ...overrides,
    },
  };
}

test("creates, waits, updates and deletes a web distribution, with the service's defaults filled in", async ({
  expect,
}) => {
  const cloud = openTestCloud({ deploy: "next-read" });
  const { client } = cloud;
  const { id, made } = await create(cloud);
  expect(made).toMatchObject({
    ARN: `arn:aws:cloudfront::000000000000:distribution/${id}`,
    Status: "InProgress",
    InProgressInvalidationBatches: 0,
    DomainName: expect.stringMatching(/^d[a-z0-9]{13}\.cloudfront\.net$/),
    ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
    DistributionConfig: {
      ...webConfig(),
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: "player",
            OriginPath: "",
            CustomHeaders: { Quantity: 0 },
            ConnectionAttempts: 3,
            ConnectionTimeout: 10,
          },
        ],
      },
      DefaultCacheBehavior: {
        AllowedMethods: {
          Quantity: 2,
          Items: ["HEAD", "GET"],
          CachedMethods: { Quantity: 2, Items: ["HEAD", "GET"] },
        },
        TrustedSigners: { Enabled: false, Quantity: 0 },
      },
      Aliases: { Quantity: 0 },
      PriceClass: "PriceClass_All",
      HttpVersion: "http2",
      ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: "TLSv1" },
      Restrictions: { GeoRestriction: { RestrictionType: "none", Quantity: 0 } },
    },
  });
  await waitUntilDistributionDeployed({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { Id: id });
  const { DistributionConfig: config, ETag } = await client.send(
    new GetDistributionConfigCommand({ Id: id }),
  );
  expect(config).toEqual(made?.DistributionConfig);
  const { ETag: disabledEtag, Distribution: updated } = await client.send(
    new UpdateDistributionCommand({
      Id: id,
      IfMatch: ETag,
      DistributionConfig: { ...webConfig(), ...config, Enabled: false },
    }),
  );
  expect(updated?.Status).toBe("InProgress");
  await cloud.cloudFront.completeDeployments();
  await client.send(new DeleteDistributionCommand({ Id: id, IfMatch: disabledEtag }));
  const { DistributionList: list } = await client.send(new ListDistributionsCommand({}));
  expect(list?.Quantity).toBe(0);
});

test("fills in the times to live that forwarded values leave out", async ({ expect }) => {
  const cloud = openTestCloud();
  const { made } = await create(cloud, {
    DefaultCacheBehavior: {
      TargetOriginId: "player",
      ViewerProtocolPolicy: "allow-all",
      ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } },
      MinTTL: 0,
    },
  });
  expect(made?.DistributionConfig?.DefaultCacheBehavior).toMatchObject({
    ForwardedValues: {
      QueryString: false,
      Cookies: { Forward: "none" },
      Headers: { Quantity: 0 },
      QueryStringCacheKeys: { Quantity: 0 },
    },
    MinTTL: 0,
    DefaultTTL: 86_400,
    MaxTTL: 31_536_000,
  });
});

test("copies a distribution, without its CNAMEs when it is for staging", async ({ expect }) => {
  const cloud = openTestCloud();
  const { id, etag } = await create(cloud, {
    Aliases: { Quantity: 1, Items: ["www.example.com"] },
    ViewerCertificate: {
      ACMCertificateArn:
        "arn:aws:acm:us-east-1:000000000000:certificate/12345678-1234-1234-1234-123456789012",
      SSLSupportMethod: "sni-only",
    },
    DefaultRootObject: "index.html",
  });
  const copy = (input: object) =>
    cloud.client.send(
      new CopyDistributionCommand({
        PrimaryDistributionId: id,
        IfMatch: etag,
        CallerReference: "copy",
        ...input,
      }),
    );
  await expect(copy({})).rejects.toMatchObject({ name: "CNAMEAlreadyExists" });
  const { Distribution: staging, Location } = await copy({ Staging: true });
  expect(Location).toBe(`https://cloudfront.amazonaws.com/2020-05-31/distribution/${staging?.Id}`);
  expect(staging?.DistributionConfig).toMatchObject({
    CallerReference: "copy",
    Staging: true,
    Enabled: false,
    DefaultRootObject: "index.html",
    Aliases: { Quantity: 0 },
  });
});

describe("lists distributions by", () => {
  test("what their cache behaviors refer to", async ({ expect }) => {
    const cloud = openTestCloud();
    const { CachePolicy: policy } = await cloud.client.send(
      new CreateCachePolicyCommand({ CachePolicyConfig: { Name: "mine", MinTTL: 0 } }),
    );
    const { id } = await create(cloud, behavior({ CachePolicyId: policy?.Id }));
    await create(cloud, { CallerReference: "another" });
    const { DistributionIdList: list } = await cloud.client.send(
      new ListDistributionsByCachePolicyIdCommand({ CachePolicyId: policy?.Id }),
    );
    expect(list).toMatchObject({ Quantity: 1, Items: [id], IsTruncated: false, Marker: "" });
    await expect(
      cloud.client.send(new ListDistributionsByCachePolicyIdCommand({ CachePolicyId: "nobody" })),
    ).rejects.toMatchObject({ name: "NoSuchCachePolicy" });
  });

  test("their web ACL, or for having none", async ({ expect }) => {
    const cloud = openTestCloud();
    const acl = "473e64fd-f30b-4765-81a0-62ad96dd167a";
    const { id } = await create(cloud, { WebACLId: acl });
    const { id: other } = await create(cloud, { CallerReference: "another" });
    const idsBy = async (WebACLId: string) =>
      (
        await cloud.client.send(new ListDistributionsByWebACLIdCommand({ WebACLId }))
      ).DistributionList?.Items?.map((item) => item.Id);
    expect(await idsBy(acl)).toEqual([id]);
    expect(await idsBy("null")).toEqual([other]);
  });

  test("their connection mode", async ({ expect }) => {
    const cloud = openTestCloud();
    const { id } = await create(cloud);
    const { DistributionList: direct } = await cloud.client.send(
      new ListDistributionsByConnectionModeCommand({ ConnectionMode: "direct" }),
    );
    expect(direct?.Items?.[0]?.Id).toBe(id);
    const { DistributionList: tenants } = await cloud.client.send(
      new ListDistributionsByConnectionModeCommand({ ConnectionMode: "tenant-only" }),
    );
    expect(tenants?.Quantity).toBe(0);
  });
});

test("keeps real-time log configurations by name and ARN", async ({ expect }) => {
  const cloud = openTestCloud();
  const { name, arn } = await createRealtimeLogs({
    client: cloud.client,
    stranger: cloud.client,
    deploy: async () => undefined,
    unique: (prefix) => prefix,
  });
  expect(arn).toBe(`arn:aws:cloudfront::000000000000:realtime-log-config/${name}`);
  const { id } = await create(cloud, behavior({ RealtimeLogConfigArn: arn }));
  const { DistributionList: users } = await cloud.client.send(
    new ListDistributionsByRealtimeLogConfigCommand({ RealtimeLogConfigArn: arn }),
  );
  expect(users?.Items?.map((item) => item.Id)).toEqual([id]);
  await cloud.client.send(new UpdateRealtimeLogConfigCommand({ ARN: arn, SamplingRate: 50 }));
  const { RealtimeLogConfig: config } = await cloud.client.send(
    new GetRealtimeLogConfigCommand({ Name: name }),
  );
  expect(config).toMatchObject({ ARN: arn, SamplingRate: 50, Fields: ["timestamp"] });
  await expect(
    cloud.client.send(
      new CreateRealtimeLogConfigCommand({ ...config, Name: "l", SamplingRate: 101 } as never),
    ),
  ).rejects.toMatchObject({ name: "InvalidArgument", message: "The parameter SamplingRate is not valid." });

  await cloud.cloudFront.completeDeployments();
  const { ETag } = await cloud.client.send(new GetDistributionConfigCommand({ Id: id }));
  await cloud.client.send(
    new UpdateDistributionCommand({ Id: id, IfMatch: ETag, DistributionConfig: webConfig() }),
  );
  // The edge goes on with the configuration that refers to it until the update is deployed.
  await expect(cloud.client.send(new DeleteRealtimeLogConfigCommand({ ARN: arn }))).rejects.toMatchObject({
    name: "RealtimeLogConfigInUse",
  });
  await cloud.cloudFront.completeDeployments();
  await cloud.client.send(new DeleteRealtimeLogConfigCommand({ ARN: arn }));
  const { RealtimeLogConfigs: left } = await cloud.client.send(new ListRealtimeLogConfigsCommand({}));
  expect(left).toMatchObject({ IsTruncated: false });
  expect(left?.Items ?? []).toEqual([]);
});

test("lists invalidations with the most recent first, and answers one again", async ({ expect }) => {
  const cloud = openTestCloud();
  const { id } = await create(cloud);
  const invalidate = (CallerReference: string) =>
    cloud.client.send(
      new CreateInvalidationCommand({
        DistributionId: id,
        InvalidationBatch: { CallerReference, Paths: { Quantity: 1, Items: ["/*"] } },
      }),
    );
  const first = await invalidate("first");
  expect(first.Location).toBe(
    `https://cloudfront.amazonaws.com/2020-05-31/distribution/${id}/invalidation/${first.Invalidation?.Id}`,
  );
  expect(first.Invalidation?.Id).toMatch(/^I[A-Z0-9]{13}$/);
  cloud.clock.advance(10);
  const second = await invalidate("second");
  expect((await invalidate("first")).Invalidation?.Id).toBe(first.Invalidation?.Id);
  const { InvalidationList: list } = await cloud.client.send(
    new ListInvalidationsCommand({ DistributionId: id, MaxItems: 1 }),
  );
  expect(list?.Items?.map((item) => item.Id)).toEqual([second.Invalidation?.Id]);
  const { InvalidationList: rest } = await cloud.client.send(
    new ListInvalidationsCommand({ DistributionId: id, Marker: list?.NextMarker }),
  );
  expect(rest?.Items?.map((item) => item.Id)).toEqual([first.Invalidation?.Id]);
});

test("subscribes to metrics and unsubscribes", async ({ expect }) => {
  const cloud = openTestCloud();
  const { id } = await create(cloud);
  const MonitoringSubscription = {
    RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: "Enabled" as const },
  };
  await cloud.client.send(
    new CreateMonitoringSubscriptionCommand({ DistributionId: id, MonitoringSubscription }),
  );
  const got = await cloud.client.send(new GetMonitoringSubscriptionCommand({ DistributionId: id }));
  expect(got.MonitoringSubscription).toEqual(MonitoringSubscription);
  await cloud.client.send(new DeleteMonitoringSubscriptionCommand({ DistributionId: id }));
  await expect(
    cloud.client.send(new GetMonitoringSubscriptionCommand({ DistributionId: id })),
  ).rejects.toMatchObject({ name: "NoSuchMonitoringSubscription" });
});

test("tags, adds, overwrites and takes away", async ({ expect }) => {
  const { client } = openTestCloud();
  const { Distribution: made } = await client.send(
    new CreateDistributionWithTagsCommand({
      DistributionConfigWithTags: {
        DistributionConfig: webConfig(),
        Tags: { Items: [{ Key: "team", Value: "holiday" }, { Key: "empty" }] },
      },
    }),
  );
  const Resource = made?.ARN;
  const tags = async () => (await client.send(new ListTagsForResourceCommand({ Resource }))).Tags?.Items;
  expect(await tags()).toEqual([
    { Key: "team", Value: "holiday" },
    { Key: "empty", Value: "" },
  ]);
  await client.send(
    new TagResourceCommand({
      Resource,
      Tags: {
        Items: [
          { Key: "team", Value: "player" },
          { Key: "größe", Value: "a=b/c" },
        ],
      },
    }),
  );
  await client.send(new UntagResourceCommand({ Resource, TagKeys: { Items: ["empty", "nobody"] } }));
  expect(await tags()).toEqual([
    { Key: "team", Value: "player" },
    { Key: "größe", Value: "a=b/c" },
  ]);
  const { Distribution: shown } = await client.send(new GetDistributionCommand({ Id: made?.Id }));
  expect(shown?.ARN).toBe(Resource);
});
