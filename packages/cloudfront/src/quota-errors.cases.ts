import {
  type CloudFrontClient,
  CreateCachePolicyCommand,
  CreateDistributionCommand,
  CreateFieldLevelEncryptionConfigCommand,
  CreateFieldLevelEncryptionProfileCommand,
  CreateInvalidationCommand,
  CreateKeyGroupCommand,
  CreateOriginRequestPolicyCommand,
  CreateResponseHeadersPolicyCommand,
  type DefaultCacheBehavior,
  type DistributionConfig,
} from "@aws-sdk/client-cloudfront";
import type { ErrorCase, ErrorCaseWorld } from "./error-case.cases.ts";
import type { CloudFrontErrorCode } from "./errors.ts";
import { cloudFrontError } from "./errors.ts";
import type { CloudFrontLimits } from "./limits.ts";
import { webConfig } from "./test-cloud.cases.ts";
import {
  createAccessControl,
  createCachePolicy,
  createFunction,
  createPublicKey,
  createRealtimeLogs,
  MANAGED_POLICY,
} from "./test-resources.cases.ts";

type Create = (world: ErrorCaseWorld) => Promise<unknown>;

const NONE = {
  HeadersConfig: { HeaderBehavior: "none" },
  CookiesConfig: { CookieBehavior: "none" },
  QueryStringsConfig: { QueryStringBehavior: "none" },
} as const;

const createOriginRequestPolicy: Create = ({ client, unique }) =>
  client.send(
    new CreateOriginRequestPolicyCommand({ OriginRequestPolicyConfig: { Name: unique("policy"), ...NONE } }),
  );

const createResponseHeadersPolicy: Create = ({ client, unique }) =>
  client.send(
    new CreateResponseHeadersPolicyCommand({ ResponseHeadersPolicyConfig: { Name: unique("policy") } }),
  );

const createEncryptionConfig: Create = ({ client, unique }) =>
  client.send(
    new CreateFieldLevelEncryptionConfigCommand({
      FieldLevelEncryptionConfig: { CallerReference: unique("encryption") },
    }),
  );

const createEncryptionProfile: Create = ({ client, unique }) =>
  client.send(
    new CreateFieldLevelEncryptionProfileCommand({
      FieldLevelEncryptionProfileConfig: {
        Name: unique("profile"),
        CallerReference: unique("profile"),
        EncryptionEntities: { Quantity: 0 },
      },
    }),
  );

/** Quotas of an account, each set to one. */
const ACCOUNT_QUOTAS: readonly (readonly [CloudFrontErrorCode, keyof CloudFrontLimits, Create])[] = [
  ["TooManyOriginAccessControls", "originAccessControls", createAccessControl],
  ["TooManyPublicKeys", "publicKeys", createPublicKey],
  ["TooManyCachePolicies", "cachePolicies", createCachePolicy],
  ["TooManyOriginRequestPolicies", "originRequestPolicies", createOriginRequestPolicy],
  ["TooManyResponseHeadersPolicies", "responseHeadersPolicies", createResponseHeadersPolicy],
  ["TooManyFieldLevelEncryptionConfigs", "encryptionConfigs", createEncryptionConfig],
  ["TooManyFieldLevelEncryptionProfiles", "encryptionProfiles", createEncryptionProfile],
  ["TooManyFunctions", "functions", createFunction],
  ["TooManyRealtimeLogConfigs", "realtimeLogConfigs", createRealtimeLogs],
];

function quotaCase(
  name: string,
  code: CloudFrontErrorCode,
  arrange: ErrorCase["arrange"],
  limits?: Partial<CloudFrontLimits>,
): ErrorCase {
  const { status, message } = cloudFrontError(code);
  return { name, code, status, message, arrange, ...(limits === undefined ? {} : { limits }) };
}

const ACCOUNT_CASES: readonly ErrorCase[] = [
  ...ACCOUNT_QUOTAS.map(([code, limit, create]) =>
    quotaCase(
      `quota: ${limit}`,
      code,
      async (world) => {
        await create(world);
        return () => create(world);
      },
      { [limit]: 1 },
    ),
  ),
  quotaCase(
    "quota: keyGroups",
    "TooManyKeyGroups",
    async (world) => {
      const { id } = await createPublicKey(world);
      const create = () =>
        world.client.send(
          new CreateKeyGroupCommand({ KeyGroupConfig: { Name: world.unique("group"), Items: [id] } }),
        );
      await create();
      return create;
    },
    { keyGroups: 1 },
  ),
  quotaCase(
    "quota: invalidationPathsInProgress",
    "TooManyInvalidationsInProgress",
    async (world) => {
      const { Distribution: made } = await world.client.send(
        new CreateDistributionCommand({
          DistributionConfig: webConfig({ CallerReference: world.unique("web") }),
        }),
      );
      const invalidate = (count: number) =>
        world.client.send(
          new CreateInvalidationCommand({
            DistributionId: made?.Id,
            InvalidationBatch: { CallerReference: world.unique("batch"), Paths: paths(count) },
          }),
        );
      await invalidate(2);
      return () => invalidate(2);
    },
    { invalidationPathsInProgress: 3 },
  ),
];

