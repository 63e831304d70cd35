import {
  CreateCachePolicyCommand,
  CreateCloudFrontOriginAccessIdentityCommand,
  CreateDistributionCommand,
  CreateFunctionCommand,
  CreateKeyGroupCommand,
  CreateOriginAccessControlCommand,
  CreateOriginRequestPolicyCommand,
  CreatePublicKeyCommand,
  CreateResponseHeadersPolicyCommand,
  CreateStreamingDistributionCommand,
  DeleteCachePolicyCommand,
  DeleteCloudFrontOriginAccessIdentityCommand,
  DeleteFunctionCommand,
  DeleteKeyGroupCommand,
  DeleteOriginAccessControlCommand,
  DeleteOriginRequestPolicyCommand,
  DeletePublicKeyCommand,
  DeleteRealtimeLogConfigCommand,
  DeleteResponseHeadersPolicyCommand,
  GetCloudFrontOriginAccessIdentityCommand,
  GetFunctionCommand,
  GetKeyGroupCommand,
  GetOriginAccessControlCommand,
  GetPublicKeyCommand,
  GetRealtimeLogConfigCommand,
  type Origin,
  PublishFunctionCommand,
  TestFunctionCommand,
  UpdateCachePolicyCommand,
  UpdateCloudFrontOriginAccessIdentityCommand,
  UpdatePublicKeyCommand,
} from "@aws-sdk/client-cloudfront";
import { type ErrorCase, type ErrorCaseWorld, refusal } from "./error-case.cases.ts";
import { streamingConfig, webConfig } from "./test-cloud.cases.ts";
import {
  createAccessControl,
  createCachePolicy,
  createFunction,
  createIdentity,
  createKeyGroup,
  createPublicKey,
  createRealtimeLogs,
  MANAGED_POLICY,
  useInBehavior,
} from "./test-resources.cases.ts";

const NOBODY = "E0000000NOBODY";

async function createWithOrigin(
  { client, unique }: ErrorCaseWorld,
  origin: Partial<Origin>,
): Promise<unknown> {
  const item = { Id: "player", DomainName: "holiday-player.s3.amazonaws.com", ...origin };
  const config = webConfig({
    CallerReference: unique("origin"),
    Origins: { Quantity: 1, Items: [item] },
  });
  return client.send(new CreateDistributionCommand({ DistributionConfig: config }));
}

async function createOriginRequestPolicy({ client }: ErrorCaseWorld, name: string) {
  const { OriginRequestPolicy: made, ETag } = await client.send(
    new CreateOriginRequestPolicyCommand({
      OriginRequestPolicyConfig: {
        Name: name,
        HeadersConfig: { HeaderBehavior: "none" },
        CookiesConfig: { CookieBehavior: "none" },
        QueryStringsConfig: { QueryStringBehavior: "none" },
      },
    }),
  );
  const id = made?.Id ?? "";
  return { id, remove: () => client.send(new DeleteOriginRequestPolicyCommand({ Id: id, IfMatch: ETag })) };
}

async function createResponseHeadersPolicy({ client }: ErrorCaseWorld, name: string) {
  const { ResponseHeadersPolicy: made, ETag } = await client.send(
    new CreateResponseHeadersPolicyCommand({ ResponseHeadersPolicyConfig: { Name: name } }),
  );
  const id = made?.Id ?? "";
  return { id, remove: () => client.send(new DeleteResponseHeadersPolicyCommand({ Id: id, IfMatch: ETag })) };
}

