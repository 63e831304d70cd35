import {
  CreateCloudFrontOriginAccessIdentityCommand,
  CreateDistributionCommand,
  CreateInvalidationCommand,
  CreateStreamingDistributionCommand,
  CreateStreamingDistributionWithTagsCommand,
  DeleteStreamingDistributionCommand,
  GetStreamingDistributionCommand,
  GetStreamingDistributionConfigCommand,
  ListStreamingDistributionsCommand,
  ListTagsForResourceCommand,
  type StreamingDistributionConfig,
  TagResourceCommand,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import type { ErrorCase, ErrorCaseWorld } from "./error-case.cases.ts";
import { streamingConfig, webConfig } from "./test-cloud.cases.ts";

type Overrides = Partial<StreamingDistributionConfig>;

const NOT_DISABLED = "The distribution you are trying to delete has not been disabled.";
const NOT_FOUND = "The specified streaming distribution does not exist.";
const BAD_ORIGIN = "The specified origin server does not exist or is not valid.";
const BAD_IDENTITY = "The specified origin access identity does not exist or is not valid.";
const BAD_IF_MATCH = "The If-Match version is missing or not valid for the resource.";
const BAD_PRECONDITION =
  "The request failed because it didn't meet the preconditions in one or more request-header fields";
const TAKEN_CNAME =
  "One or more of the CNAMEs you provided are already associated with a different resource.";
const TAKEN_REFERENCE =
  "The caller reference you attempted to create the streaming distribution with is associated with another distribution";

async function create(world: ErrorCaseWorld, overrides: Overrides = {}) {
  const config = streamingConfig({ CallerReference: world.unique("reference"), ...overrides });
  const { StreamingDistribution, ETag } = await world.client.send(
    new CreateStreamingDistributionCommand({ StreamingDistributionConfig: config }),
  );
  return {
    id: StreamingDistribution?.Id ?? "",
    arn: StreamingDistribution?.ARN ?? "",
    etag: ETag,
    config,
  };
}

/** A creation that is refused for what its configuration says. */
function refusedCreation(
  name: string,
  code: ErrorCase["code"],
  status: number,
  message: ErrorCase["message"],
  overrides: (world: ErrorCaseWorld) => Overrides,
): ErrorCase {
  return {
    name: `create: ${name}`,
    code,
    status,
    message,
    arrange: async (world) => () => create(world, overrides(world)),
  };
}

function origin(domainName: string, identity = ""): Overrides {
  return { S3Origin: { DomainName: domainName, OriginAccessIdentity: identity } };
}

const CREATION_CASES: readonly ErrorCase[] = [
  ...[
    ["custom origin", "www.example.com"],
    ["path style", "s3.amazonaws.com/holiday-media"],
    ["regional path style", "s3.eu-west-1.amazonaws.com/holiday-media"],
    ["accelerate endpoint", "holiday-media.s3-accelerate.amazonaws.com"],
    ["website endpoint", "holiday-media.s3-website-us-east-1.amazonaws.com"],
    ["bucket name with capitals", "Holiday.s3.amazonaws.com"],
    ["bucket name with a space", "holiday media.s3.amazonaws.com"],
    ["bucket name that is too short", "ab.s3.amazonaws.com"],
    ["empty", ""],
    ["URL", "http://holiday-media.s3.amazonaws.com"],
  ].map(([name = "", domainName = ""]) =>
    refusedCreation(`origin is a ${name}`, "InvalidOrigin", 400, BAD_ORIGIN, () => origin(domainName)),
  ),
  ...[
    ["has no prefix", "E74FTE3AJFJ256A"],
    ["is nobody's", "origin-access-identity/cloudfront/E74FTE3AJFJ256A"],
    ["names nobody", "origin-access-identity/cloudfront/"],
  ].map(([name, reference]) =>
    refusedCreation(`identity ${name}`, "InvalidOriginAccessIdentity", 400, BAD_IDENTITY, () =>
      origin("holiday-media.s3.amazonaws.com", reference),
    ),
  ),
  refusedCreation(
    "more aliases than counted",
    "InconsistentQuantities",
    400,
    "The specified quantity of Aliases (1) does not match the actual quantity supplied (2).",
    ({ unique }) => ({
      Aliases: { Quantity: 1, Items: [`${unique("a")}.example.com`, `${unique("b")}.example.com`] },
    }),
  ),
  refusedCreation(
    "fewer signers than counted",
    "InconsistentQuantities",
    400,
    "The specified quantity of TrustedSigners (2) does not match the actual quantity supplied (1).",
    () => ({ TrustedSigners: { Enabled: true, Quantity: 2, Items: ["self"] } }),
  ),
  refusedCreation(
    "alias is no host name",
    "InvalidArgument",
    400,
    "The parameter CNAME contains one or more parameters that are not valid.",
    () => ({ Aliases: { Quantity: 1, Items: ["http://media.example.com/"] } }),
  ),
  refusedCreation(
    "alias twice",
    "InvalidArgument",
    400,
    "The parameter CNAME contains one or more parameters that are not valid.",
    ({ unique }) => {
      const alias = `${unique("twice")}.example.com`;
      return { Aliases: { Quantity: 2, Items: [alias, alias.toUpperCase()] } };
    },
  ),
  refusedCreation(
    "101 aliases",
    "TooManyStreamingDistributionCNAMEs",
    400,
    "Your request contains more CNAMEs than are allowed per distribution.",
    ({ unique }) => ({
      Aliases: {
        Quantity: 101,
        Items: Array.from({ length: 101 }, (_, index) => `${unique("many")}-${index}.example.com`),
      },
    }),
  ),
  refusedCreation(
    "six signers",
    "TooManyTrustedSigners",
    400,
    "Your request contains more trusted signers than are allowed per distribution.",
    () => ({
      TrustedSigners: {
        Enabled: true,
        Quantity: 6,
        Items: ["self", "111111111111", "222222222222", "333333333333", "444444444444", "555555555555"],
      },
    }),
  ),
  refusedCreation(
    "signer is no account",
    "TrustedSignerDoesNotExist",
    400,
    "One or more of your trusted signers don't exist.",
    () => ({ TrustedSigners: { Enabled: true, Quantity: 1, Items: ["nobody"] } }),
  ),
  refusedCreation(
    "comment of 129 characters",
    "InvalidArgument",
    400,
    "The parameter Comment is too long.",
    () => ({
      Comment: "x".repeat(129),
    }),
  ),
  refusedCreation(
    "empty CallerReference",
    "InvalidArgument",
    400,
    "The parameter CallerReference is required.",
    () => ({ CallerReference: "" }),
  ),
  refusedCreation(
    "logs to no bucket",
    "InvalidArgument",
    400,
    "The parameter Logging Bucket does not refer to a valid S3 bucket.",
    () => ({ Logging: { Enabled: true, Bucket: "holiday-logs", Prefix: "" } }),
  ),
  {
    name: "create: the same CallerReference and content again",
    code: "StreamingDistributionAlreadyExists",
    status: 409,
    message: TAKEN_REFERENCE,
    arrange: async (world) => {
      const { config } = await create(world);
      return () => create(world, config);
    },
  },
  {
    name: "create: the same CallerReference with other content",
    code: "StreamingDistributionAlreadyExists",
    status: 409,
    message: TAKEN_REFERENCE,
    arrange: async (world) => {
      const { config } = await create(world);
      return () => create(world, { ...config, Comment: "another" });
    },
  },
  {
    name: "create: one distribution too many",
    code: "TooManyStreamingDistributions",
    status: 400,
    message:
      "Processing your request would cause you to exceed the maximum number of streaming distributions allowed.",
    limits: { streamingDistributions: 2 },
    arrange: async (world) => {
      await create(world);
      await create(world);
      return () => create(world);
    },
  },
  {
    name: "create: alias of another streaming distribution, in other letters",
    code: "CNAMEAlreadyExists",
    status: 409,
    message: TAKEN_CNAME,
    arrange: async (world) => {
      const alias = `${world.unique("taken")}.example.com`;
      await create(world, { Aliases: { Quantity: 1, Items: [alias] } });
      return () => create(world, { Aliases: { Quantity: 1, Items: [alias.toUpperCase()] } });
    },
  },
  {
    name: "create: alias of a web distribution",
    code: "CNAMEAlreadyExists",
    status: 409,
    message: TAKEN_CNAME,
    arrange: async (world) => {
      const alias = `${world.unique("taken")}.example.com`;
      await world.client.send(
        new CreateDistributionCommand({
          DistributionConfig: webConfig({
            CallerReference: world.unique("web"),
            Aliases: { Quantity: 1, Items: [alias] },
            ViewerCertificate: {
              ACMCertificateArn:
                "arn:aws:acm:us-east-1:000000000000:certificate/12345678-1234-1234-1234-123456789012",
              SSLSupportMethod: "sni-only",
            },
          }),
        }),
      );
      return () => create(world, { Aliases: { Quantity: 1, Items: [alias] } });
    },
  },
  {
    name: "create: alias of another account's distribution",
    code: "CNAMEAlreadyExists",
    status: 409,
    message: TAKEN_CNAME,
    arrange: async (world) => {
      const alias = `${world.unique("taken")}.example.com`;
      const aliases = { Aliases: { Quantity: 1, Items: [alias] } };
      await create({ ...world, client: world.stranger }, aliases);
      return () => create(world, aliases);
    },
  },
  {
    name: "create: identity of another account",
    code: "InvalidOriginAccessIdentity",
    status: 400,
    message: BAD_IDENTITY,
    arrange: async (world) => {
      const { CloudFrontOriginAccessIdentity: identity } = await world.stranger.send(
        new CreateCloudFrontOriginAccessIdentityCommand({
          CloudFrontOriginAccessIdentityConfig: { CallerReference: world.unique("identity"), Comment: "" },
        }),
      );
      const reference = `origin-access-identity/cloudfront/${identity?.Id}`;
      return () => create(world, origin("holiday-media.s3.amazonaws.com", reference));
    },
  },
];

const NOBODY = "E0000000NOBODY";

const LOOKUP_CASES: readonly ErrorCase[] = [
  {
    name: "get: no such id",
    code: "NoSuchStreamingDistribution",
    status: 404,
    message: NOT_FOUND,
    arrange:
      async ({ client }) =>
      () =>
        client.send(new GetStreamingDistributionCommand({ Id: NOBODY })),
  },
  {
    name: "get config: no such id",
    code: "NoSuchStreamingDistribution",
    status: 404,
    message: NOT_FOUND,
    arrange:
      async ({ client }) =>
      () =>
        client.send(new GetStreamingDistributionConfigCommand({ Id: NOBODY })),
  },
  {
    name: "get: a web distribution's id",
    code: "NoSuchStreamingDistribution",
    status: 404,
    message: NOT_FOUND,
    arrange: async ({ client, unique }) => {
      const { Distribution: web } = await client.send(
        new CreateDistributionCommand({ DistributionConfig: webConfig({ CallerReference: unique("web") }) }),
      );
      return () => client.send(new GetStreamingDistributionCommand({ Id: web?.Id }));
    },
  },
  {
    name: "get: another account's distribution",
    code: "AccessDenied",
    status: 403,
    message: "Access denied.",
    arrange: async (world) => {
      const { id } = await create({ ...world, client: world.stranger });
      return () => world.client.send(new GetStreamingDistributionCommand({ Id: id }));
    },
  },
  {
    name: "list: no items a page",
    code: "InvalidArgument",
    status: 400,
    message: "The parameter MaxItems is not valid.",
    arrange:
      async ({ client }) =>
      () =>
        client.send(new ListStreamingDistributionsCommand({ MaxItems: 0 })),
  },
  {
    name: "invalidate: a streaming distribution",
    code: "NoSuchDistribution",
    status: 404,
    message: "The specified distribution does not exist.",
    arrange: async (world) => {
      const { id } = await create(world);
      return () =>
        world.client.send(
          new CreateInvalidationCommand({
            DistributionId: id,
            InvalidationBatch: { CallerReference: "once", Paths: { Quantity: 1, Items: ["/*"] } },
          }),
        );
    },
  },
];

/** An update that is refused. */
function refusedUpdate(
  name: string,
  code: ErrorCase["code"],
  status: number,
  message: string,
  request: (made: Awaited<ReturnType<typeof create>>) => {
    IfMatch: string | undefined;
    StreamingDistributionConfig: StreamingDistributionConfig;
  },
): ErrorCase {
  return {
    name: `update: ${name}`,
    code,
    status,
    message,
    arrange: async (world) => {
      const made = await create(world);
      return () =>
        world.client.send(new UpdateStreamingDistributionCommand({ Id: made.id, ...request(made) }));
    },
  };
}

/** An ETag that could be of this service, but is of no resource. */
const STALE_ETAG = "E2QWRUHAPOMQZ";

const UPDATE_CASES: readonly ErrorCase[] = [
  refusedUpdate("no If-Match", "InvalidIfMatchVersion", 400, BAD_IF_MATCH, ({ config }) => ({
    IfMatch: undefined,
    StreamingDistributionConfig: config,
  })),
  refusedUpdate("If-Match is no version", "InvalidIfMatchVersion", 400, BAD_IF_MATCH, ({ config }) => ({
    IfMatch: "anything",
    StreamingDistributionConfig: config,
  })),
  refusedUpdate("another version", "PreconditionFailed", 412, BAD_PRECONDITION, ({ config }) => ({
    IfMatch: STALE_ETAG,
    StreamingDistributionConfig: config,
  })),
  refusedUpdate(
    "another bucket",
    "IllegalUpdate",
    400,
    "You cannot update Origin or CallerReference.",
    ({ config, etag }) => ({
      IfMatch: etag,
      StreamingDistributionConfig: { ...config, ...origin("other-media.s3.amazonaws.com") },
    }),
  ),
  refusedUpdate(
    "another CallerReference",
    "IllegalUpdate",
    400,
    "You cannot update Origin or CallerReference.",
    ({ config, etag }) => ({
      IfMatch: etag,
      StreamingDistributionConfig: { ...config, CallerReference: "another" },
    }),
  ),
  refusedUpdate("no bucket", "InvalidOrigin", 400, BAD_ORIGIN, ({ config, etag }) => ({
    IfMatch: etag,
    StreamingDistributionConfig: { ...config, ...origin("www.example.com") },
  })),
  {
    name: "update: the version before the last",
    code: "PreconditionFailed",
    status: 412,
    message: BAD_PRECONDITION,
    arrange: async (world) => {
      const { id, etag, config } = await create(world);
      const update = () =>
        world.client.send(
          new UpdateStreamingDistributionCommand({
            Id: id,
            IfMatch: etag,
            StreamingDistributionConfig: { ...config, Comment: "changed" },
          }),
        );
      await update();
      return update;
    },
  },
  {
    name: "update: alias of another distribution",
    code: "CNAMEAlreadyExists",
    status: 409,
    message: TAKEN_CNAME,
    arrange: async (world) => {
      const aliases = { Aliases: { Quantity: 1, Items: [`${world.unique("taken")}.example.com`] } };
      await create(world, aliases);
      const { id, etag, config } = await create(world);
      return () =>
        world.client.send(
          new UpdateStreamingDistributionCommand({
            Id: id,
            IfMatch: etag,
            StreamingDistributionConfig: { ...config, ...aliases },
          }),
        );
    },
  },
  {
    name: "update: no such id",
    code: "NoSuchStreamingDistribution",
    status: 404,
    message: NOT_FOUND,
    arrange:
      async ({ client }) =>
      () =>
        client.send(
          new UpdateStreamingDistributionCommand({
            Id: NOBODY,
            IfMatch: STALE_ETAG,
            StreamingDistributionConfig: streamingConfig(),
          }),
        ),
  },
];

/** A deletion that is refused. */
function refusedDeletion(
  name: string,
  code: ErrorCase["code"],
  status: number,
  message: string,
  arrange: (world: ErrorCaseWorld) => Promise<{ Id: string; IfMatch: string | undefined }>,
): ErrorCase {
  return {
    name: `delete: ${name}`,
    code,
    status,
    message,
    arrange: async (world) => {
      const request = await arrange(world);
      return () => world.client.send(new DeleteStreamingDistributionCommand(request));
    },
  };
}

const DELETION_CASES: readonly ErrorCase[] = [
  refusedDeletion("enabled", "StreamingDistributionNotDisabled", 409, NOT_DISABLED, async (world) => {
    const { id, etag } = await create(world);
    await world.deploy();
    return { Id: id, IfMatch: etag };
  }),
  refusedDeletion(
    "disabled, but still InProgress",
    "StreamingDistributionNotDisabled",
    409,
    NOT_DISABLED,
    async (world) => {
      const { id, etag } = await create(world, { Enabled: false });
      return { Id: id, IfMatch: etag };
    },
  ),
  refusedDeletion("no If-Match", "InvalidIfMatchVersion", 400, BAD_IF_MATCH, async (world) => {
    const { id } = await create(world, { Enabled: false });
    await world.deploy();
    return { Id: id, IfMatch: undefined };
  }),
  refusedDeletion("another version", "PreconditionFailed", 412, BAD_PRECONDITION, async (world) => {
    const { id } = await create(world, { Enabled: false });
    await world.deploy();
    return { Id: id, IfMatch: STALE_ETAG };
  }),
  refusedDeletion("no such id", "NoSuchStreamingDistribution", 404, NOT_FOUND, async () => ({
    Id: NOBODY,
    IfMatch: STALE_ETAG,
  })),
];

const TAG_CASES: readonly ErrorCase[] = [
  {
    name: "create with tags: a key of AWS's own",
    code: "InvalidTagging",
    status: 400,
    message: "The tagging specified is not valid.",
    arrange:
      async ({ client, unique }) =>
      () =>
        client.send(
          new CreateStreamingDistributionWithTagsCommand({
            StreamingDistributionConfigWithTags: {
              StreamingDistributionConfig: streamingConfig({ CallerReference: unique("tagged") }),
              Tags: { Items: [{ Key: "aws:reserved", Value: "x" }] },
            },
          }),
        ),
  },
  {
    name: "tag: 51 tags",
    code: "InvalidTagging",
    status: 400,
    message: "The tagging specified is not valid.",
    arrange: async (world) => {
      const { arn } = await create(world);
      const items = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: "v" }));
      return () => world.client.send(new TagResourceCommand({ Resource: arn, Tags: { Items: items } }));
    },
  },
  {
    name: "list tags: no such resource",
    code: "NoSuchResource",
    status: 404,
    message: "A resource that was specified is not valid.",
    arrange: async (world) => {
      const { arn, id } = await create(world);
      return () => world.client.send(new ListTagsForResourceCommand({ Resource: arn.replace(id, NOBODY) }));
    },
  },
  {
    name: "list tags: no ARN",
    code: "InvalidArgument",
    status: 400,
    message: "The parameter Resource is not a valid ARN.",
    arrange:
      async ({ client }) =>
      () =>
        client.send(new ListTagsForResourceCommand({ Resource: "holiday" })),
  },
];

/** Everything that can go wrong with streaming distributions. */
export const STREAMING_ERROR_CASES: readonly ErrorCase[] = [
  ...CREATION_CASES,
  ...LOOKUP_CASES,
  ...UPDATE_CASES,
  ...DELETION_CASES,
  ...TAG_CASES,
];
