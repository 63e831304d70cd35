import type { DistributionConfig, StreamingDistributionConfig } from "@aws-sdk/client-cloudfront";
import { expect, test } from "vitest";
import { type ApiDistribution, fromCloudFormation, toCloudFormation } from "./distribution-resource.ts";

const STREAMING: StreamingDistributionConfig = {
  CallerReference: "films",
  S3Origin: {
    DomainName: "films.s3.amazonaws.com",
    OriginAccessIdentity: "origin-access-identity/cloudfront/E1",
  },
  Aliases: { Quantity: 1, Items: ["films.example.com"] },
  Comment: "films",
  Logging: { Enabled: true, Bucket: "logs.s3.amazonaws.com", Prefix: "rtmp/" },
  TrustedSigners: { Enabled: true, Quantity: 2, Items: ["self", "001122223333"] },
  PriceClass: "PriceClass_100",
  Enabled: true,
};

const BEHAVIOR = {
  TargetOriginId: "bucket",
  TrustedSigners: { Enabled: true, Quantity: 1, Items: ["self"] },
  TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: ["K1"] },
  ViewerProtocolPolicy: "https-only",
  AllowedMethods: {
    Quantity: 3,
    Items: ["GET", "HEAD", "OPTIONS"],
    CachedMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
  },
  Compress: false,
  LambdaFunctionAssociations: {
    Quantity: 1,
    Items: [{ LambdaFunctionARN: "arn:l:1", EventType: "origin-request", IncludeBody: true }],
  },
  FunctionAssociations: {
    Quantity: 1,
    Items: [{ FunctionARN: "arn:f", EventType: "viewer-request" }],
  },
  ForwardedValues: {
    QueryString: true,
    Cookies: { Forward: "whitelist", WhitelistedNames: { Quantity: 1, Items: ["session"] } },
    Headers: { Quantity: 1, Items: ["Origin"] },
    QueryStringCacheKeys: { Quantity: 1, Items: ["v"] },
  },
  MinTTL: 0,
  DefaultTTL: 60,
} satisfies DistributionConfig["DefaultCacheBehavior"];

const WEB: DistributionConfig = {
  CallerReference: "films",
  Aliases: { Quantity: 1, Items: ["films.example.com"] },
  Comment: "",
  Enabled: true,
  IsIPV6Enabled: true,
  HttpVersion: "http2and3",
  PriceClass: "PriceClass_All",
  WebACLId: "",
  Origins: {
    Quantity: 2,
    Items: [
      {
        Id: "bucket",
        DomainName: "films.s3.amazonaws.com",
        S3OriginConfig: { OriginAccessIdentity: "" },
        OriginShield: { Enabled: true, OriginShieldRegion: "us-east-1" },
      },
      {
        Id: "server",
        DomainName: "www.example.com",
        CustomHeaders: { Quantity: 1, Items: [{ HeaderName: "x-a", HeaderValue: "1" }] },
        CustomOriginConfig: {
          HTTPPort: 80,
          HTTPSPort: 443,
          OriginProtocolPolicy: "https-only",
          OriginSslProtocols: { Quantity: 1, Items: ["TLSv1.2"] },
        },
      },
    ],
  },
  OriginGroups: {
    Quantity: 1,
    Items: [
      {
        Id: "both",
        FailoverCriteria: { StatusCodes: { Quantity: 2, Items: [500, 502] } },
        Members: { Quantity: 2, Items: [{ OriginId: "bucket" }, { OriginId: "server" }] },
      },
    ],
  },
  DefaultCacheBehavior: BEHAVIOR,
  CacheBehaviors: { Quantity: 1, Items: [{ PathPattern: "videos/*", ...BEHAVIOR }] },
  CustomErrorResponses: {
    Quantity: 1,
    Items: [{ ErrorCode: 404, ResponsePagePath: "/404", ResponseCode: "200", ErrorCachingMinTTL: 5 }],
  },
  Logging: { Enabled: true, IncludeCookies: false, Bucket: "logs.s3.amazonaws.com", Prefix: "" },
  ViewerCertificate: {
    ACMCertificateArn: "arn:acm",
    SSLSupportMethod: "sni-only",
    MinimumProtocolVersion: "TLSv1.2_2021",
  },
  Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Quantity: 1, Items: ["DE"] } },
};

