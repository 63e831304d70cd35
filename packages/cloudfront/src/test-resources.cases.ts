import {
  type CachePolicyConfig,
  type CloudFrontOriginAccessIdentityConfig,
  CreateCachePolicyCommand,
  CreateCloudFrontOriginAccessIdentityCommand,
  CreateDistributionCommand,
  CreateFunctionCommand,
  CreateKeyGroupCommand,
  CreateOriginAccessControlCommand,
  CreatePublicKeyCommand,
  CreateRealtimeLogConfigCommand,
  type DefaultCacheBehavior,
  type KeyGroupConfig,
  type OriginAccessControlConfig,
  type PublicKeyConfig,
} from "@aws-sdk/client-cloudfront";
import type { ErrorCaseWorld } from "./error-case.cases.ts";
import { webConfig } from "./test-cloud.cases.ts";

/** Something that was created, and how to change it. */
export interface Made<Config> {
  readonly id: string;
  readonly etag: string | undefined;
  readonly config: Config;
}

/** CachingOptimized. */
export const MANAGED_POLICY = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/** An RSA key of 2048 bits, made for these cases. */
export const PUBLIC_KEY_PEM = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuc7Mu/MOoZlYzfftvHaV
qMnbdSVDXPmcIXmM64wSclTHTyw9lCWJzeQmCTIDIri/1WThyCuHsFiRq3KebjUs
lnyIT6YYBmdgiqwBR+FgrLVSLW2fHy22SGOoG2fYv6CsMh7JlcSKjE3/uwXNB5rU
deUI3vM8W3EquEDo1TBgr0my7XUpvxHpjhIbauYcmYMFu0u3Q+ebI6VlCv3Ykyw3
pS1I2H9IeHizMDaONO0vZFyw7WQFiQ13hg+Tmjnybs0i17GT8D7OLPwNNb0IpYqj
O+2ervFmMOSjk5O4DA3mSbqRNzrB0mnEImYHUcAolRidfQw/aryuObjyKRQCQVw7
jQIDAQAB
-----END PUBLIC KEY-----
`;

export async function createIdentity({
  client,
  unique,
}: ErrorCaseWorld): Promise<Made<CloudFrontOriginAccessIdentityConfig>> {
  const config = { CallerReference: unique("identity"), Comment: "" };
  const { CloudFrontOriginAccessIdentity: made, ETag } = await client.send(
    new CreateCloudFrontOriginAccessIdentityCommand({ CloudFrontOriginAccessIdentityConfig: config }),
  );
  return { id: made?.Id ?? "", etag: ETag, config };
}

export async function createPublicKey({ client, unique }: ErrorCaseWorld): Promise<Made<PublicKeyConfig>> {
  const config = { CallerReference: unique("key"), Name: unique("key"), EncodedKey: PUBLIC_KEY_PEM };
  const { PublicKey: made, ETag } = await client.send(
    new CreatePublicKeyCommand({ PublicKeyConfig: config }),
  );
  return { id: made?.Id ?? "", etag: ETag, config };
}

export async function createKeyGroup(world: ErrorCaseWorld): Promise<Made<KeyGroupConfig>> {
  const config = { Name: world.unique("group"), Items: [(await createPublicKey(world)).id] };
  const { KeyGroup: made, ETag } = await world.client.send(
    new CreateKeyGroupCommand({ KeyGroupConfig: config }),
  );
  return { id: made?.Id ?? "", etag: ETag, config };
}

export async function createAccessControl({
  client,
  unique,
}: ErrorCaseWorld): Promise<Made<OriginAccessControlConfig>> {
  const config = {
    Name: unique("control"),
    SigningProtocol: "sigv4",
    SigningBehavior: "always",
    OriginAccessControlOriginType: "s3",
  } as const;
  const { OriginAccessControl: made, ETag } = await client.send(
    new CreateOriginAccessControlCommand({ OriginAccessControlConfig: config }),
  );
  return { id: made?.Id ?? "", etag: ETag, config };
}

export async function createCachePolicy({
  client,
  unique,
}: ErrorCaseWorld): Promise<Made<CachePolicyConfig>> {
  const config = { Name: unique("policy"), MinTTL: 0 };
  const { CachePolicy: made, ETag } = await client.send(
    new CreateCachePolicyCommand({ CachePolicyConfig: config }),
  );
  return { id: made?.Id ?? "", etag: ETag, config };
}

export async function createFunction({
  client,
  unique,
}: ErrorCaseWorld): Promise<{ name: string; arn: string; etag: string | undefined }> {
  const name = unique("function");
  const { FunctionSummary: made, ETag } = await client.send(
    new CreateFunctionCommand({
      Name: name,
      FunctionConfig: { Comment: "", Runtime: "cloudfront-js-2.0" },
      FunctionCode: Buffer.from("function handler(event) { return event.request; }"),
    }),
  );
  return { name, arn: made?.FunctionMetadata?.FunctionARN ?? "", etag: ETag };
}

export async function createRealtimeLogs({
  client,
  unique,
}: ErrorCaseWorld): Promise<{ name: string; arn: string; create: () => Promise<unknown> }> {
  const name = unique("logs");
  const create = () =>
    client.send(
      new CreateRealtimeLogConfigCommand({
        Name: name,
        SamplingRate: 100,
        Fields: ["timestamp"],
        EndPoints: [
          {
            StreamType: "Kinesis",
            KinesisStreamConfig: {
              RoleARN: "arn:aws:iam::000000000000:role/logs",
              StreamARN: "arn:aws:kinesis:us-east-1:000000000000:stream/logs",
            },
          },
        ],
      }),
    );
  const { RealtimeLogConfig: made } = await create();
  return { name, arn: made?.ARN ?? "", create };
}

export async function useInBehavior(
  { client, unique }: ErrorCaseWorld,
  behavior: Partial<DefaultCacheBehavior>,
): Promise<void> {
  await client.send(
    new CreateDistributionCommand({
      DistributionConfig: webConfig({
        CallerReference: unique("user"),
        DefaultCacheBehavior: {
          TargetOriginId: "player",
          ViewerProtocolPolicy: "allow-all",
          CachePolicyId: MANAGED_POLICY,
          ...behavior,
        },
      }),
    }),
  );
}
