import * as sdk from "@aws-sdk/client-cloudfront";
import { test } from "vitest";
import { openTestCloud } from "../test-cloud.cases.ts";
import { PUBLIC_KEY_PEM } from "../test-resources.cases.ts";

/** The SDK's commands by name: these tests treat every kind of resource alike. */
const COMMANDS = sdk as unknown as Readonly<Record<string, new (input: object) => sdk.GetKeyGroupCommand>>;

interface Kind {
  readonly resource: string;
  readonly config: string;
  readonly list: string;
  readonly idPattern: RegExp;
  readonly path: string;
  /** Operations that are not called as the resource is. */
  readonly operations?: Readonly<Record<string, string>>;
  /** Made first, and given to `example`. */
  readonly prerequisite?: { readonly operation: string; readonly input: object; readonly member: string };
  readonly example: (prerequisiteId: string) => Readonly<Record<string, unknown>>;
  readonly change: Readonly<Record<string, unknown>>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const CREATE_KEY = {
  operation: "CreatePublicKey",
  input: { PublicKeyConfig: { CallerReference: "k", Name: "k", EncodedKey: PUBLIC_KEY_PEM } },
  member: "PublicKey",
};

const KINDS: readonly Kind[] = [
  {
    resource: "CloudFrontOriginAccessIdentity",
    config: "CloudFrontOriginAccessIdentityConfig",
    list: "ListCloudFrontOriginAccessIdentities",
    idPattern: /^E[A-Z0-9]{13}$/,
    path: "origin-access-identity/cloudfront",
    example: () => ({ CallerReference: "one", Comment: "first & <best>" }),
    change: { Comment: "second" },
  },
  {
    resource: "OriginAccessControl",
    config: "OriginAccessControlConfig",
    list: "ListOriginAccessControls",
    idPattern: /^E[A-Z0-9]{13}$/,
    path: "origin-access-control",
    example: () => ({
      Name: "control",
      Description: "first",
      SigningProtocol: "sigv4",
      SigningBehavior: "always",
      OriginAccessControlOriginType: "s3",
    }),
    change: { Name: "renamed", SigningBehavior: "no-override" },
  },
  {
    resource: "PublicKey",
    config: "PublicKeyConfig",
    list: "ListPublicKeys",
    idPattern: /^K[A-Z0-9]{13}$/,
    path: "public-key",
    example: () => ({ CallerReference: "one", Name: "key", EncodedKey: PUBLIC_KEY_PEM, Comment: "first" }),
    change: { Comment: "second" },
  },
  {
    resource: "KeyGroup",
    config: "KeyGroupConfig",
    list: "ListKeyGroups",
    idPattern: UUID,
    path: "key-group",
    prerequisite: CREATE_KEY,
    example: (id) => ({ Name: "group", Items: [id], Comment: "first" }),
    change: { Name: "renamed", Comment: "second" },
  },
  {
    resource: "CachePolicy",
    config: "CachePolicyConfig",
    list: "ListCachePolicies",
    idPattern: UUID,
    path: "cache-policy",
    example: () => ({
      Comment: "first",
      Name: "policy",
      DefaultTTL: 10,
      MaxTTL: 20,
      MinTTL: 5,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: true,
        EnableAcceptEncodingBrotli: false,
        HeadersConfig: { HeaderBehavior: "whitelist", Headers: { Quantity: 1, Items: ["x-one"] } },
        CookiesConfig: { CookieBehavior: "allExcept", Cookies: { Quantity: 1, Items: ["session"] } },
        QueryStringsConfig: { QueryStringBehavior: "all" },
      },
    }),
    change: { MinTTL: 0, Name: "renamed" },
  },
  {
    resource: "OriginRequestPolicy",
    config: "OriginRequestPolicyConfig",
    list: "ListOriginRequestPolicies",
    idPattern: UUID,
    path: "origin-request-policy",
    example: () => ({
      Comment: "first",
      Name: "policy",
      HeadersConfig: {
        HeaderBehavior: "allViewerAndWhitelistCloudFront",
        Headers: { Quantity: 1, Items: ["cloudfront-viewer-country"] },
      },
      CookiesConfig: { CookieBehavior: "all" },
      QueryStringsConfig: { QueryStringBehavior: "none" },
    }),
    change: { CookiesConfig: { CookieBehavior: "none" } },
  },
  {
    resource: "ResponseHeadersPolicy",
    config: "ResponseHeadersPolicyConfig",
    list: "ListResponseHeadersPolicies",
    idPattern: UUID,
    path: "response-headers-policy",
    example: () => ({
      Comment: "first",
      Name: "policy",
      CorsConfig: {
        AccessControlAllowOrigins: { Quantity: 1, Items: ["*"] },
        AccessControlAllowHeaders: { Quantity: 1, Items: ["*"] },
        AccessControlAllowMethods: { Quantity: 1, Items: ["ALL"] },
        AccessControlAllowCredentials: false,
        OriginOverride: true,
      },
      CustomHeadersConfig: { Quantity: 1, Items: [{ Header: "x-one", Value: "1", Override: true }] },
      RemoveHeadersConfig: { Quantity: 1, Items: [{ Header: "server" }] },
      ServerTimingHeadersConfig: { Enabled: true, SamplingRate: 12.5 },
    }),
    change: { Name: "renamed" },
  },
  {
    resource: "FieldLevelEncryptionProfile",
    config: "FieldLevelEncryptionProfileConfig",
    list: "ListFieldLevelEncryptionProfiles",
    idPattern: /^P[A-Z0-9]{13}$/,
    path: "field-level-encryption-profile",
    prerequisite: CREATE_KEY,
    example: (id) => ({
      Name: "profile",
      CallerReference: "one",
      Comment: "first",
      EncryptionEntities: {
        Quantity: 1,
        Items: [
          {
            PublicKeyId: id,
            ProviderId: "holiday",
            FieldPatterns: { Quantity: 1, Items: ["credit-card-*"] },
          },
        ],
      },
    }),
    change: { Comment: "second" },
  },
  {
    resource: "FieldLevelEncryption",
    config: "FieldLevelEncryptionConfig",
    list: "ListFieldLevelEncryptionConfigs",
    idPattern: /^C[A-Z0-9]{13}$/,
    path: "field-level-encryption",
    operations: {
      Create: "CreateFieldLevelEncryptionConfig",
      GetConfig: "GetFieldLevelEncryptionConfig",
      Update: "UpdateFieldLevelEncryptionConfig",
      Delete: "DeleteFieldLevelEncryptionConfig",
    },
    prerequisite: {
      operation: "CreateFieldLevelEncryptionProfile",
      input: {
        FieldLevelEncryptionProfileConfig: {
          Name: "p",
          CallerReference: "p",
          EncryptionEntities: { Quantity: 0 },
        },
      },
      member: "FieldLevelEncryptionProfile",
    },
    example: (id) => ({
      CallerReference: "one",
      Comment: "first",
      QueryArgProfileConfig: {
        ForwardWhenQueryArgProfileIsUnknown: true,
        QueryArgProfiles: { Quantity: 1, Items: [{ QueryArg: "q", ProfileId: id }] },
      },
      ContentTypeProfileConfig: {
        ForwardWhenContentTypeIsUnknown: false,
        ContentTypeProfiles: {
          Quantity: 1,
          Items: [{ Format: "URLEncoded", ProfileId: id, ContentType: "application/x-www-form-urlencoded" }],
        },
      },
    }),
    change: { Comment: "second" },
  },
];

