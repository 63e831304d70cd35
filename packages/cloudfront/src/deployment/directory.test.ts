import {
  CreateCloudFrontOriginAccessIdentityCommand,
  CreateDistributionCommand,
  CreateKeyGroupCommand,
  CreatePublicKeyCommand,
  CreateResponseHeadersPolicyCommand,
  CreateStreamingDistributionCommand,
  GetDistributionCommand,
  GetStreamingDistributionCommand,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { test } from "vitest";
import { openTestCloud, streamingConfig, webConfig } from "../test-cloud.cases.ts";
import { PUBLIC_KEY_PEM } from "../test-resources.cases.ts";

const CERTIFICATE = {
  ACMCertificateArn: "arn:aws:acm:us-east-1:000000000000:certificate/12345678-1234-1234-1234-123456789012",
  SSLSupportMethod: "sni-only",
} as const;

test("resolves everything a web distribution refers to", async ({ expect }) => {
  const { client, cloudFront } = openTestCloud({ deploy: "manual" });
  const identity = await client.send(
    new CreateCloudFrontOriginAccessIdentityCommand({
      CloudFrontOriginAccessIdentityConfig: { CallerReference: "i", Comment: "" },
    }),
  );
  const identityId = identity.CloudFrontOriginAccessIdentity?.Id ?? "";
  const { PublicKey: key } = await client.send(
    new CreatePublicKeyCommand({
      PublicKeyConfig: { CallerReference: "k", Name: "k", EncodedKey: PUBLIC_KEY_PEM },
    }),
  );
  const { KeyGroup: group } = await client.send(
    new CreateKeyGroupCommand({ KeyGroupConfig: { Name: "g", Items: [key?.Id ?? ""] } }),
  );
  const { ResponseHeadersPolicy: policy } = await client.send(
    new CreateResponseHeadersPolicyCommand({
      ResponseHeadersPolicyConfig: {
        Name: "cors",
        CorsConfig: {
          AccessControlAllowOrigins: { Quantity: 1, Items: ["https://www.example.com"] },
          AccessControlAllowHeaders: { Quantity: 1, Items: ["range"] },
          AccessControlAllowMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
          AccessControlAllowCredentials: true,
          AccessControlMaxAgeSec: 600,
          OriginOverride: true,
        },
      },
    }),
  );
  const { Distribution: made, ETag } = await client.send(
    new CreateDistributionCommand({
      DistributionConfig: webConfig({
        Aliases: { Quantity: 2, Items: ["WWW.example.com", "*.media.example.com"] },
        ViewerCertificate: CERTIFICATE,
        DefaultRootObject: "index.html",
        Logging: {
          Enabled: true,
          IncludeCookies: false,
          Bucket: "holiday-logs.s3.amazonaws.com",
          Prefix: "web/",
        },
        Origins: {
          Quantity: 2,
          Items: [
            {
              Id: "player",
              DomainName: "holiday-player.s3.eu-west-1.amazonaws.com",
              OriginPath: "/v2",
              S3OriginConfig: { OriginAccessIdentity: `origin-access-identity/cloudfront/${identityId}` },
            },
            {
              Id: "api",
              DomainName: "api.example.com",
              CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "https-only" },
            },
          ],
        },
        CacheBehaviors: {
          Quantity: 1,
          Items: [
            {
              PathPattern: "/api/*",
              TargetOriginId: "api",
              ViewerProtocolPolicy: "https-only",
              CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
              ResponseHeadersPolicyId: policy?.Id,
              TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: [group?.Id ?? ""] },
              AllowedMethods: {
                Quantity: 3,
                Items: ["GET", "HEAD", "OPTIONS"],
                CachedMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
              },
            },
          ],
        },
        CustomErrorResponses: {
          Quantity: 2,
          Items: [
            { ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "200" },
            { ErrorCode: 503, ErrorCachingMinTTL: 0 },
          ],
        },
      }),
    }),
  );
  await cloudFront.completeDeployments();
  expect(cloudFront.directory.findByHost("any.media.example.com")?.id).toBe(made?.Id);
  expect(cloudFront.directory.findByHost("two.any.media.example.com")?.id).toBe(made?.Id);
  expect(cloudFront.directory.findByHost("media.example.com")).toBeUndefined();
  expect(cloudFront.directory.findByHost("example.com")).toBeUndefined();
  expect(cloudFront.directory.findByHost("www.example.com")).toEqual({
    kind: "web",
    id: made?.Id,
    accountId: "000000000000",
    domainName: made?.DomainName,
    aliases: ["www.example.com", "*.media.example.com"],
    isServing: true,
    logging: { bucket: "holiday-logs.s3.amazonaws.com", prefix: "web/" },
    version: ETag,
    defaultRootObject: "index.html",
    origins: [
      {
        id: "player",
        domainName: "holiday-player.s3.eu-west-1.amazonaws.com",
        path: "/v2",
        originAccessIdentity: identityId,
        originAccessControlId: undefined,
        isS3: true,
      },
      {
        id: "api",
        domainName: "api.example.com",
        path: "",
        originAccessIdentity: undefined,
        originAccessControlId: undefined,
        isS3: false,
      },
    ],
    behaviors: [
      {
        pathPattern: "/api/*",
        originId: "api",
        viewerProtocolPolicy: "https-only",
        allowedMethods: ["GET", "HEAD", "OPTIONS"],
        compress: false,
        signers: { keyPairs: [{ id: key?.Id, publicKeyPem: PUBLIC_KEY_PEM }] },
        cors: {
          allowOrigins: ["https://www.example.com"],
          allowMethods: ["GET", "HEAD"],
          allowHeaders: ["range"],
          exposeHeaders: [],
          maxAgeSeconds: 600,
          allowCredentials: true,
        },
      },
      {
        pathPattern: "*",
        originId: "player",
        viewerProtocolPolicy: "allow-all",
        allowedMethods: ["HEAD", "GET"],
        compress: false,
        signers: undefined,
        cors: undefined,
      },
    ],
    customErrors: [{ errorCode: 404, responsePagePath: "/404.html", responseCode: 200 }],
  });
  const { Distribution: shown } = await client.send(new GetDistributionCommand({ Id: made?.Id }));
  expect(shown?.ActiveTrustedKeyGroups).toEqual({
    Enabled: true,
    Quantity: 1,
    Items: [{ KeyGroupId: group?.Id, KeyPairIds: { Quantity: 1, Items: [key?.Id] } }],
  });
});

