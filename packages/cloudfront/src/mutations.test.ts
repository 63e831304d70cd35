import {
  CloudFrontClient,
  CreateCachePolicyCommand,
  CreateDistributionCommand,
  CreateFieldLevelEncryptionConfigCommand,
  CreateFunctionCommand,
  CreateInvalidationCommand,
  CreateKeyGroupCommand,
  CreateOriginAccessControlCommand,
  CreateOriginRequestPolicyCommand,
  CreatePublicKeyCommand,
  CreateRealtimeLogConfigCommand,
  CreateResponseHeadersPolicyCommand,
  CreateStreamingDistributionWithTagsCommand,
} from "@aws-sdk/client-cloudfront";
import { type SdkHttpRequest, sdkRequestHandler } from "@oxbow/aws-protocol";
import type { Store } from "@oxbow/store";
import { describe, test } from "vitest";
import { openTables, tablesOf } from "./storage/tables.ts";
import { openTestCloud, streamingConfig, webConfig } from "./test-cloud.cases.ts";
import { PUBLIC_KEY_PEM } from "./test-resources.cases.ts";

/** Requests with a bit of everything in them. */
const EXAMPLES = {
  CreateStreamingDistributionWithTags: new CreateStreamingDistributionWithTagsCommand({
    StreamingDistributionConfigWithTags: {
      StreamingDistributionConfig: streamingConfig({
        Aliases: { Quantity: 2, Items: ["a.example.com", "b.example.com"] },
        Logging: { Enabled: true, Bucket: "holiday-logs.s3.amazonaws.com", Prefix: "rtmp/" },
        TrustedSigners: { Enabled: true, Quantity: 1, Items: ["self"] },
        PriceClass: "PriceClass_100",
      }),
      Tags: { Items: [{ Key: "team", Value: "holiday" }] },
    },
  }),
  CreateDistribution: new CreateDistributionCommand({
    DistributionConfig: webConfig({
      DefaultRootObject: "index.html",
      Origins: {
        Quantity: 2,
        Items: [
          {
            Id: "player",
            DomainName: "holiday-player.s3.amazonaws.com",
            OriginPath: "/v1",
            S3OriginConfig: { OriginAccessIdentity: "" },
            CustomHeaders: { Quantity: 1, Items: [{ HeaderName: "x-one", HeaderValue: "1" }] },
          },
          {
            Id: "api",
            DomainName: "api.example.com",
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
            Id: "group",
            FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } },
            Members: { Quantity: 2, Items: [{ OriginId: "player" }, { OriginId: "api" }] },
          },
        ],
      },
      CacheBehaviors: {
        Quantity: 1,
        Items: [
          {
            PathPattern: "/api/*",
            TargetOriginId: "group",
            ViewerProtocolPolicy: "https-only",
            AllowedMethods: {
              Quantity: 2,
              Items: ["GET", "HEAD"],
              CachedMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
            },
            ForwardedValues: {
              QueryString: true,
              Cookies: { Forward: "whitelist", WhitelistedNames: { Quantity: 1, Items: ["session"] } },
              Headers: { Quantity: 1, Items: ["x-one"] },
              QueryStringCacheKeys: { Quantity: 1, Items: ["q"] },
            },
            MinTTL: 0,
            DefaultTTL: 1,
            MaxTTL: 2,
            LambdaFunctionAssociations: {
              Quantity: 1,
              Items: [
                {
                  LambdaFunctionARN: "arn:aws:lambda:us-east-1:000000000000:function:edge:1",
                  EventType: "origin-request",
                },
              ],
            },
          },
        ],
      },
      CustomErrorResponses: {
        Quantity: 1,
        Items: [
          { ErrorCode: 404, ResponsePagePath: "/404.html", ResponseCode: "404", ErrorCachingMinTTL: 1 },
        ],
      },
      Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Quantity: 1, Items: ["CH"] } },
      Logging: { Enabled: true, IncludeCookies: true, Bucket: "holiday-logs.s3.amazonaws.com", Prefix: "" },
    }),
  }),
  CreateInvalidation: new CreateInvalidationCommand({
    DistributionId: "E0000000NOBODY",
    InvalidationBatch: { CallerReference: "now", Paths: { Quantity: 1, Items: ["/*"] } },
  }),
  CreateOriginAccessControl: new CreateOriginAccessControlCommand({
    OriginAccessControlConfig: {
      Name: "control",
      Description: "d",
      SigningProtocol: "sigv4",
      SigningBehavior: "always",
      OriginAccessControlOriginType: "s3",
    },
  }),
  CreatePublicKey: new CreatePublicKeyCommand({
    PublicKeyConfig: { CallerReference: "k", Name: "k", EncodedKey: PUBLIC_KEY_PEM, Comment: "c" },
  }),
  CreateKeyGroup: new CreateKeyGroupCommand({ KeyGroupConfig: { Name: "g", Items: ["K"], Comment: "c" } }),
  CreateCachePolicy: new CreateCachePolicyCommand({
    CachePolicyConfig: {
      Name: "p",
      MinTTL: 1,
      DefaultTTL: 2,
      MaxTTL: 3,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: true,
        HeadersConfig: { HeaderBehavior: "whitelist", Headers: { Quantity: 1, Items: ["x-one"] } },
        CookiesConfig: { CookieBehavior: "none" },
        QueryStringsConfig: { QueryStringBehavior: "all" },
      },
    },
  }),
  CreateOriginRequestPolicy: new CreateOriginRequestPolicyCommand({
    OriginRequestPolicyConfig: {
      Name: "p",
      HeadersConfig: { HeaderBehavior: "allViewer" },
      CookiesConfig: { CookieBehavior: "whitelist", Cookies: { Quantity: 1, Items: ["session"] } },
      QueryStringsConfig: { QueryStringBehavior: "none" },
    },
  }),
  CreateResponseHeadersPolicy: new CreateResponseHeadersPolicyCommand({
    ResponseHeadersPolicyConfig: {
      Name: "p",
      CorsConfig: {
        AccessControlAllowOrigins: { Quantity: 1, Items: ["*"] },
        AccessControlAllowHeaders: { Quantity: 1, Items: ["*"] },
        AccessControlAllowMethods: { Quantity: 1, Items: ["GET"] },
        AccessControlAllowCredentials: false,
        OriginOverride: true,
      },
      SecurityHeadersConfig: { ContentTypeOptions: { Override: true } },
      RemoveHeadersConfig: { Quantity: 1, Items: [{ Header: "server" }] },
    },
  }),
  CreateFieldLevelEncryptionConfig: new CreateFieldLevelEncryptionConfigCommand({
    FieldLevelEncryptionConfig: {
      CallerReference: "f",
      QueryArgProfileConfig: {
        ForwardWhenQueryArgProfileIsUnknown: true,
        QueryArgProfiles: { Quantity: 1, Items: [{ QueryArg: "q", ProfileId: "P" }] },
      },
    },
  }),
  CreateFunction: new CreateFunctionCommand({
    Name: "f",
    FunctionConfig: { Comment: "", Runtime: "cloudfront-js-2.0" },
    FunctionCode: Buffer.from("function handler(event) { return event.request; }"),
  }),
  CreateRealtimeLogConfig: new CreateRealtimeLogConfigCommand({
    Name: "l",
    SamplingRate: 1,
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
} as const;

type Example = (typeof EXAMPLES)[keyof typeof EXAMPLES];

/** What the SDK would send. */
async function requestOf(
  command: Example,
): Promise<{ method: string; path: string; query: string; body: string }> {
  let sent: SdkHttpRequest | undefined;
  const answer = sdkRequestHandler(async () => ({ status: 204, headers: {}, body: undefined }));
  const client = new CloudFrontClient({
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: {
      ...answer,
      handle: (request: SdkHttpRequest) => {
        sent = request;
        return answer.handle(request);
      },
    },
  });
  await client.send(command as CreateKeyGroupCommand);
  const query = Object.entries(sent?.query ?? {}).map(([name, value]) => `${name}=${String(value)}`);
  return {
    method: sent?.method ?? "",
    path: sent?.path ?? "",
    query: query.join("&"),
    body: String(sent?.body),
  };
}

/** Every element of a document, as where it begins and ends. */
function elementsOf(
  xml: string,
): readonly { start: number; end: number; contentStart: number; contentEnd: number }[] {
  const found: { start: number; end: number; contentStart: number; contentEnd: number }[] = [];
  const open: { start: number; contentStart: number }[] = [];
  for (const tag of xml.matchAll(/<(\/?)[A-Za-z][^>]*?(\/?)>/g)) {
    const [text, closing, empty] = tag;
    const start = tag.index;
    const end = start + text.length;
    if (closing === "" && empty === "") open.push({ start, contentStart: end });
    else if (closing === "") found.push({ start, end, contentStart: end, contentEnd: end });
    else {
      const begun = open.pop();
      if (begun !== undefined) found.push({ ...begun, end, contentEnd: start });
    }
  }
  return found;
}

const MUTATIONS: Readonly<
  Record<string, (xml: string, at: ReturnType<typeof elementsOf>[number]) => string>
> = {
  "left out": (xml, { start, end }) => xml.slice(0, start) + xml.slice(end),
  twice: (xml, { start, end }) => xml.slice(0, end) + xml.slice(start, end) + xml.slice(end),
  emptied: (xml, { contentStart, contentEnd }) => xml.slice(0, contentStart) + xml.slice(contentEnd),
  "with text in it": (xml, { contentStart, contentEnd }) =>
    `${xml.slice(0, contentStart)}\u{1f30a} nonsense -1 ${xml.slice(contentEnd)}`,
  "with an element in it": (xml, { contentEnd }) =>
    `${xml.slice(0, contentEnd)}<Nonsense>1</Nonsense>${xml.slice(contentEnd)}`,
};

async function documentCount(store: Store): Promise<number> {
  const lists = await Promise.all(tablesOf(openTables(store)).map((table) => table.list({ limit: 1 })));
  return lists.flat().length;
}

describe("never fails by itself, and keeps nothing of what it refuses:", () => {
  test.for(Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[])("%s", async (operation, { expect }) => {
    const request = await requestOf(EXAMPLES[operation]);
    const failures: string[] = [];
    let cloud = openTestCloud({ deploy: "manual" });
    for (const [name, mutate] of Object.entries(MUTATIONS)) {
      for (const at of elementsOf(request.body)) {
        const answer = await cloud.send({ ...request, body: mutate(request.body, at) });
        const what = `${name}: ${request.body.slice(at.start, at.start + 60)}`;
        if (answer.status >= 500) failures.push(`${answer.status} ${what}: ${answer.body}`);
        if (answer.status < 400) {
          // Accepted: the next one starts afresh.
          cloud.cloudFront.close();
          cloud = openTestCloud({ deploy: "manual" });
        } else if ((await documentCount(cloud.store)) > 0) failures.push(`kept something of ${what}`);
      }
    }
    cloud.cloudFront.close();
    expect(failures).toEqual([]);
  });
});

test("the examples are what the service takes", async ({ expect }) => {
  const cloud = openTestCloud();
  for (const operation of [
    "CreateStreamingDistributionWithTags",
    "CreateDistribution",
    "CreateOriginAccessControl",
    "CreatePublicKey",
    "CreateCachePolicy",
    "CreateOriginRequestPolicy",
    "CreateResponseHeadersPolicy",
    "CreateFunction",
    "CreateRealtimeLogConfig",
  ] as const) {
    const answer = await cloud.send(await requestOf(EXAMPLES[operation]));
    expect({ operation, status: answer.status, body: answer.body }).toMatchObject({ status: 201 });
  }
});