type Answer = Readonly<Record<string, unknown>> & { readonly ETag?: string };

test.for(KINDS)("$resource: created, read, updated, listed and deleted", async (kind, { expect }) => {
  const { client } = openTestCloud();
  const send = async (operation: string, input: object): Promise<Answer> => {
    const Command = COMMANDS[`${operation}Command`];
    if (Command === undefined) throw new Error(`the SDK has no ${operation}`);
    const { $metadata: _, ...answer } = (await client.send(new Command(input))) as object as Answer & {
      $metadata: object;
    };
    return answer;
  };
  const operation = (verb: string): string =>
    kind.operations?.[verb] ??
    (verb === "GetConfig" ? `Get${kind.resource}Config` : `${verb}${kind.resource}`);
  const idOf = (answer: Answer, member = kind.resource): string => (answer[member] as { Id: string }).Id;

  const prerequisiteId =
    kind.prerequisite === undefined
      ? ""
      : idOf(await send(kind.prerequisite.operation, kind.prerequisite.input), kind.prerequisite.member);
  const config = kind.example(prerequisiteId);
  const created = await send(operation("Create"), { [kind.config]: config });
  const id = idOf(created);
  expect(id).toMatch(kind.idPattern);
  expect(created.ETag).toMatch(/^E[A-Z0-9]{12}$/);
  expect(created.Location).toBe(`https://cloudfront.amazonaws.com/2020-05-31/${kind.path}/${id}`);
  expect(created[kind.resource]).toMatchObject({ Id: id, [kind.config]: config });

  expect(await send(operation("Get"), { Id: id })).toEqual({
    [kind.resource]: created[kind.resource],
    ETag: created.ETag,
  });
  expect(await send(operation("GetConfig"), { Id: id })).toEqual({
    [kind.config]: config,
    ETag: created.ETag,
  });

  const changed = { ...config, ...kind.change };
  const update = { Id: id, [kind.config]: changed };
  await expect(send(operation("Update"), { ...update, IfMatch: "E000000000000" })).rejects.toMatchObject({
    name: "PreconditionFailed",
  });
  const updated = await send(operation("Update"), { ...update, IfMatch: created.ETag });
  expect(updated.ETag).not.toBe(created.ETag);
  expect(updated[kind.resource]).toMatchObject({ Id: id, [kind.config]: changed });

  const list = Object.values(await send(kind.list, {}))[0] as { Items: object[] };
  expect(JSON.stringify(list.Items)).toContain(id);
  const strangers = openTestCloud().clientOf("999999999999");
  const List = COMMANDS[`${kind.list}Command`] ?? expect.fail(kind.list);
  expect(JSON.stringify(await strangers.send(new List({})))).not.toContain(id);

  await expect(send(operation("Delete"), { Id: id })).rejects.toMatchObject({
    name: "InvalidIfMatchVersion",
  });
  await send(operation("Delete"), { Id: id, IfMatch: updated.ETag });
  await expect(send(operation("Get"), { Id: id })).rejects.toMatchObject({
    $metadata: { httpStatusCode: 404 },
  });
  // What it was called by is free again.
  expect(idOf(await send(operation("Create"), { [kind.config]: config }))).not.toBe(id);
});