const IDENTITY_CASES: readonly ErrorCase[] = [
  refusal(
    "identity: CallerReference again with another comment",
    "CloudFrontOriginAccessIdentityAlreadyExists",
    409,
    "The caller reference you are using to create the CloudFront origin access identity is associated with another identity.",
    async (world) => {
      const { config } = await createIdentity(world);
      return () =>
        world.client.send(
          new CreateCloudFrontOriginAccessIdentityCommand({
            CloudFrontOriginAccessIdentityConfig: { ...config, Comment: "another" },
          }),
        );
    },
  ),
  refusal(
    "identity: no such id",
    "NoSuchCloudFrontOriginAccessIdentity",
    404,
    "The specified origin access identity does not exist.",
    async ({ client }) =>
      () =>
        client.send(new GetCloudFrontOriginAccessIdentityCommand({ Id: NOBODY })),
  ),
  refusal(
    "identity: deleted while a streaming distribution uses it",
    "CloudFrontOriginAccessIdentityInUse",
    409,
    "The CloudFront origin access identity is still being used.",
    async (world) => {
      const { id, etag } = await createIdentity(world);
      await world.client.send(
        new CreateStreamingDistributionCommand({
          StreamingDistributionConfig: streamingConfig({
            CallerReference: world.unique("user"),
            S3Origin: {
              DomainName: "holiday-media.s3.amazonaws.com",
              OriginAccessIdentity: `origin-access-identity/cloudfront/${id}`,
            },
          }),
        }),
      );
      return () =>
        world.client.send(new DeleteCloudFrontOriginAccessIdentityCommand({ Id: id, IfMatch: etag }));
    },
  ),
  refusal(
    "identity: another CallerReference",
    "IllegalUpdate",
    400,
    "You cannot update CallerReference.",
    async (world) => {
      const { id, etag } = await createIdentity(world);
      return () =>
        world.client.send(
          new UpdateCloudFrontOriginAccessIdentityCommand({
            Id: id,
            IfMatch: etag,
            CloudFrontOriginAccessIdentityConfig: { CallerReference: "another", Comment: "" },
          }),
        );
    },
  ),
  {
    name: "identity: one too many",
    code: "TooManyCloudFrontOriginAccessIdentities",
    status: 400,
    message:
      "Processing your request would cause you to exceed the maximum number of origin access identities allowed.",
    limits: { originAccessIdentities: 1 },
    arrange: async (world) => {
      await createIdentity(world);
      return () => createIdentity(world);
    },
  },
];

const KEY_CASES: readonly ErrorCase[] = [
  refusal(
    "public key: no PEM",
    "InvalidArgument",
    400,
    "Your request contains empty/invalid/out of limits RSA Encoded Key",
    async ({ client, unique }) =>
      () =>
        client.send(
          new CreatePublicKeyCommand({
            PublicKeyConfig: { CallerReference: unique("key"), Name: unique("key"), EncodedKey: "no key" },
          }),
        ),
  ),
  refusal(
    "public key: name again",
    "PublicKeyAlreadyExists",
    409,
    "The name that you are using to create a CloudFront public key is associated with another public key in your account.",
    async (world) => {
      const { config } = await createPublicKey(world);
      return () =>
        world.client.send(
          new CreatePublicKeyCommand({
            PublicKeyConfig: { ...config, CallerReference: world.unique("key") },
          }),
        );
    },
  ),
  refusal(
    "public key: another name",
    "CannotChangeImmutablePublicKeyFields",
    400,
    "You can't change the value of a public key.",
    async (world) => {
      const { id, etag, config } = await createPublicKey(world);
      return () =>
        world.client.send(
          new UpdatePublicKeyCommand({
            Id: id,
            IfMatch: etag,
            PublicKeyConfig: { ...config, Name: "another" },
          }),
        );
    },
  ),
  refusal(
    "public key: no such id",
    "NoSuchPublicKey",
    404,
    "The specified public key doesn't exist.",
    async ({ client }) =>
      () =>
        client.send(new GetPublicKeyCommand({ Id: "K0000000NOBODY" })),
  ),
  refusal(
    "public key: deleted while a key group has it",
    "PublicKeyInUse",
    409,
    "The specified public key is in use.",
    async (world) => {
      const { id, etag } = await createPublicKey(world);
      await world.client.send(
        new CreateKeyGroupCommand({ KeyGroupConfig: { Name: world.unique("group"), Items: [id] } }),
      );
      return () => world.client.send(new DeletePublicKeyCommand({ Id: id, IfMatch: etag }));
    },
  ),
  refusal("key group: name again", "KeyGroupAlreadyExists", 409, /already exists/, async (world) => {
    const { config } = await createKeyGroup(world);
    return () => world.client.send(new CreateKeyGroupCommand({ KeyGroupConfig: config }));
  }),
  refusal(
    "key group: unknown key",
    "InvalidArgument",
    400,
    "The parameter Items contains one or more public keys that do not exist.",
    async ({ client, unique }) =>
      () =>
        client.send(
          new CreateKeyGroupCommand({ KeyGroupConfig: { Name: unique("group"), Items: ["K0000000NOBODY"] } }),
        ),
  ),
  refusal(
    "key group: six keys",
    "TooManyPublicKeysInKeyGroup",
    400,
    "The number of public keys in this key group is more than the maximum allowed.",
    async ({ client, unique }) =>
      () =>
        client.send(
          new CreateKeyGroupCommand({
            KeyGroupConfig: { Name: unique("group"), Items: Array.from({ length: 6 }, () => "K") },
          }),
        ),
  ),
  refusal(
    "key group: no such id",
    "NoSuchResource",
    404,
    "A resource that was specified is not valid.",
    async ({ client }) =>
      () =>
        client.send(new GetKeyGroupCommand({ Id: NOBODY })),
  ),
  refusal(
    "key group: deleted while a cache behavior trusts it",
    "ResourceInUse",
    409,
    "Cannot delete this resource because it is in use.",
    async (world) => {
      const { id, etag } = await createKeyGroup(world);
      await useInBehavior(world, { TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: [id] } });
      return () => world.client.send(new DeleteKeyGroupCommand({ Id: id, IfMatch: etag }));
    },
  ),
];