test.for<ApiDistribution>([
  { kind: "streaming", config: STREAMING, tags: [{ Key: "project", Value: "films" }] },
  { kind: "web", config: WEB },
])("a $kind distribution comes back as it went", (distribution) => {
  const resource = toCloudFormation(distribution);
  // As a template file would hold it.
  expect(fromCloudFormation(JSON.parse(JSON.stringify(resource)), "films")).toEqual(distribution);
});

test("names and lists are CloudFormation's", () => {
  const { Type, Properties } = toCloudFormation({ kind: "web", config: WEB });
  expect(Type).toBe("AWS::CloudFront::Distribution");
  expect(Properties.DistributionConfig).toMatchObject({
    Aliases: ["films.example.com"],
    IPV6Enabled: true,
    Origins: [
      { Id: "bucket" },
      {
        OriginCustomHeaders: [{ HeaderName: "x-a", HeaderValue: "1" }],
        CustomOriginConfig: { OriginSSLProtocols: ["TLSv1.2"] },
      },
    ],
    OriginGroups: { Quantity: 1, Items: [{ Members: { Quantity: 2 } }] },
    DefaultCacheBehavior: {
      AllowedMethods: ["GET", "HEAD", "OPTIONS"],
      CachedMethods: ["GET", "HEAD"],
      TrustedSigners: ["self"],
      TrustedKeyGroups: ["K1"],
      ForwardedValues: { Cookies: { Forward: "whitelist", WhitelistedNames: ["session"] } },
    },
    Logging: { Bucket: "logs.s3.amazonaws.com" },
    ViewerCertificate: { AcmCertificateArn: "arn:acm", SslSupportMethod: "sni-only" },
    Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Locations: ["DE"] } },
  });
  expect(Properties.DistributionConfig).not.toHaveProperty("CallerReference");
  expect(Properties.DistributionConfig).not.toHaveProperty("Logging.Enabled");
});

test("what is empty or off is left out", () => {
  const { Properties } = toCloudFormation({
    kind: "web",
    config: {
      ...WEB,
      Aliases: { Quantity: 0 },
      Logging: { Enabled: false, IncludeCookies: false, Bucket: "", Prefix: "" },
    },
  });
  expect(Properties.DistributionConfig).not.toHaveProperty("Aliases");
  expect(Properties.DistributionConfig).not.toHaveProperty("Logging");
});

test("texts of templates become booleans and numbers, and account numbers texts", () => {
  const { config } = fromCloudFormation(
    {
      Type: "AWS::CloudFront::StreamingDistribution",
      Properties: {
        StreamingDistributionConfig: {
          Enabled: "true",
          TrustedSigners: { Enabled: "false", AwsAccountNumbers: [1122223333] },
        },
      },
    },
    "r",
  );
  expect(config).toEqual({
    CallerReference: "r",
    Enabled: true,
    TrustedSigners: { Enabled: false, Quantity: 1, Items: ["001122223333"] },
  });
});

const web = (DistributionConfig: unknown) => ({
  Type: "AWS::CloudFront::Distribution",
  Properties: { DistributionConfig },
});

test.for([
  ["another type", { Type: "AWS::S3::Bucket", Properties: {} }, "AWS::S3::Bucket"],
  ["no configuration", { Type: "AWS::CloudFront::Distribution", Properties: {} }, "DistributionConfig"],
  ["an unknown property", web({ Cache: true }), "DistributionConfig.Cache"],
  ["a function for a text", web({ Comment: { Ref: "Comment" } }), "DistributionConfig.Comment"],
  ["a function for a structure", web({ Logging: { "Fn::If": ["a", {}, {}] } }), "Logging"],
  ["a function inside logging", web({ Logging: { Bucket: { Ref: "Logs" } } }), "Logging.Bucket"],
  ["a function for a list", web({ Aliases: { Ref: "Aliases" } }), "DistributionConfig.Aliases"],
  ["a word for a boolean", web({ Enabled: "maybe" }), "DistributionConfig.Enabled"],
] as const)("refuses %s and says where", ([, resource, place]) => {
  expect(() => fromCloudFormation(resource, "r")).toThrow(
    expect.objectContaining({
      code: "ERR_SITE_MIGRATION_SOURCE",
      message: expect.stringContaining(place) as string,
    }),
  );
});
