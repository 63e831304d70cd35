import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { type AwsResponse, createAccounts, createGateway, sdkRequestHandler } from "@oxbow/aws-protocol";
import { openMemoryBlobs, openMemoryStore } from "@oxbow/store";
import { onTestFinished } from "vitest";
import { createS3Service, type S3Service, type S3ServiceOptions } from "./s3-service.ts";

/** A clock that stands still until it is told to move. */
export interface TestClock {
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
}

/** A request as written by hand, for what an SDK does not send. */
export interface RawRequest {
  readonly method?: string;
  /** Path and query as on the wire. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** S3 behind a gateway in this process. */
export interface InProcessS3 {
  readonly service: S3Service;
  readonly clock: TestClock;
  /** The SDK's client for an account; `undefined` is the fallback account, 000000000000. */
  readonly client: (accountId?: string, config?: S3ClientConfig) => S3Client;
  /** Sends an unsigned request. */
  readonly send: (request: RawRequest) => Promise<RawAnswer>;
}

/** Opens S3 for one test. */
export function openInProcessS3(options: Partial<S3ServiceOptions> = {}): InProcessS3 {
  let nowMs = Date.parse("2026-01-02T03:04:05.678Z");
  const clock: TestClock = {
    now: () => new Date(nowMs),
    advance: (ms) => {
      nowMs += ms;
    },
  };
  const store = options.store ?? openMemoryStore();
  const blobs = options.blobs ?? openMemoryBlobs();
  onTestFinished(async () => {
    await store.close();
    await blobs.close();
  });
  const service = createS3Service({ now: clock.now, ...options, store, blobs });
  const failures: unknown[] = [];
  const gateway = createGateway({
    services: [service.service],
    now: clock.now,
    accounts: createAccounts([]),
    onError: (error) => failures.push(error),
  });
  onTestFinished(() => {
    if (failures.length > 0) throw failures[0];
  });
  return {
    service,
    clock,
    client: (accountId = "test", config = {}) =>
      new S3Client({
        region: "us-east-1",
        credentials: { accessKeyId: accountId, secretAccessKey: "test" },
        requestHandler: sdkRequestHandler(gateway.handle),
        systemClockOffset: nowMs - Date.now(),
        maxAttempts: 1,
        ...config,
      }),
    send: async ({ method = "GET", target, headers = {}, body }) => {
      const [path = "/", query = ""] = target.split("?", 2);
      const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
      const response = await gateway.handle({
        method,
        path,
        query,
        headers: { host: "127.0.0.1:4566", ...length, ...headers },
        body: body === undefined ? undefined : Readable.from([Buffer.from(body)]),
        remoteAddress: "192.0.2.7",
        isSecure: false,
      });
      return { status: response.status, headers: response.headers, text: await textOf(response.body) };
    },
  };
}

async function textOf(body: AwsResponse["body"]): Promise<string> {
  if (body === undefined) return "";
  if (typeof body === "string") return body;
  return (body instanceof Readable ? await buffer(body) : Buffer.from(body)).toString();
}