function paths(count: number): { Quantity: number; Items: string[] } {
  return counted(count, (index) => `/${index}`);
}

function counted<Item>(count: number, item: (index: number) => Item): { Quantity: number; Items: Item[] } {
  return { Quantity: count, Items: Array.from({ length: count }, (_, index) => item(index)) };
}

function behavior(overrides: Partial<DefaultCacheBehavior>): Partial<DistributionConfig> {
  return {
    DefaultCacheBehavior: { TargetOriginId: "player", ViewerProtocolPolicy: "allow-all", ...overrides },
  };
}

function forwarding(values: Partial<DefaultCacheBehavior["ForwardedValues"]>): Partial<DistributionConfig> {
  return behavior({
    ForwardedValues: { QueryString: true, Cookies: { Forward: "none" }, ...values },
    MinTTL: 0,
  });
}

const CACHED = { CachePolicyId: MANAGED_POLICY };
const PLAIN_ORIGIN = {
  DomainName: "holiday-player.s3.amazonaws.com",
  S3OriginConfig: { OriginAccessIdentity: "" },
};

/** More of something than one web distribution may have, and values that are out of bounds. */
const DISTRIBUTION_QUOTAS: readonly (readonly [CloudFrontErrorCode, Partial<DistributionConfig>])[] = [
  ["TooManyDistributionCNAMEs", { Aliases: counted(101, (index) => `quota-${index}.example.com`) }],
  ["TooManyOrigins", { Origins: counted(101, (index) => ({ Id: `origin-${index}`, ...PLAIN_ORIGIN })) }],
  [
    "TooManyOriginCustomHeaders",
    {
      Origins: counted(1, () => ({
        Id: "player",
        ...PLAIN_ORIGIN,
        CustomHeaders: counted(31, (index) => ({ HeaderName: `x-${index}`, HeaderValue: "x" })),
      })),
    },
  ],
  [
    "TooManyOriginGroupsPerDistribution",
    {
      OriginGroups: counted(11, (index) => ({
        Id: `group-${index}`,
        FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } },
        Members: { Quantity: 2, Items: [{ OriginId: "player" }, { OriginId: "player" }] },
      })),
    },
  ],
  [
    "InvalidOriginReadTimeout",
    {
      Origins: counted(1, () => ({
        Id: "player",
        DomainName: "www.example.com",
        CustomOriginConfig: {
          HTTPPort: 80,
          HTTPSPort: 443,
          OriginProtocolPolicy: "http-only" as const,
          OriginReadTimeout: 181,
        },
      })),
    },
  ],
  [
    "InvalidOriginKeepaliveTimeout",
    {
      Origins: counted(1, () => ({
        Id: "player",
        DomainName: "www.example.com",
        CustomOriginConfig: {
          HTTPPort: 80,
          HTTPSPort: 443,
          OriginProtocolPolicy: "http-only" as const,
          OriginKeepaliveTimeout: 0,
        },
      })),
    },
  ],
  [
    "TooManyCacheBehaviors",
    {
      CacheBehaviors: counted(76, (index) => ({
        PathPattern: `/${index}/*`,
        TargetOriginId: "player",
        ViewerProtocolPolicy: "allow-all" as const,
        ...CACHED,
      })),
    },
  ],
  [
    "TooManyCookieNamesInWhiteList",
    forwarding({
      Cookies: { Forward: "whitelist", WhitelistedNames: counted(11, (index) => `cookie-${index}`) },
    }),
  ],
  ["TooManyHeadersInForwardedValues", forwarding({ Headers: counted(11, (index) => `x-${index}`) })],
  ["TooManyQueryStringParameters", forwarding({ QueryStringCacheKeys: counted(11, (index) => `q${index}`) })],
  [
    "InvalidQueryStringParameters",
    forwarding({ QueryString: false, QueryStringCacheKeys: counted(1, () => "q") }),
  ],
  [
    "TooManyFunctionAssociations",
    behavior({
      ...CACHED,
      FunctionAssociations: counted(3, () => ({
        FunctionARN: "arn:aws:cloudfront::000000000000:function/f",
        EventType: "viewer-request" as const,
      })),
    }),
  ],
  [
    "TooManyLambdaFunctionAssociations",
    behavior({
      ...CACHED,
      LambdaFunctionAssociations: counted(5, () => ({
        LambdaFunctionARN: "arn:aws:lambda:us-east-1:000000000000:function:f:1",
        EventType: "viewer-request" as const,
      })),
    }),
  ],
  [
    "TooManyKeyGroupsAssociatedToDistribution",
    behavior({ ...CACHED, TrustedKeyGroups: { Enabled: true, ...counted(5, (index) => `group-${index}`) } }),
  ],
];

