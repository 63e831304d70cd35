/**
 * Every operation of both models: generated input -> SDK serialises -> our parse -> handler -> our serialise -> SDK
 * parses -> generated output. What an operation leaves out of the comparison says why.
 */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import * as cloudFrontSdk from "@aws-sdk/client-cloudfront";
import * as s3Sdk from "@aws-sdk/client-s3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGateway } from "./gateway.ts";
import { arbitraryStructure } from "./model/arbitrary-value.cases.ts";
import { type ModelledService, type OperationSpec, operationTable } from "./model/operation-table.ts";
import type { OperationHandler } from "./operation.ts";
import { sdkRequestHandler } from "./sdk-request-handler.ts";

const RUNS = process.env.OXBOW_SOAK === undefined ? 4 : 200;

/** Values that the SDK checks or makes itself, or that mean more to the wire than their type. `undefined` leaves one out. */
const S3_INPUTS: Readonly<Record<string, fc.Arbitrary<unknown> | undefined>> = {
  Bucket: fc.constantFrom("media", "my.bucket"),
  Key: fc.constantFrom("a", "a b/ü", "//x//../.", "a+b%2F?c#d", "ends/", "€.mp4"),
  CopySource: fc.constantFrom("media/a%20b", "media/k?versionId=1"),
  ExpectedBucketOwner: fc.constant("123456789012"),
  // Computed from the body, or compared with it, by the SDK.
  ContentLength: undefined,
  ContentMD5: undefined,
  ChecksumAlgorithm: undefined,
  ChecksumCRC32: undefined,
  ChecksumCRC32C: undefined,
  ChecksumCRC64NVME: undefined,
  ChecksumSHA1: undefined,
  ChecksumSHA256: undefined,
  ChecksumSHA512: undefined,
  ChecksumMD5: undefined,
  ChecksumXXHASH64: undefined,
  ChecksumXXHASH3: undefined,
  ChecksumXXHASH128: undefined,
  ChecksumMode: undefined,
  // The SDK encodes keys itself and adds the digest.
  SSECustomerKey: undefined,
  SSECustomerKeyMD5: undefined,
  CopySourceSSECustomerKey: undefined,
  CopySourceSSECustomerKeyMD5: undefined,
};

const OUTPUTS: Readonly<Record<string, fc.Arbitrary<unknown> | undefined>> = {
  // A body that is not as long as this, or has not this checksum, is refused by the SDK.
  ContentLength: undefined,
  ...Object.fromEntries(Object.entries(S3_INPUTS).filter(([name]) => name.startsWith("Checksum"))),
  // Empty ones are read as none.
  FunctionCode: fc.uint8Array({ minLength: 1, maxLength: 64 }),
  ConnectionFunctionCode: fc.uint8Array({ minLength: 1, maxLength: 64 }),
  Policy: fc.constant('{"Version":"2012-10-17"}'),
  // Made from Expires by the SDK, which takes the other one away.
  ExpiresString: undefined,
  Expires: undefined,
};

const NOT_RUN: Readonly<Record<string, string>> = {
  SelectObjectContent: "answers an event stream, which nothing here writes",
  WriteGetObjectResponse: "the SDK insists on a host of its own",
  CreateSession: "the SDK itself calls it for directory buckets, and reads its answer away",
};

let expected: { input: object; output: object };
const seen: { operation: string; input: Record<string, unknown> }[] = [];

const echo: OperationHandler<object, Record<string, unknown>, object> = async ({ operation }, input) => {
  const record = { ...input };
  for (const [name, value] of Object.entries(record)) {
    if (value instanceof Readable) record[name] = new Uint8Array(await buffer(value));
  }
  seen.push({ operation, input: record });
  return expected.output;
};

function operationsOf(service: ModelledService): Record<string, OperationHandler<object, never, object>> {
  return Object.fromEntries([...operationTable(service).keys()].map((name) => [name, echo]));
}

const gateway = createGateway({
  services: (["s3", "cloudfront"] as const).map((name) => ({
    name,
    state: {},
    operations: operationsOf(name),
  })),
  onError: (error) => {
    throw error;
  },
});
const config = {
  region: "us-east-1",
  endpoint: "http://127.0.0.1:4566",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  requestHandler: sdkRequestHandler(gateway.handle),
  maxAttempts: 1,
};
const CLIENTS = {
  s3: {
    client: new s3Sdk.S3Client({ ...config, forcePathStyle: true }),
    sdk: s3Sdk as Record<string, unknown>,
  },
  cloudfront: {
    client: new cloudFrontSdk.CloudFrontClient(config),
    sdk: cloudFrontSdk as Record<string, unknown>,
  },
};

for (const service of ["s3", "cloudfront"] as const) {
  describe(service, () => {
    const { client, sdk } = CLIENTS[service];
    for (const spec of operationTable(service).values()) {
      const reason = NOT_RUN[spec.name];
      test.skipIf(reason !== undefined)(
        `${spec.name}${reason === undefined ? "" : ` (${reason})`}`,
        async () => {
          const shapes = spec.shapes();
          const inputs =
            service === "s3" ? arbitraryStructure(shapes.input, S3_INPUTS) : arbitraryStructure(shapes.input);
          const outputs =
            shapes.output === undefined ? fc.constant({}) : arbitraryStructure(shapes.output, OUTPUTS);
          await fc.assert(
            fc.asyncProperty(inputs, outputs, async (input, output) => {
              await roundTrip(spec, input, output, client, sdk);
            }),
            { numRuns: RUNS, seed: 20251122 },
          );
        },
      );
    }
  });
}

async function roundTrip(
  spec: OperationSpec,
  input: Record<string, unknown>,
  output: Record<string, unknown>,
  client: { send: (command: never) => Promise<unknown> },
  sdk: Record<string, unknown>,
): Promise<void> {
  expected = { input, output };
  seen.length = 0;
  const Command = sdk[`${spec.name}Command`];
  if (typeof Command !== "function") throw new Error(`the SDK has no command for ${spec.name}`);
  const answer = (await client.send(Reflect.construct(Command, [input]) as never)) as Record<string, unknown>;
  expect(seen).toMatchObject([{ operation: spec.name, input }]);
  for (const [name, value] of Object.entries(output)) {
    expect([name, await comparable(answer[name])]).toEqual([name, await comparable(value)]);
  }
}

/** Streams as their bytes; everything else as it is. */
async function comparable(value: unknown): Promise<unknown> {
  if (value instanceof Readable) return [...(await buffer(value))];
  return value instanceof Uint8Array ? [...value] : value;
}
