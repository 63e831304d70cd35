import {
  CreateStreamingDistributionCommand,
  DeleteStreamingDistributionCommand,
  GetStreamingDistributionCommand,
  GetStreamingDistributionConfigCommand,
  ListStreamingDistributionsCommand,
  UpdateStreamingDistributionCommand,
  waitUntilStreamingDistributionDeployed,
} from "@aws-sdk/client-cloudfront";
import { test } from "vitest";
import { openTestCloud, streamingConfig } from "../test-cloud.cases.ts";

test("creates, deploys, disables and deletes a distribution through the SDK", async ({ expect }) => {
  const { client, clock, cloudFront } = openTestCloud({ deployDelayMs: 1000 });
  const created = await client.send(
    new CreateStreamingDistributionCommand({ StreamingDistributionConfig: streamingConfig() }),
  );
  expect(created.$metadata.httpStatusCode).toBe(201);
  const id = created.StreamingDistribution?.Id ?? "";
  expect(id).toMatch(/^E[A-Z0-9]{13}$/);
  expect(created.ETag).toMatch(/^E[A-Z0-9]{12}$/);
  expect(created.Location).toBe(`https://cloudfront.amazonaws.com/2020-05-31/streaming-distribution/${id}`);
  expect(created.StreamingDistribution).toMatchObject({
    ARN: `arn:aws:cloudfront::000000000000:streaming-distribution/${id}`,
    Status: "InProgress",
    LastModifiedTime: clock.now(),
    DomainName: expect.stringMatching(/^s[a-z0-9]{13}\.cloudfront\.net$/),
    ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
    StreamingDistributionConfig: {
      ...streamingConfig(),
      Aliases: { Quantity: 0 },
      Logging: { Enabled: false, Bucket: "", Prefix: "" },
      PriceClass: "PriceClass_All",
    },
  });
  const domainName = created.StreamingDistribution?.DomainName ?? "";
  expect(cloudFront.directory.findByHost(domainName)).toMatchObject({ id, isServing: false });

  clock.advance(1000);
  const deployed = await client.send(new GetStreamingDistributionCommand({ Id: id }));
  expect(deployed.StreamingDistribution?.Status).toBe("Deployed");
  expect(cloudFront.directory.findByHost(domainName)).toMatchObject({
    kind: "streaming",
    isServing: true,
    originDomainName: "holiday-media.s3.amazonaws.com",
    version: created.ETag,
  });

  const { StreamingDistributionConfig: config, ETag } = await client.send(
    new GetStreamingDistributionConfigCommand({ Id: id }),
  );
  const updated = await client.send(
    new UpdateStreamingDistributionCommand({
      Id: id,
      IfMatch: ETag,
      StreamingDistributionConfig: { ...streamingConfig(), ...config, Enabled: false },
    }),
  );
  expect(updated.ETag).not.toBe(ETag);
  expect(updated.StreamingDistribution?.Status).toBe("InProgress");
  // The edge serves what is deployed until the change has reached it.
  expect(cloudFront.directory.findByHost(domainName)?.isServing).toBe(true);

  await expect(
    client.send(new DeleteStreamingDistributionCommand({ Id: id, IfMatch: updated.ETag })),
  ).rejects.toThrow("The distribution you are trying to delete has not been disabled.");

  expect(await cloudFront.completeDeployments(id)).toEqual([id]);
  expect(cloudFront.directory.findByHost(domainName)?.isServing).toBe(false);
  const deleted = await client.send(
    new DeleteStreamingDistributionCommand({ Id: id, IfMatch: updated.ETag }),
  );
  expect(deleted.$metadata.httpStatusCode).toBe(204);
  await expect(client.send(new GetStreamingDistributionCommand({ Id: id }))).rejects.toThrow(
    "The specified streaming distribution does not exist.",
  );
  const { StreamingDistributionList: list } = await client.send(new ListStreamingDistributionsCommand({}));
  expect(list).toMatchObject({ Quantity: 0, IsTruncated: false, MaxItems: 100, Marker: "" });
});

test("ends the SDK's waiter", async ({ expect }) => {
  const { client } = openTestCloud({ deploy: "next-read" });
  const { StreamingDistribution: created } = await client.send(
    new CreateStreamingDistributionCommand({ StreamingDistributionConfig: streamingConfig() }),
  );
  expect(created?.Status).toBe("InProgress");
  const { state } = await waitUntilStreamingDistributionDeployed(
    { client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
    { Id: created?.Id ?? "" },
  );
  expect(state).toBe("SUCCESS");
});