const POLICY_CASES: readonly ErrorCase[] = [
  refusal("cache policy: name again", "CachePolicyAlreadyExists", 409, /already exists/, async (world) => {
    const { config } = await createCachePolicy(world);
    return () => world.client.send(new CreateCachePolicyCommand({ CachePolicyConfig: config }));
  }),
  refusal(
    "cache policy: deleted while a cache behavior uses it",
    "CachePolicyInUse",
    409,
    "The specified cache policy is currently associated with a cache behavior. Please disassociate the policy before deleting.",
    async (world) => {
      const { id, etag } = await createCachePolicy(world);
      await useInBehavior(world, { CachePolicyId: id });
      return () => world.client.send(new DeleteCachePolicyCommand({ Id: id, IfMatch: etag }));
    },
  ),
  refusal(
    "cache policy: a managed one deleted",
    "IllegalDelete",
    400,
    "Deletion is not allowed for this entity.",
    async ({ client }) =>
      () =>
        client.send(new DeleteCachePolicyCommand({ Id: MANAGED_POLICY, IfMatch: "E23ZP02F085DFQ" })),
  ),
  refusal(
    "cache policy: a managed one updated",
    "IllegalUpdate",
    400,
    "The update contains modifications that are not allowed.",
    async ({ client }) =>
      () =>
        client.send(
          new UpdateCachePolicyCommand({
            Id: MANAGED_POLICY,
            IfMatch: "E23ZP02F085DFQ",
            CachePolicyConfig: { Name: "mine", MinTTL: 0 },
          }),
        ),
  ),
  refusal(
    "cache policy: eleven headers",
    "TooManyHeadersInCachePolicy",
    400,
    "The number of headers in the cache policy exceeds the maximum.",
    async ({ client, unique }) =>
      () =>
        client.send(
          new CreateCachePolicyCommand({
            CachePolicyConfig: {
              Name: unique("policy"),
              MinTTL: 0,
              ParametersInCacheKeyAndForwardedToOrigin: {
                EnableAcceptEncodingGzip: true,
                HeadersConfig: {
                  HeaderBehavior: "whitelist",
                  Headers: { Quantity: 11, Items: Array.from({ length: 11 }, (_, index) => `x-${index}`) },
                },
                CookiesConfig: { CookieBehavior: "none" },
                QueryStringsConfig: { QueryStringBehavior: "none" },
              },
            },
          }),
        ),
  ),
  refusal(
    "origin request policy: cookies counted wrongly",
    "InconsistentQuantities",
    400,
    "The specified quantity of Cookies (2) does not match the actual quantity supplied (1).",
    async ({ client, unique }) =>
      () =>
        client.send(
          new CreateOriginRequestPolicyCommand({
            OriginRequestPolicyConfig: {
              Name: unique("policy"),
              HeadersConfig: { HeaderBehavior: "none" },
              CookiesConfig: { CookieBehavior: "whitelist", Cookies: { Quantity: 2, Items: ["session"] } },
              QueryStringsConfig: { QueryStringBehavior: "none" },
            },
          }),
        ),
  ),
  refusal(
    "response headers policy: a content security policy without end",
    "TooLongCSPInResponseHeadersPolicy",
    400,
    "The length of the Content-Security-Policy header value in the response headers policy exceeds the maximum.",
    async ({ client, unique }) =>
      () =>
        client.send(
          new CreateResponseHeadersPolicyCommand({
            ResponseHeadersPolicyConfig: {
              Name: unique("policy"),
              SecurityHeadersConfig: {
                ContentSecurityPolicy: { Override: true, ContentSecurityPolicy: "x".repeat(1784) },
              },
            },
          }),
        ),
  ),
  ...(
    [
      ["origin request policy", createOriginRequestPolicy, "OriginRequestPolicyId", "OriginRequestPolicy"],
      [
        "response headers policy",
        createResponseHeadersPolicy,
        "ResponseHeadersPolicyId",
        "ResponseHeadersPolicy",
      ],
    ] as const
  ).flatMap(([name, create, member, code]) => [
    refusal(`${name}: name again`, `${code}AlreadyExists`, 409, /already exists/, async (world) => {
      await create(world, "again");
      return () => create(world, "again");
    }),
    refusal(
      `${name}: deleted while a cache behavior uses it`,
      `${code}InUse`,
      409,
      /^Cannot delete the .* policy because it is attached to one or more cache behaviors/,
      async (world) => {
        const { id, remove } = await create(world, world.unique("policy"));
        await useInBehavior(world, { [member]: id });
        return remove;
      },
    ),
  ]),
  refusal(
    "access control: beside an identity",
    "IllegalOriginAccessConfiguration",
    400,
    "An origin cannot contain both an origin access control (OAC) and an origin access identity (OAI).",
    async (world) => {
      const { id } = await createIdentity(world);
      const control = await createAccessControl(world);
      return () =>
        createWithOrigin(world, {
          S3OriginConfig: { OriginAccessIdentity: `origin-access-identity/cloudfront/${id}` },
          OriginAccessControlId: control.id,
        });
    },
  ),
  refusal(
    "access control: of buckets for an origin that is none",
    "InvalidDomainNameForOriginAccessControl",
    400,
    "An origin access control is associated with an origin whose domain name is not supported.",
    async (world) => {
      const { id } = await createAccessControl(world);
      return () =>
        createWithOrigin(world, {
          DomainName: "www.example.com",
          CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "http-only" },
          OriginAccessControlId: id,
        });
    },
  ),
  refusal(
    "access control: no such id",
    "NoSuchOriginAccessControl",
    404,
    "The origin access control does not exist.",
    async ({ client }) =>
      () =>
        client.send(new GetOriginAccessControlCommand({ Id: NOBODY })),
  ),
  refusal(
    "access control: name again",
    "OriginAccessControlAlreadyExists",
    409,
    "An origin access control with the specified parameters already exists.",
    async (world) => {
      const { config } = await createAccessControl(world);
      return () =>
        world.client.send(new CreateOriginAccessControlCommand({ OriginAccessControlConfig: config }));
    },
  ),
  refusal(
    "access control: deleted while an origin uses it",
    "OriginAccessControlInUse",
    409,
    "Cannot delete the origin access control because it's in use by one or more distributions.",
    async (world) => {
      const { id, etag } = await createAccessControl(world);
      await createWithOrigin(world, {
        S3OriginConfig: { OriginAccessIdentity: "" },
        OriginAccessControlId: id,
      });
      return () => world.client.send(new DeleteOriginAccessControlCommand({ Id: id, IfMatch: etag }));
    },
  ),
];