/** More names than one policy may have. */
const POLICY_QUOTAS: readonly (readonly [
  CloudFrontErrorCode,
  (client: CloudFrontClient, name: string) => Promise<unknown>,
])[] = [
  [
    "TooManyCookiesInCachePolicy",
    (client, Name) =>
      client.send(
        new CreateCachePolicyCommand({
          CachePolicyConfig: {
            Name,
            MinTTL: 0,
            ParametersInCacheKeyAndForwardedToOrigin: {
              EnableAcceptEncodingGzip: false,
              ...NONE,
              CookiesConfig: { CookieBehavior: "whitelist", Cookies: paths(11) },
            },
          },
        }),
      ),
  ],
  [
    "TooManyQueryStringsInCachePolicy",
    (client, Name) =>
      client.send(
        new CreateCachePolicyCommand({
          CachePolicyConfig: {
            Name,
            MinTTL: 0,
            ParametersInCacheKeyAndForwardedToOrigin: {
              EnableAcceptEncodingGzip: false,
              ...NONE,
              QueryStringsConfig: { QueryStringBehavior: "allExcept", QueryStrings: paths(11) },
            },
          },
        }),
      ),
  ],
  [
    "TooManyHeadersInOriginRequestPolicy",
    (client, Name) =>
      client.send(
        new CreateOriginRequestPolicyCommand({
          OriginRequestPolicyConfig: {
            Name,
            ...NONE,
            HeadersConfig: { HeaderBehavior: "whitelist", Headers: paths(11) },
          },
        }),
      ),
  ],
  [
    "TooManyCookiesInOriginRequestPolicy",
    (client, Name) =>
      client.send(
        new CreateOriginRequestPolicyCommand({
          OriginRequestPolicyConfig: {
            Name,
            ...NONE,
            CookiesConfig: { CookieBehavior: "whitelist", Cookies: paths(11) },
          },
        }),
      ),
  ],
  [
    "TooManyQueryStringsInOriginRequestPolicy",
    (client, Name) =>
      client.send(
        new CreateOriginRequestPolicyCommand({
          OriginRequestPolicyConfig: {
            Name,
            ...NONE,
            QueryStringsConfig: { QueryStringBehavior: "whitelist", QueryStrings: paths(11) },
          },
        }),
      ),
  ],
  [
    "TooManyCustomHeadersInResponseHeadersPolicy",
    (client, Name) =>
      client.send(
        new CreateResponseHeadersPolicyCommand({
          ResponseHeadersPolicyConfig: {
            Name,
            CustomHeadersConfig: counted(11, (index) => ({
              Header: `x-${index}`,
              Value: "x",
              Override: false,
            })),
          },
        }),
      ),
  ],
  [
    "TooManyRemoveHeadersInResponseHeadersPolicy",
    (client, Name) =>
      client.send(
        new CreateResponseHeadersPolicyCommand({
          ResponseHeadersPolicyConfig: {
            Name,
            RemoveHeadersConfig: counted(11, (index) => ({ Header: `x-${index}` })),
          },
        }),
      ),
  ],
];

/** Everything there can be too much of. */
export const QUOTA_ERROR_CASES: readonly ErrorCase[] = [
  ...ACCOUNT_CASES,
  ...DISTRIBUTION_QUOTAS.map(([code, overrides]) =>
    quotaCase(`create web: ${code}`, code, async ({ client, unique }) => {
      const config = webConfig({ CallerReference: unique("quota"), ...overrides });
      return () => client.send(new CreateDistributionCommand({ DistributionConfig: config }));
    }),
  ),
  ...POLICY_QUOTAS.map(([code, create]) =>
    quotaCase(
      `create policy: ${code}`,
      code,
      async ({ client, unique }) =>
        () =>
          create(client, unique("policy")),
    ),
  ),
];