test("knows the CORS of managed policies", async ({ expect }) => {
  const { client, cloudFront } = openTestCloud({ deploy: "manual" });
  const { Distribution: made } = await client.send(
    new CreateDistributionCommand({
      DistributionConfig: webConfig({
        DefaultCacheBehavior: {
          TargetOriginId: "player",
          ViewerProtocolPolicy: "allow-all",
          CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
          ResponseHeadersPolicyId: "60669652-455b-4ae9-85a4-c4c02393f86c",
        },
      }),
    }),
  );
  await cloudFront.completeDeployments();
  expect(cloudFront.directory.findById(made?.Id ?? "")).toMatchObject({
    behaviors: [{ cors: { allowOrigins: ["*"], allowMethods: ["GET", "HEAD"], allowCredentials: false } }],
  });
});

test("key pairs of signers reach distributions that are deployed already", async ({ expect }) => {
  const { client, cloudFront } = openTestCloud({ deploy: "manual" });
  const { StreamingDistribution: made } = await client.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: streamingConfig({
        TrustedSigners: { Enabled: true, Quantity: 2, Items: ["self", "123456789012"] },
      }),
    }),
  );
  await cloudFront.completeDeployments();
  const id = made?.Id ?? "";
  expect(cloudFront.directory.findById(id)).toMatchObject({ signers: { keyPairs: [] } });
  await cloudFront.setKeyPair("000000000000", "APKAOWN", "own");
  await cloudFront.setKeyPair("123456789012", "APKAOTHER", "other");
  await cloudFront.setKeyPair("999999999999", "APKASTRANGE", "strange");
  expect(cloudFront.directory.findById(id)).toMatchObject({
    signers: {
      keyPairs: [
        { id: "APKAOWN", publicKeyPem: "own" },
        { id: "APKAOTHER", publicKeyPem: "other" },
      ],
    },
  });
  const { StreamingDistribution: shown } = await client.send(new GetStreamingDistributionCommand({ Id: id }));
  expect(shown?.ActiveTrustedSigners).toEqual({
    Enabled: true,
    Quantity: 2,
    Items: [
      { AwsAccountNumber: "self", KeyPairIds: { Quantity: 1, Items: ["APKAOWN"] } },
      { AwsAccountNumber: "123456789012", KeyPairIds: { Quantity: 1, Items: ["APKAOTHER"] } },
    ],
  });
});

test("finds identities by both their names", async ({ expect }) => {
  const { client, cloudFront } = openTestCloud();
  const { CloudFrontOriginAccessIdentity: made } = await client.send(
    new CreateCloudFrontOriginAccessIdentityCommand({
      CloudFrontOriginAccessIdentityConfig: { CallerReference: "i", Comment: "" },
    }),
  );
  const identity = { id: made?.Id, canonicalUserId: made?.S3CanonicalUserId };
  await cloudFront.directory.settled();
  expect(identity.canonicalUserId).toMatch(/^[0-9a-f]{96}$/);
  expect(cloudFront.directory.identityById(made?.Id ?? "")).toEqual(identity);
  expect(cloudFront.directory.identityByCanonicalUserId(made?.S3CanonicalUserId ?? "")).toEqual(identity);
  expect(cloudFront.directory.identityById("E0000000NOBODY")).toBeUndefined();
});

test("a CNAME that moves stays with the old distribution until the new one is deployed", async ({
  expect,
}) => {
  const { client, cloudFront } = openTestCloud({ deploy: "manual" });
  const aliases = { Quantity: 1, Items: ["media.example.com"] };
  const create = async (CallerReference: string, Aliases: { Quantity: number; Items?: string[] }) =>
    client.send(
      new CreateStreamingDistributionCommand({
        StreamingDistributionConfig: streamingConfig({ CallerReference, Aliases }),
      }),
    );
  const { StreamingDistribution: old, ETag } = await create("old", aliases);
  await cloudFront.completeDeployments();
  await client.send(
    new UpdateStreamingDistributionCommand({
      Id: old?.Id,
      IfMatch: ETag,
      StreamingDistributionConfig: streamingConfig({ CallerReference: "old" }),
    }),
  );
  const { StreamingDistribution: next } = await create("next", aliases);
  await cloudFront.directory.settled();
  expect(cloudFront.directory.findByHost("media.example.com")).toMatchObject({
    id: old?.Id,
    isServing: true,
  });
  await cloudFront.completeDeployments(next?.Id);
  expect(cloudFront.directory.findByHost("media.example.com")).toMatchObject({
    id: next?.Id,
    isServing: true,
  });
  await cloudFront.completeDeployments(old?.Id);
  expect(cloudFront.directory.findByHost("media.example.com")).toMatchObject({
    id: next?.Id,
    isServing: true,
  });
});
