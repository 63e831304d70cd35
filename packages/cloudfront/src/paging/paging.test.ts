import {
  CreateCloudFrontOriginAccessIdentityCommand,
  CreateStreamingDistributionCommand,
  DeleteStreamingDistributionCommand,
  ListCachePoliciesCommand,
  ListCloudFrontOriginAccessIdentitiesCommand,
  ListStreamingDistributionsCommand,
  paginateListStreamingDistributions,
} from "@aws-sdk/client-cloudfront";
import { test } from "vitest";
import { openTestCloud, streamingConfig } from "../test-cloud.cases.ts";

async function cloudWith(count: number) {
  const cloud = openTestCloud({ limits: { streamingDistributions: 1000 }, deploy: "manual" });
  const made: { id: string; etag: string | undefined }[] = [];
  for (let index = 0; index < count; index++) {
    const { StreamingDistribution, ETag } = await cloud.client.send(
      new CreateStreamingDistributionCommand({
        StreamingDistributionConfig: streamingConfig({ CallerReference: `page-${index}`, Enabled: false }),
      }),
    );
    made.push({ id: StreamingDistribution?.Id ?? "", etag: ETag });
  }
  return { ...cloud, made };
}

test("pages through everything once, a hundred at a time at most", async ({ expect }) => {
  const { client, made } = await cloudWith(205);
  const pages = [];
  for await (const page of paginateListStreamingDistributions({ client }, {})) {
    pages.push(page.StreamingDistributionList);
  }
  expect(pages.map((page) => page?.Quantity)).toEqual([100, 100, 5]);
  expect(pages.map((page) => page?.IsTruncated)).toEqual([true, true, false]);
  expect(pages.map((page) => page?.NextMarker)).toEqual([
    pages[0]?.Items?.at(-1)?.Id,
    pages[1]?.Items?.at(-1)?.Id,
    undefined,
  ]);
  const ids = pages.flatMap((page) => page?.Items?.map(({ Id }) => Id) ?? []);
  expect(ids).toEqual(made.map(({ id }) => id).sort());

  const greedy = await client.send(new ListStreamingDistributionsCommand({ MaxItems: 1000 }));
  expect(greedy.StreamingDistributionList).toMatchObject({ MaxItems: 100, Quantity: 100 });
});

test("goes on from a marker that was deleted meanwhile", async ({ expect }) => {
  const { client, cloudFront, made } = await cloudWith(5);
  const { StreamingDistributionList: first } = await client.send(
    new ListStreamingDistributionsCommand({ MaxItems: 2 }),
  );
  const marker = first?.NextMarker ?? "";
  await cloudFront.completeDeployments();
  const gone = made.find(({ id }) => id === marker);
  await client.send(new DeleteStreamingDistributionCommand({ Id: marker, IfMatch: gone?.etag }));
  const { StreamingDistributionList: rest } = await client.send(
    new ListStreamingDistributionsCommand({ Marker: marker }),
  );
  const sorted = made.map(({ id }) => id).sort();
  expect(rest?.Items?.map(({ Id }) => Id)).toEqual(sorted.slice(2));
  expect(rest).toMatchObject({ Marker: marker, IsTruncated: false, Quantity: 3 });
});

test("shows no account what another has", async ({ expect }) => {
  const { clientOf } = await cloudWith(2);
  const { StreamingDistributionList: list } = await clientOf("999999999999").send(
    new ListStreamingDistributionsCommand({}),
  );
  expect(list).toMatchObject({ Quantity: 0, IsTruncated: false });
  expect(list?.Items).toBeUndefined();
});

test("pages policies of both sorts", async ({ expect }) => {
  const { client } = openTestCloud();
  const seen: (string | undefined)[] = [];
  let marker: string | undefined;
  do {
    const { CachePolicyList: page } = await client.send(
      new ListCachePoliciesCommand({ MaxItems: 3, Marker: marker }),
    );
    seen.push(...(page?.Items ?? []).map((item) => item.CachePolicy?.CachePolicyConfig?.Name));
    marker = page?.NextMarker;
  } while (marker !== undefined);
  expect(seen).toHaveLength(7);
  expect(new Set(seen)).toContain("Managed-CachingDisabled");
});

test("answers an identity's creation again as the first time", async ({ expect }) => {
  const { client } = openTestCloud();
  const create = () =>
    client.send(
      new CreateCloudFrontOriginAccessIdentityCommand({
        CloudFrontOriginAccessIdentityConfig: { CallerReference: "once", Comment: "" },
      }),
    );
  const { $metadata: first, ...one } = await create();
  const { $metadata: second, ...two } = await create();
  expect([first.httpStatusCode, second.httpStatusCode]).toEqual([201, 201]);
  expect(two).toEqual(one);
  const { CloudFrontOriginAccessIdentityList: list } = await client.send(
    new ListCloudFrontOriginAccessIdentitiesCommand({}),
  );
  expect(list?.Quantity).toBe(1);
});
