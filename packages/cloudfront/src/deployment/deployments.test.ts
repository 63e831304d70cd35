import {
  CreateDistributionCommand,
  CreateInvalidationCommand,
  CreateStreamingDistributionCommand,
  DeleteStreamingDistributionCommand,
  GetDistributionCommand,
  GetInvalidationCommand,
  GetStreamingDistributionCommand,
  ListStreamingDistributionsCommand,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { openMemoryStore } from "@oxbow/store";
import { describe, test } from "vitest";
import { openTestCloud, streamingConfig, type TestCloud, webConfig } from "../test-cloud.cases.ts";

async function create({ client }: TestCloud, overrides: Parameters<typeof streamingConfig>[0] = {}) {
  const { StreamingDistribution: made, ETag } = await client.send(
    new CreateStreamingDistributionCommand({ StreamingDistributionConfig: streamingConfig(overrides) }),
  );
  return { id: made?.Id ?? "", host: made?.DomainName ?? "", etag: ETag };
}

async function statusOf({ client }: TestCloud, id: string): Promise<string | undefined> {
  return (await client.send(new GetStreamingDistributionCommand({ Id: id }))).StreamingDistribution?.Status;
}

/** Resolves when the directory tells of a change of the distribution. */
function toldOf({ cloudFront }: TestCloud, id: string): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = cloudFront.directory.subscribe((changed) => {
      if (changed !== id) return;
      unsubscribe();
      resolve();
    });
  });
}

describe("timed", () => {
  test("deploys when the delay has passed on the server's clock, and no sooner", async ({ expect }) => {
    const cloud = openTestCloud({ deployDelayMs: 900_000 });
    const { id, host } = await create(cloud);
    cloud.clock.advance(899_999);
    expect(await statusOf(cloud, id)).toBe("InProgress");
    expect(cloud.cloudFront.directory.findByHost(host)?.isServing).toBe(false);
    cloud.clock.advance(1);
    expect(await statusOf(cloud, id)).toBe("Deployed");
    expect(cloud.cloudFront.directory.findByHost(host)?.isServing).toBe(true);
  });

  test("tells the edge without anybody asking", async ({ expect }) => {
    const cloud = openTestCloud();
    const { id, host } = await create(cloud);
    const told = toldOf(cloud, id);
    cloud.clock.advance(1000);
    await told;
    expect(cloud.cloudFront.directory.findByHost(host)?.isServing).toBe(true);
  });

  test("shows a reader what is due even if no timer fired", async ({ expect }) => {
    const cloud = openTestCloud();
    const { id } = await create(cloud);
    cloud.clock.skip(1000);
    const { StreamingDistributionList: list } = await cloud.client.send(
      new ListStreamingDistributionsCommand({}),
    );
    expect(list?.Items?.[0]).toMatchObject({ Id: id, Status: "Deployed" });
    expect(await statusOf(cloud, id)).toBe("Deployed");
  });

  test("an update begins the delay anew and is deployed instead", async ({ expect }) => {
    const cloud = openTestCloud();
    const { id, host, etag } = await create(cloud);
    cloud.clock.advance(600);
    const { ETag } = await cloud.client.send(
      new UpdateStreamingDistributionCommand({
        Id: id,
        IfMatch: etag,
        StreamingDistributionConfig: streamingConfig({ Comment: "second" }),
      }),
    );
    cloud.clock.advance(600);
    expect(await statusOf(cloud, id)).toBe("InProgress");
    cloud.clock.advance(400);
    expect(await statusOf(cloud, id)).toBe("Deployed");
    expect(cloud.cloudFront.directory.findByHost(host)?.version).toBe(ETag);
    expect(cloud.clock.pendingTimers).toBe(0);
  });
});

describe("next-read", () => {
  test("a Get finds it Deployed, a List does not count", async ({ expect }) => {
    const cloud = openTestCloud({ deploy: "next-read" });
    const { id } = await create(cloud);
    const { StreamingDistributionList: list } = await cloud.client.send(
      new ListStreamingDistributionsCommand({}),
    );
    expect(list?.Items?.[0]?.Status).toBe("InProgress");
    expect(await statusOf(cloud, id)).toBe("Deployed");
    expect(cloud.cloudFront.directory.findById(id)?.isServing).toBe(true);
  });
});

describe("manual", () => {
  test("deploys what it is told to, and only that", async ({ expect }) => {
    const cloud = openTestCloud({ deploy: "manual" });
    const one = await create(cloud, { CallerReference: "one" });
    const two = await create(cloud, { CallerReference: "two" });
    cloud.clock.advance(3_600_000);
    expect(await statusOf(cloud, one.id)).toBe("InProgress");
    expect(await cloud.cloudFront.completeDeployments(two.id)).toEqual([two.id]);
    expect(await statusOf(cloud, one.id)).toBe("InProgress");
    expect(await statusOf(cloud, two.id)).toBe("Deployed");
    expect(await cloud.cloudFront.completeDeployments()).toEqual([one.id]);
    expect(await cloud.cloudFront.completeDeployments()).toEqual([]);
  });
});

