import { Readable } from "node:stream";
import {
  CloudFrontClient,
  type DistributionConfig,
  type StreamingDistributionConfig,
} from "@aws-sdk/client-cloudfront";
import { type AwsResponse, createGateway, type Gateway, sdkRequestHandler } from "@oxbow/aws-protocol";
import { openMemoryStore, type Store } from "@oxbow/store";
import {
  type CloudFrontService,
  type CloudFrontServiceOptions,
  createCloudFrontService,
} from "./cloudfront-service.ts";
import { TestClock } from "./test-clock.cases.ts";

/** The service behind a gateway in this process, with the official client in front of it. */
export interface TestCloud {
  readonly cloudFront: CloudFrontService;
  readonly gateway: Gateway;
  readonly clock: TestClock;
  readonly store: Store;
  readonly client: CloudFrontClient;
  /** A client of another account: access keys of 12 digits are account numbers. */
  readonly clientOf: (accountId: string) => CloudFrontClient;
  /** A request made by hand, with the body as text. */
  readonly send: (request: RawRequest) => Promise<RawResponse>;
}

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const SIGNED_BY_TEST = {
  host: "cloudfront.amazonaws.com",
  authorization:
    "AWS4-HMAC-SHA256 Credential=test/20120505/us-east-1/cloudfront/aws4_request, SignedHeaders=host, Signature=0000000000000000000000000000000000000000000000000000000000000000",
  "x-amz-date": "20120505T120000Z",
};

export function openTestCloud(options: Partial<CloudFrontServiceOptions> = {}): TestCloud {
  const clock = new TestClock();
  const store = options.store ?? openMemoryStore();
  const cloudFront = createCloudFrontService({
    now: clock.now,
    scheduler: clock,
    ...options,
    store,
  });
  const gateway = createGateway({ services: [cloudFront.service], now: clock.now });
  const clientOf = (accessKeyId: string) =>
    new CloudFrontClient({
      region: "us-east-1",
      credentials: { accessKeyId, secretAccessKey: "test" },
      requestHandler: sdkRequestHandler(gateway.handle),
      maxAttempts: 1,
    });
  return {
    cloudFront,
    gateway,
    clock,
    store,
    client: clientOf("test"),
    clientOf,
    send: async ({ method, path, query = "", headers = {}, body }) =>
      toRawResponse(
        await gateway.handle({
          method,
          path,
          query,
          headers: { ...SIGNED_BY_TEST, ...headers },
          body: body === undefined ? undefined : Readable.from([Buffer.from(body)], { objectMode: false }),
          remoteAddress: "127.0.0.1",
          isSecure: true,
        }),
      ),
  };
}

async function toRawResponse({ status, headers, body }: AwsResponse): Promise<RawResponse> {
  if (body instanceof Readable) {
    return { status, headers, body: Buffer.concat(await body.toArray()).toString() };
  }
  return { status, headers, body: body === undefined ? "" : Buffer.from(body as string).toString() };
}

/** A configuration with nothing special about it. */
export function streamingConfig(
  overrides: Partial<StreamingDistributionConfig> = {},
): StreamingDistributionConfig {
  return {
    CallerReference: "holiday-2012",
    S3Origin: { DomainName: "holiday-media.s3.amazonaws.com", OriginAccessIdentity: "" },
    Comment: "",
    TrustedSigners: { Enabled: false, Quantity: 0 },
    Enabled: true,
    ...overrides,
  };
}

/** A web distribution in front of one bucket. */
export function webConfig(overrides: Partial<DistributionConfig> = {}): DistributionConfig {
  return {
    CallerReference: "holiday-player-2012",
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: "player",
          DomainName: "holiday-player.s3.amazonaws.com",
          S3OriginConfig: { OriginAccessIdentity: "" },
        },
      ],
    },
    DefaultCacheBehavior: {
      TargetOriginId: "player",
      ViewerProtocolPolicy: "allow-all",
      CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
    },
    Comment: "",
    Enabled: true,
    ...overrides,
  };
}