const FUNCTION_CASES: readonly ErrorCase[] = [
  refusal("function: name again", "FunctionAlreadyExists", 409, /already exists/, async (world) => {
    const { name } = await createFunction(world);
    return () => createFunction({ ...world, unique: () => name });
  }),
  refusal(
    "function: more than 10 KB",
    "FunctionSizeLimitExceeded",
    413,
    "The function is too large.",
    async ({ client, unique }) =>
      () =>
        client.send(
          new CreateFunctionCommand({
            Name: unique("function"),
            FunctionConfig: { Comment: "", Runtime: "cloudfront-js-1.0" },
            FunctionCode: Buffer.alloc(10_241, " "),
          }),
        ),
  ),
  refusal(
    "function: not published yet",
    "NoSuchFunctionExists",
    404,
    "The function does not exist.",
    async (world) => {
      const { name } = await createFunction(world);
      return () => world.client.send(new GetFunctionCommand({ Name: name, Stage: "LIVE" }));
    },
  ),
  refusal(
    "function: deleted while a cache behavior uses it",
    "FunctionInUse",
    409,
    /^Cannot delete function \S+, it is in use by 1 distributions$/,
    async (world) => {
      const { name, arn, etag } = await createFunction(world);
      await world.client.send(new PublishFunctionCommand({ Name: name, IfMatch: etag }));
      await useInBehavior(world, {
        FunctionAssociations: { Quantity: 1, Items: [{ FunctionARN: arn, EventType: "viewer-request" }] },
      });
      return () => world.client.send(new DeleteFunctionCommand({ Name: name, IfMatch: etag }));
    },
  ),
  refusal(
    "function: tested with no event",
    "InvalidArgument",
    400,
    "The parameter EventObject is not a valid JSON object.",
    async (world) => {
      const { name, etag } = await createFunction(world);
      return () =>
        world.client.send(
          new TestFunctionCommand({ Name: name, IfMatch: etag, EventObject: Buffer.from("event") }),
        );
    },
  ),
];