describe("after a restart", () => {
  test("goes on with what was pending", async ({ expect }) => {
    const store = openMemoryStore();
    const first = openTestCloud({ store });
    const { id, host } = await create(first);
    first.cloudFront.close();
    first.clock.advance(5000);
    expect(first.clock.pendingTimers).toBe(0);

    const second = openTestCloud({ store });
    await second.cloudFront.ready;
    expect(second.cloudFront.directory.findByHost(host)).toMatchObject({ id, isServing: false });
    expect(second.clock.pendingTimers).toBe(1);
    const told = toldOf(second, id);
    second.clock.advance(1000);
    await told;
    expect(second.cloudFront.directory.findByHost(host)?.isServing).toBe(true);
  });

  test("serves what was deployed at once", async ({ expect }) => {
    const store = openMemoryStore();
    const first = openTestCloud({ store });
    const { host } = await create(first);
    await first.cloudFront.completeDeployments();
    first.cloudFront.close();
    const second = openTestCloud({ store });
    await second.cloudFront.ready;
    expect(second.cloudFront.directory.findByHost(host)?.isServing).toBe(true);
  });
});

test("two processes on one store see each other's deployments", async ({ expect }) => {
  const store = openMemoryStore();
  const api = openTestCloud({ store, deploy: "manual" });
  const edge = openTestCloud({ store, deploy: "manual" });
  await edge.cloudFront.ready;
  const { id, host, etag } = await create(api);
  const deployed = toldOf(edge, id);
  await api.cloudFront.completeDeployments();
  await deployed;
  expect(edge.cloudFront.directory.findByHost(host)?.isServing).toBe(true);

  await edge.client.send(
    new UpdateStreamingDistributionCommand({
      Id: id,
      IfMatch: etag,
      StreamingDistributionConfig: streamingConfig({ Enabled: false }),
    }),
  );
  const disabled = toldOf(edge, id);
  await api.cloudFront.completeDeployments();
  await disabled;
  expect(edge.cloudFront.directory.findByHost(host)?.isServing).toBe(false);
});

test("a deleted distribution leaves the directory, and its names stay taken", async ({ expect }) => {
  const cloud = openTestCloud();
  const alias = "media.example.com";
  const { id, host, etag } = await create(cloud, {
    Enabled: false,
    Aliases: { Quantity: 1, Items: [alias] },
  });
  await cloud.cloudFront.completeDeployments();
  expect(cloud.cloudFront.directory.findByHost(alias)?.id).toBe(id);
  const told = toldOf(cloud, id);
  await cloud.client.send(new DeleteStreamingDistributionCommand({ Id: id, IfMatch: etag }));
  await told;
  expect(cloud.cloudFront.directory.findByHost(host)).toBeUndefined();
  expect(cloud.cloudFront.directory.list()).toEqual([]);
  expect(await cloud.store.get("cloudfront.names", host)).toBeDefined();
  // The alias and the caller reference are free again, for a distribution with names of its own.
  const next = await create(cloud, { Aliases: { Quantity: 1, Items: [alias] } });
  expect(next.id).not.toBe(id);
  expect(next.host).not.toBe(host);
});

test("invalidations take as long as deployments", async ({ expect }) => {
  const cloud = openTestCloud();
  const { Distribution: made } = await cloud.client.send(
    new CreateDistributionCommand({ DistributionConfig: webConfig() }),
  );
  const { Invalidation: begun } = await cloud.client.send(
    new CreateInvalidationCommand({
      DistributionId: made?.Id,
      InvalidationBatch: { CallerReference: "now", Paths: { Quantity: 1, Items: ["/*"] } },
    }),
  );
  expect(begun?.Status).toBe("InProgress");
  const inProgress = async () =>
    (await cloud.client.send(new GetDistributionCommand({ Id: made?.Id }))).Distribution
      ?.InProgressInvalidationBatches;
  expect(await inProgress()).toBe(1);
  cloud.clock.advance(1000);
  expect(await inProgress()).toBe(0);
  const { Invalidation: done } = await cloud.client.send(
    new GetInvalidationCommand({ DistributionId: made?.Id, Id: begun?.Id }),
  );
  expect(done?.Status).toBe("Completed");
});

test("manual completion completes invalidations too", async ({ expect }) => {
  const cloud = openTestCloud({ deploy: "manual" });
  const { Distribution: made } = await cloud.client.send(
    new CreateDistributionCommand({ DistributionConfig: webConfig() }),
  );
  const { Invalidation: begun } = await cloud.client.send(
    new CreateInvalidationCommand({
      DistributionId: made?.Id,
      InvalidationBatch: { CallerReference: "now", Paths: { Quantity: 1, Items: ["/*"] } },
    }),
  );
  cloud.clock.advance(3_600_000);
  await cloud.cloudFront.completeDeployments(made?.Id);
  const { Invalidation: done } = await cloud.client.send(
    new GetInvalidationCommand({ DistributionId: made?.Id, Id: begun?.Id }),
  );
  expect(done?.Status).toBe("Completed");
});

test("a reset forgets everything, and nothing of it comes back", async ({ expect }) => {
  const cloud = openTestCloud();
  const { id, host } = await create(cloud);
  await cloud.cloudFront.reset();
  expect(cloud.clock.pendingTimers).toBe(0);
  expect(cloud.cloudFront.directory.findByHost(host)).toBeUndefined();
  await expect(statusOf(cloud, id)).rejects.toThrow("The specified streaming distribution does not exist.");
  expect((await create(cloud)).id).not.toBe(id);
});
