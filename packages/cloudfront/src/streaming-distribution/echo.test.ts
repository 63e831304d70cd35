import {
  CreateStreamingDistributionCommand,
  GetStreamingDistributionConfigCommand,
  type StreamingDistributionConfig,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import fc from "fast-check";
import { test } from "vitest";
import { openTestCloud } from "../test-cloud.cases.ts";

/** Text as XML 1.0 can carry it, without control characters. */
const text = (maxLength: number) =>
  fc
    .string({ unit: "grapheme", maxLength })
    .filter((value) => value.length <= maxLength && !/\p{Cc}|\p{Surrogate}|[\ufffe\uffff]/u.test(value));

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
const bucketDomain = fc
  .tuple(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{1,20})[a-z0-9]$/), fc.constantFrom("s3", "s3.eu-west-1"))
  .map(([bucket, endpoint]) => `${bucket}.${endpoint}.amazonaws.com`);
const aliases = fc
  .uniqueArray(
    fc.tuple(label, label).map(([host, domain]) => `${host}.${domain}.example`),
    { maxLength: 4 },
  )
  .map(counted);
const signers = fc
  .uniqueArray(fc.oneof(fc.constant("self"), fc.stringMatching(/^\d{12}$/)), { maxLength: 5 })
  .map((items) => ({ Enabled: items.length > 0, ...counted(items) }));

function counted<Item>(items: Item[]): { Quantity: number; Items?: Item[] } {
  return items.length === 0 ? { Quantity: 0 } : { Quantity: items.length, Items: items };
}

const config = fc.record(
  {
    CallerReference: text(40).filter((value) => value.trim() !== ""),
    S3Origin: fc.record({ DomainName: bucketDomain, OriginAccessIdentity: fc.constant("") }),
    Aliases: aliases,
    Comment: text(128),
    Logging: fc.record({ Enabled: fc.constant(true), Bucket: bucketDomain, Prefix: text(20) }),
    TrustedSigners: signers,
    PriceClass: fc.constantFrom(
      "PriceClass_100" as const,
      "PriceClass_200" as const,
      "PriceClass_All" as const,
    ),
    Enabled: fc.boolean(),
  },
  { requiredKeys: ["CallerReference", "S3Origin", "Comment", "TrustedSigners", "Enabled"] },
);

const DEFAULTS = {
  Aliases: { Quantity: 0 },
  Logging: { Enabled: false, Bucket: "", Prefix: "" },
  PriceClass: "PriceClass_All" as const,
};

test("any valid configuration is accepted and echoed as it was sent", async ({ expect }) => {
  await fc.assert(
    fc.asyncProperty(config, async (sent: StreamingDistributionConfig) => {
      const { client, cloudFront } = openTestCloud({ deploy: "manual" });
      const { StreamingDistribution: made, ETag } = await client.send(
        new CreateStreamingDistributionCommand({ StreamingDistributionConfig: sent }),
      );
      const { StreamingDistributionConfig: kept, ETag: etag } = await client.send(
        new GetStreamingDistributionConfigCommand({ Id: made?.Id }),
      );
      expect(etag).toBe(ETag);
      expect(kept).toEqual({ ...DEFAULTS, ...sent });
      // What was read can be sent back as it is.
      const { StreamingDistribution: updated } = await client.send(
        new UpdateStreamingDistributionCommand({
          Id: made?.Id,
          IfMatch: etag,
          StreamingDistributionConfig: kept,
        }),
      );
      expect(updated?.StreamingDistributionConfig).toEqual(kept);
      cloudFront.close();
    }),
    { numRuns: process.env.OXBOW_SOAK === undefined ? 60 : 1500 },
  );
});

test("the order of elements does not matter", async ({ expect }) => {
  const members = [
    "<CallerReference>order</CallerReference>",
    "<S3Origin><OriginAccessIdentity/><DomainName>holiday-media.s3.amazonaws.com</DomainName></S3Origin>",
    "<Aliases><Items><CNAME>media.example.com</CNAME></Items><Quantity>1</Quantity></Aliases>",
    "<Comment>c</Comment>",
    "<TrustedSigners><Quantity>0</Quantity><Enabled>false</Enabled></TrustedSigners>",
    "<PriceClass>PriceClass_100</PriceClass>",
    "<Enabled>false</Enabled>",
  ];
  const shuffled = fc.shuffledSubarray(members, { minLength: members.length });
  await fc.assert(
    fc.asyncProperty(shuffled, async (children) => {
      const { send, cloudFront } = openTestCloud({ deploy: "manual" });
      const answer = await send({
        method: "POST",
        path: "/2020-05-31/streaming-distribution",
        body: `<StreamingDistributionConfig>${children.join("")}</StreamingDistributionConfig>`,
      });
      expect(answer.status).toBe(201);
      expect(answer.body).toContain(
        "<StreamingDistributionConfig><CallerReference>order</CallerReference>" +
          "<S3Origin><DomainName>holiday-media.s3.amazonaws.com</DomainName><OriginAccessIdentity/></S3Origin>" +
          "<Aliases><Quantity>1</Quantity><Items><CNAME>media.example.com</CNAME></Items></Aliases><Comment>c</Comment>",
      );
      cloudFront.close();
    }),
    { numRuns: 30 },
  );
});
