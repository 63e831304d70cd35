import {
  type AwsRequest,
  type AwsResponse,
  type SdkRequestHandler,
  sdkRequestHandler,
} from "@oxbow/aws-protocol";
import { openMemoryBlobs, openMemoryStore } from "@oxbow/store";
import { type Clock, SYSTEM_CLOCK } from "./clock.ts";
import { composeCloud } from "./cloud.ts";
import type { Faults } from "./faults.ts";
import { createInProcessEdge } from "./in-process-edge.ts";
import { OptionError } from "./option-error.ts";
import { type MockCloudOptions, toSettings } from "./options.ts";
import type { RequestLog } from "./request-log.ts";

/** Configuration for any AWS SDK v3 client. */
export interface SdkConfig {
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly forcePathStyle: true;
  readonly requestHandler: SdkRequestHandler;
}

/** A cloud in this process: no port, no files. */
export interface MockCloud {
  /** Answers one request; never throws. */
  readonly handle: (request: AwsRequest) => Promise<AwsResponse>;
  /**
   * Answers what a viewer asks of a distribution's host over HTTP, told by the Host header: web distributions, HTTP-FLV
   * (paced, as on a port), `crossdomain.xml`. Never throws.
   */
  readonly view: (request: AwsRequest) => Promise<AwsResponse>;
  /**
   * For `new S3Client(…)`, `new CloudFrontClient(…)`, `new STSClient(…)`.
   * @param accountId 12 digits; account 000000000000 by default
   */
  readonly clientConfig: (accountId?: string) => SdkConfig;
  /** What was asked, oldest first. */
  readonly requests: RequestLog;
  readonly faults: Faults;
  /** Deploys what is pending; one distribution or all. @returns the ids of those that were */
  readonly completeDeployments: (distributionId?: string) => Promise<readonly string[]>;
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Makes a cloud in a millisecond or two, for a test of its own.
 *
 * @example
 * const cloud = createMockCloud();
 * const cloudfront = new CloudFrontClient(cloud.clientConfig());
 *
 * @throws OptionError for a value that is none of its option's
 */
export function createMockCloud(options: MockCloudOptions & { readonly clock?: Clock } = {}): MockCloud {
  const { clock = SYSTEM_CLOCK, ...rest } = options;
  if (rest.dataDirectory !== undefined) {
    throw new OptionError(
      "dataDirectory",
      rest.dataDirectory,
      "use startMockCloud: a cloud in process keeps its state in memory",
    );
  }
  const cloud = composeCloud({
    store: openMemoryStore(),
    blobs: openMemoryBlobs(),
    clock,
    settings: toSettings(rest),
    onError: (error, message) =>
      process.emitWarning(error instanceof Error ? error : String(error), { code: "OXBOW", detail: message }),
  });
  const edge = createInProcessEdge(cloud);
  return {
    handle: cloud.handle,
    view: edge.view,
    clientConfig: (accountId) => ({
      region: "us-east-1",
      credentials: { accessKeyId: accountId ?? "test", secretAccessKey: "test" },
      forcePathStyle: true,
      requestHandler: sdkRequestHandler(cloud.handle),
    }),
    requests: cloud.requests,
    faults: cloud.faults,
    completeDeployments: (distributionId) => cloud.cloudfront.completeDeployments(distributionId),
    reset: cloud.reset,
    close: async () => {
      await edge.close();
      await cloud.close();
    },
  };
}
