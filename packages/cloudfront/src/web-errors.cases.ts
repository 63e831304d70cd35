import {
  CopyDistributionCommand,
  CreateDistributionCommand,
  CreateInvalidationCommand,
  CreateMonitoringSubscriptionCommand,
  DeleteDistributionCommand,
  type DistributionConfig,
  GetDistributionCommand,
  GetInvalidationCommand,
  GetMonitoringSubscriptionCommand,
  type Origin,
  UpdateDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import type { ErrorCase, ErrorCaseWorld } from "./error-case.cases.ts";
import { webConfig } from "./test-cloud.cases.ts";

type Overrides = Partial<DistributionConfig>;

const NOBODY = "E0000000NOBODY";
const UNKNOWN_POLICY = "00000000-0000-4000-8000-000000000000";
const CACHING = { CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6" };
const FORWARDED = { QueryString: false, Cookies: { Forward: "none" as const } };

async function create(world: ErrorCaseWorld, overrides: Overrides = {}) {
  const config = webConfig({ CallerReference: world.unique("reference"), ...overrides });
  const { Distribution, ETag } = await world.client.send(
    new CreateDistributionCommand({ DistributionConfig: config }),
  );
  return { id: Distribution?.Id ?? "", etag: ETag, config };
}

function origins(overrides: Partial<Origin>): Overrides {
  const plain: Origin = {
    Id: "player",
    DomainName: "holiday-player.s3.amazonaws.com",
    S3OriginConfig: { OriginAccessIdentity: "" },
  };
  return { Origins: { Quantity: 1, Items: [{ ...plain, ...overrides }] } };
}

function behavior(overrides: Partial<DistributionConfig["DefaultCacheBehavior"]>): Overrides {
  return {
    DefaultCacheBehavior: {
      TargetOriginId: "player",
      ViewerProtocolPolicy: "allow-all",
      ...overrides,
    },
  };
}

/** Creations that are refused for what their configuration says. */
const REFUSED: readonly (readonly [string, ErrorCase["code"], number, string, Overrides])[] = [
  [
    "no origin",
    "MalformedXML",
    400,
    "1 validation error detected: Value '[]' at 'distributionConfig.origins.items' failed to satisfy constraint: Member must have length greater than or equal to 1",
    { Origins: { Quantity: 0, Items: [] } },
  ],
  [
    "target is no origin",
    "NoSuchOrigin",
    404,
    "One or more of your origins or origin groups do not exist.",
    behavior({ TargetOriginId: "elsewhere", ...CACHING }),
  ],
  [
    "S3 origin that is no bucket",
    "InvalidArgument",
    400,
    "The parameter Origin DomainName does not refer to a valid S3 bucket.",
    origins({ DomainName: "www.example.com" }),
  ],
  [
    "custom origin that is no domain name",
    "InvalidArgument",
    400,
    "The parameter origin name must be a domain name.",
    {
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: "player",
            DomainName: "http://www.example.com/",
            CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "http-only" },
          },
        ],
      },
    },
  ],
  [
    "origin of no kind",
    "InvalidArgument",
    400,
    "Exactly one of CustomOriginConfig, VpcOriginConfig, and S3OriginConfig must be specified",
    { Origins: { Quantity: 1, Items: [{ Id: "player", DomainName: "www.example.com" }] } },
  ],
  [
    "identity is nobody's",
    "InvalidOriginAccessIdentity",
    400,
    "The specified origin access identity does not exist or is not valid.",
    origins({ S3OriginConfig: { OriginAccessIdentity: "origin-access-identity/cloudfront/E74FTE3AJFJ25" } }),
  ],
  [
    "access control is nobody's",
    "InvalidOriginAccessControl",
    400,
    "The origin access control is not valid.",
    origins({ OriginAccessControlId: NOBODY }),
  ],
  [
    "origin path without a slash",
    "InvalidRelativePath",
    400,
    "The relative path is too big, is not URL-encoded, or does not begin with a slash (/).",
    origins({ OriginPath: "site" }),
  ],
  [
    "cache policy and forwarded values",
    "InvalidArgument",
    400,
    "The parameter ForwardedValues cannot be used when a cache policy is associated to the cache behavior.",
    behavior({ ...CACHING, ForwardedValues: FORWARDED }),
  ],
  [
    "neither cache policy nor forwarded values",
    "InvalidArgument",
    400,
    "The parameter ForwardedValues is required.",
    behavior({}),
  ],
  [
    "no MinTTL",
    "InvalidArgument",
    400,
    "The parameter MinTTL is required.",
    behavior({ ForwardedValues: FORWARDED }),
  ],
  [
    "times to live out of order",
    "InvalidTTLOrder",
    400,
    "MinTTL, MaxTTL and DefaultTTL should follow order MinTTL less than or equal to DefaultTTL less than or equal to MaxTTL",
    behavior({ ForwardedValues: FORWARDED, MinTTL: 10, DefaultTTL: 5, MaxTTL: 20 }),
  ],
  [
    "cookies named, but none whitelisted",
    "InvalidForwardCookies",
    400,
    "Your request contains forward cookies option which doesn't match with the expectation for the whitelisted list of cookie names. Either list of cookie names has been specified when not allowed or list of cookie names is missing when expected.",
    behavior({
      ForwardedValues: {
        QueryString: false,
        Cookies: { Forward: "none", WhitelistedNames: { Quantity: 1, Items: ["session"] } },
      },
      MinTTL: 0,
    }),
  ],
  [
    "unknown cache policy",
    "NoSuchCachePolicy",
    404,
    "The cache policy does not exist.",
    behavior({ CachePolicyId: UNKNOWN_POLICY }),
  ],
  [
    "unknown origin request policy",
    "NoSuchOriginRequestPolicy",
    404,
    "The origin request policy does not exist.",
    behavior({ ...CACHING, OriginRequestPolicyId: UNKNOWN_POLICY }),
  ],
  [
    "unknown response headers policy",
    "NoSuchResponseHeadersPolicy",
    404,
    "The response headers policy does not exist.",
    behavior({ ...CACHING, ResponseHeadersPolicyId: UNKNOWN_POLICY }),
  ],
  [
    "unknown field-level encryption",
    "NoSuchFieldLevelEncryptionConfig",
    404,
    "The specified configuration for field-level encryption doesn't exist.",
    behavior({ ...CACHING, FieldLevelEncryptionId: "C0000000NOBODY" }),
  ],
  [
    "unknown real-time logs",
    "NoSuchRealtimeLogConfig",
    404,
    "The real-time log configuration does not exist.",
    behavior({
      ...CACHING,
      RealtimeLogConfigArn: "arn:aws:cloudfront::000000000000:realtime-log-config/nobody",
    }),
  ],
  [
    "another account's real-time logs",
    "RealtimeLogConfigOwnerMismatch",
    401,
    "The specified real-time log configuration belongs to a different Amazon Web Services account.",
    behavior({
      ...CACHING,
      RealtimeLogConfigArn: "arn:aws:cloudfront::999999999999:realtime-log-config/nobody",
    }),
  ],
  [
    "unknown key group",
    "TrustedKeyGroupDoesNotExist",
    400,
    "The specified key group does not exist.",
    behavior({ ...CACHING, TrustedKeyGroups: { Enabled: true, Quantity: 1, Items: [UNKNOWN_POLICY] } }),
  ],
  [
    "unknown function",
    "InvalidFunctionAssociation",
    400,
    "A CloudFront function association is invalid.",
    behavior({
      ...CACHING,
      FunctionAssociations: {
        Quantity: 1,
        Items: [
          { FunctionARN: "arn:aws:cloudfront::000000000000:function/nobody", EventType: "viewer-request" },
        ],
      },
    }),
  ],
  [
    "Lambda function without a version",
    "InvalidLambdaFunctionAssociation",
    400,
    "The specified Lambda@Edge function association is invalid.",
    behavior({
      ...CACHING,
      LambdaFunctionAssociations: {
        Quantity: 1,
        Items: [
          {
            LambdaFunctionARN: "arn:aws:lambda:us-east-1:000000000000:function:edge:$LATEST",
            EventType: "origin-request",
          },
        ],
      },
    }),
  ],
  [
    "alias without a certificate",
    "InvalidViewerCertificate",
    400,
    "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name. For more details, see: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements",
    { Aliases: { Quantity: 1, Items: ["www.example.com"] } },
  ],
  [
    "root object with a slash in front",
    "InvalidDefaultRootObject",
    400,
    "The default root object file name is too big or contains an invalid character.",
    { DefaultRootObject: "/index.html" },
  ],
  [
    "error code that can't be customized",
    "InvalidErrorCode",
    400,
    "An invalid error code was specified.",
    { CustomErrorResponses: { Quantity: 1, Items: [{ ErrorCode: 418 }] } },
  ],
  [
    "error page without a response code",
    "InvalidResponseCode",
    400,
    "A response code is not valid.",
    { CustomErrorResponses: { Quantity: 1, Items: [{ ErrorCode: 404, ResponsePagePath: "/404.html" }] } },
  ],
  [
    "countries without a restriction",
    "InvalidGeoRestrictionParameter",
    400,
    "The specified geo restriction parameter is not valid.",
    { Restrictions: { GeoRestriction: { RestrictionType: "none", Quantity: 1, Items: ["CH"] } } },
  ],
  [
    "country that is none",
    "InvalidLocationCode",
    400,
    "The location code specified is not valid.",
    { Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Quantity: 1, Items: ["CHE"] } } },
  ],
  [
    "web ACL that is none",
    "InvalidWebACLId",
    400,
    "A web ACL ID specified is not valid.",
    { WebACLId: "my-acl" },
  ],
];

