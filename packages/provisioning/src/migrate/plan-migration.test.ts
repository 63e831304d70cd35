import { stripTypeScriptTypes } from "node:module";
import { expect, test } from "vitest";
import { formatMigration } from "./format-migration.ts";
import { planMigration } from "./plan-migration.ts";

/** As `aws cloudfront get-streaming-distribution` printed it. */
const SAVED = {
  ETag: "E2QWRUHAPOMQZL",
  StreamingDistribution: {
    Id: "EGTXBD79H29TRA8",
    DomainName: "s5c39gqb8ow64r.cloudfront.net",
    Status: "Deployed",
    StreamingDistributionConfig: {
      CallerReference: "1",
      S3Origin: {
        DomainName: "media.s3.amazonaws.com",
        OriginAccessIdentity: "origin-access-identity/cloudfront/E127EXAMPLE51Z",
      },
      Aliases: { Quantity: 1, Items: ["media.example.com"] },
      Comment: `the "holiday" \${films}`,
      Logging: { Enabled: true, Bucket: "logs.s3.amazonaws.com", Prefix: "rtmp/" },
      TrustedSigners: { Enabled: true, Quantity: 2, Items: ["self", "111122223333"] },
      PriceClass: "PriceClass_100",
      Enabled: true,
    },
  },
};

/** The same as CloudFormation has it. */
const RESOURCE = {
  Type: "AWS::CloudFront::StreamingDistribution",
  Properties: {
    StreamingDistributionConfig: {
      S3Origin: SAVED.StreamingDistribution.StreamingDistributionConfig.S3Origin,
      Aliases: ["media.example.com"],
      Comment: SAVED.StreamingDistribution.StreamingDistributionConfig.Comment,
      Logging: { Enabled: true, Bucket: "logs.s3.amazonaws.com", Prefix: "rtmp/" },
      TrustedSigners: { Enabled: true, AwsAccountNumbers: ["self", 111122223333] },
      PriceClass: "PriceClass_100",
      Enabled: "true",
    },
  },
};

const SOURCES = {
  "a saved answer": SAVED,
  "a saved configuration": {
    ETag: "E2",
    StreamingDistributionConfig: SAVED.StreamingDistribution.StreamingDistributionConfig,
  },
  "a configuration alone": SAVED.StreamingDistribution.StreamingDistributionConfig,
  "a resource": RESOURCE,
  "a template": { Resources: { Topic: { Type: "AWS::SNS::Topic" }, Films: RESOURCE } },
};

test.for(Object.entries(SOURCES))("%s keeps what both kinds have", async ([, source]) => {
  const { distribution, source: from, notes } = await planMigration(source);
  expect(from.bucket).toBe("media");
  expect(distribution).toMatchObject({
    Aliases: { Quantity: 1, Items: ["media.example.com"] },
    Comment: `the "holiday" \${films}`,
    Enabled: true,
    PriceClass: "PriceClass_100",
    Logging: { Enabled: true, Bucket: "logs.s3.amazonaws.com", Prefix: "rtmp/" },
    Origins: {
      Items: [
        {
          DomainName: "media.s3.amazonaws.com",
          S3OriginConfig: { OriginAccessIdentity: "origin-access-identity/cloudfront/E127EXAMPLE51Z" },
        },
      ],
    },
    DefaultCacheBehavior: { TrustedSigners: { Enabled: true, Quantity: 2, Items: ["self", "111122223333"] } },
  });
  expect(notes.join("\n")).toContain("take media.example.com off the RTMP distribution");
  expect(notes.join("\n")).toContain("put its ARN in place of");
});

test.for([
  ["nothing", {}],
  ["a web distribution", { Type: "AWS::CloudFront::Distribution", Properties: {} }],
  ["a template without one", { Resources: { Topic: { Type: "AWS::SNS::Topic" } } }],
  ["a template with two", { Resources: { A: RESOURCE, B: RESOURCE } }],
  [
    "a value that stands for another",
    {
      ...RESOURCE,
      Properties: { StreamingDistributionConfig: { S3Origin: { DomainName: { Ref: "Bucket" } } } },
    },
  ],
  ["an id without clients", "EGTXBD79H29TRA8"],
] as const)("%s is refused", async ([, source]) => {
  await expect(planMigration(source)).rejects.toMatchObject({ code: "ERR_SITE_MIGRATION_SOURCE" });
});

test("CloudFormation, Terraform and CDK say the same", async () => {
  const plan = await planMigration(SAVED, { certificateArn: "arn:aws:acm:us-east-1:1:certificate/2" });
  expect(JSON.parse(formatMigration(plan, "api"))).toEqual({ DistributionConfig: plan.distribution });

  const template = JSON.parse(formatMigration(plan, "cloudformation"));
  expect(template.Resources.WebDistribution).toMatchObject({
    Type: "AWS::CloudFront::Distribution",
    Properties: {
      DistributionConfig: {
        Aliases: ["media.example.com"],
        IPV6Enabled: true,
        DefaultCacheBehavior: { TrustedSigners: ["self", "111122223333"], CachedMethods: ["GET", "HEAD"] },
        Logging: { Bucket: "logs.s3.amazonaws.com", Prefix: "rtmp/", IncludeCookies: false },
        ViewerCertificate: { AcmCertificateArn: "arn:aws:acm:us-east-1:1:certificate/2" },
      },
    },
  });

  const terraform = formatMigration(plan, "terraform");
  expect(terraform).toContain('resource "aws_cloudfront_distribution" "media" {\n  enabled ');
  // A template in HCL begins with "${", which a comment does not mean.
  expect(terraform).toMatch(/comment +=.*the \\"holiday\\" \$\$\{films\}"/);
  expect(terraform).toContain('trusted_signers            = ["self", "111122223333"]');
  expect(terraform).toContain(
    '  restrictions {\n    geo_restriction {\n      restriction_type = "none"\n    }\n  }\n',
  );
  expect([...terraform.matchAll(/\{$/gm)].length).toBe([...terraform.matchAll(/^\s*\}$/gm)].length);

  const cdk = formatMigration(plan, "cdk");
  expect(() => stripTypeScriptTypes(cdk)).not.toThrow();
  expect(cdk).toContain('"ipv6Enabled": true');
  expect(cdk).toContain('"s3OriginConfig"');
  expect(cdk).not.toMatch(/"[A-Z]\w+":/);
});

test("a distribution with nothing optional has nothing of it in the texts", async () => {
  const plan = await planMigration({
    S3Origin: { DomainName: "media.s3.eu-west-1.amazonaws.com" },
    Enabled: true,
  });
  expect(plan.source.bucket).toBe("media");
  expect(plan.distribution.ViewerCertificate).toEqual({ CloudFrontDefaultCertificate: true });
  const terraform = formatMigration(plan, "terraform");
  for (const absent of [
    "aliases",
    "trusted_signers",
    "logging_config",
    "s3_origin_config",
    "acm_certificate_arn",
  ])
    expect(terraform).not.toContain(absent);
});