const LOG_CASES: readonly ErrorCase[] = [
  refusal(
    "real-time logs: name again",
    "RealtimeLogConfigAlreadyExists",
    409,
    /already exists/,
    async (world) => {
      const { create } = await createRealtimeLogs(world);
      return create;
    },
  ),
  refusal(
    "real-time logs: no such name",
    "NoSuchRealtimeLogConfig",
    404,
    "The real-time log configuration does not exist.",
    async ({ client, unique }) =>
      () =>
        client.send(new GetRealtimeLogConfigCommand({ Name: unique("nobody") })),
  ),
  refusal(
    "real-time logs: deleted while a cache behavior uses them",
    "RealtimeLogConfigInUse",
    400,
    "Cannot delete the real-time log configuration because it is attached to one or more cache behaviors.",
    async (world) => {
      const { name, arn } = await createRealtimeLogs(world);
      await useInBehavior(world, { RealtimeLogConfigArn: arn });
      return () => world.client.send(new DeleteRealtimeLogConfigCommand({ Name: name }));
    },
  ),
];

/** Everything that can go wrong with what distributions refer to. */
export const RESOURCE_ERROR_CASES: readonly ErrorCase[] = [
  ...IDENTITY_CASES,
  ...KEY_CASES,
  ...POLICY_CASES,
  ...FUNCTION_CASES,
  ...LOG_CASES,
];