const CREATION_CASES: readonly ErrorCase[] = REFUSED.map(([name, code, status, message, overrides]) => ({
  name: `create web: ${name}`,
  code,
  status,
  message,
  arrange: async (world) => () => create(world, overrides),
}));

const LIFE_CASES: readonly ErrorCase[] = [
  {
    name: "create web: CallerReference again",
    code: "DistributionAlreadyExists",
    status: 409,
    message:
      /^The caller reference that you are using to create a distribution is associated with another distribution\. Already exists: E[A-Z0-9]{13}$/,
    arrange: async (world) => {
      const { config } = await create(world);
      return () => create(world, config);
    },
  },
  {
    name: "create web: one distribution too many",
    code: "TooManyDistributions",
    status: 400,
    message: "Processing your request would cause you to exceed the maximum number of distributions allowed.",
    limits: { webDistributions: 1 },
    arrange: async (world) => {
      await create(world);
      return () => create(world);
    },
  },
  {
    name: "get web: no such id",
    code: "NoSuchDistribution",
    status: 404,
    message: "The specified distribution does not exist.",
    arrange:
      async ({ client }) =>
      () =>
        client.send(new GetDistributionCommand({ Id: NOBODY })),
  },
  {
    name: "update web: another CallerReference",
    code: "IllegalUpdate",
    status: 400,
    message: "You cannot update Origin or CallerReference.",
    arrange: async (world) => {
      const { id, etag, config } = await create(world);
      return () =>
        world.client.send(
          new UpdateDistributionCommand({
            Id: id,
            IfMatch: etag,
            DistributionConfig: { ...config, CallerReference: "another" },
          }),
        );
    },
  },
  {
    name: "delete web: enabled",
    code: "DistributionNotDisabled",
    status: 409,
    message: "The distribution you are trying to delete has not been disabled.",
    arrange: async (world) => {
      const { id, etag } = await create(world);
      await world.deploy();
      return () => world.client.send(new DeleteDistributionCommand({ Id: id, IfMatch: etag }));
    },
  },
  {
    name: "copy web: no If-Match",
    code: "InvalidIfMatchVersion",
    status: 400,
    message: "The If-Match version is missing or not valid for the resource.",
    arrange: async (world) => {
      const { id } = await create(world);
      return () =>
        world.client.send(
          new CopyDistributionCommand({ PrimaryDistributionId: id, CallerReference: world.unique("copy") }),
        );
    },
  },
];

function refusedInvalidation(
  name: string,
  code: ErrorCase["code"],
  status: number,
  message: string,
  paths: { Quantity: number; Items: string[] },
): ErrorCase {
  return {
    name: `invalidate: ${name}`,
    code,
    status,
    message,
    arrange: async (world) => {
      const { id } = await create(world);
      return () =>
        world.client.send(
          new CreateInvalidationCommand({
            DistributionId: id,
            InvalidationBatch: { CallerReference: "once", Paths: paths },
          }),
        );
    },
  };
}

const INVALIDATION_CASES: readonly ErrorCase[] = [
  refusedInvalidation(
    "more paths than counted",
    "InconsistentQuantities",
    400,
    "The specified quantity of Paths (1) does not match the actual quantity supplied (2).",
    { Quantity: 1, Items: ["/a", "/b"] },
  ),
  refusedInvalidation(
    "path without a slash",
    "InvalidArgument",
    400,
    "Your request contains one or more invalid invalidation paths.",
    { Quantity: 1, Items: ["a"] },
  ),
  refusedInvalidation("3001 paths", "BatchTooLarge", 413, "Invalidation batch specified is too large.", {
    Quantity: 3001,
    Items: Array.from({ length: 3001 }, (_, index) => `/${index}`),
  }),
  {
    name: "invalidate: CallerReference again with other paths",
    code: "InvalidationBatchAlreadyExists",
    status: 409,
    message:
      "The caller reference that you are using to create an invalidation batch is associated with another invalidation batch.",
    arrange: async (world) => {
      const { id } = await create(world);
      const invalidate = (path: string) =>
        world.client.send(
          new CreateInvalidationCommand({
            DistributionId: id,
            InvalidationBatch: { CallerReference: "once", Paths: { Quantity: 1, Items: [path] } },
          }),
        );
      await invalidate("/a");
      return () => invalidate("/b");
    },
  },
  {
    name: "get invalidation: no such id",
    code: "NoSuchInvalidation",
    status: 404,
    message: "The specified invalidation does not exist.",
    arrange: async (world) => {
      const { id } = await create(world);
      return () =>
        world.client.send(new GetInvalidationCommand({ DistributionId: id, Id: "I0000000NOBODY" }));
    },
  },
];

const MONITORING_CASES: readonly ErrorCase[] = [
  {
    name: "get monitoring: none",
    code: "NoSuchMonitoringSubscription",
    status: 404,
    message: "A monitoring subscription does not exist for the specified distribution.",
    arrange: async (world) => {
      const { id } = await create(world);
      return () => world.client.send(new GetMonitoringSubscriptionCommand({ DistributionId: id }));
    },
  },
  {
    name: "create monitoring: again",
    code: "MonitoringSubscriptionAlreadyExists",
    status: 409,
    message: "A monitoring subscription already exists for the specified distribution.",
    arrange: async (world) => {
      const { id } = await create(world);
      const subscribe = () =>
        world.client.send(
          new CreateMonitoringSubscriptionCommand({
            DistributionId: id,
            MonitoringSubscription: {
              RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: "Enabled" },
            },
          }),
        );
      await subscribe();
      return subscribe;
    },
  },
];

/** Everything that can go wrong with web distributions and what belongs to one. */
export const WEB_ERROR_CASES: readonly ErrorCase[] = [
  ...CREATION_CASES,
  ...LIFE_CASES,
  ...INVALIDATION_CASES,
  ...MONITORING_CASES,
];
