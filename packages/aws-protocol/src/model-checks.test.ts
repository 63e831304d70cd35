/**
 * What the models demand, demanded: for every operation with an XML body, each required member left out and each
 * enumeration's wrong value is refused with 400 and never reaches the handler.
 */
import * as cloudFrontSdk from "@aws-sdk/client-cloudfront";
import * as s3Sdk from "@aws-sdk/client-s3";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createGateway } from "./gateway.ts";
import { arbitraryStructure } from "./model/arbitrary-value.cases.ts";
import { type ModelledService, operationTable } from "./model/operation-table.ts";
import type { Shape, StructureShape } from "./model/shape.ts";
import type { OperationHandler } from "./operation.ts";
import { sdkRequestHandler } from "./sdk-request-handler.ts";

type Path = readonly (string | number)[];
interface Mutation {
  readonly name: string;
  readonly apply: (input: object) => object;
}

let reached = 0;
const count: OperationHandler<object, never, object> = () => {
  reached++;
  return {};
};
const gateway = createGateway({
  services: (["s3", "cloudfront"] as const).map((name) => ({
    name,
    state: {},
    operations: Object.fromEntries([...operationTable(name).keys()].map((operation) => [operation, count])),
  })),
});
const config = {
  region: "us-east-1",
  endpoint: "http://127.0.0.1:4566",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  requestHandler: sdkRequestHandler(gateway.handle),
  maxAttempts: 1,
};
interface SdkSide {
  readonly client: { readonly send: (command: never) => Promise<unknown> };
  readonly sdk: Record<string, unknown>;
}
const CLIENTS: Readonly<Record<ModelledService, SdkSide>> = {
  s3: {
    client: new s3Sdk.S3Client({ ...config, forcePathStyle: true }),
    sdk: s3Sdk as Record<string, unknown>,
  },
  cloudfront: {
    client: new cloudFrontSdk.CloudFrontClient(config),
    sdk: cloudFrontSdk as Record<string, unknown>,
  },
};

/** What the SDK leaves out or fills in by itself cannot be tried through it. */
const SKIPPED_PATHS: Readonly<Record<string, string>> = {
  "CreateBucket CreateBucketConfiguration.LocationConstraint":
    "checked by the handler: InvalidLocationConstraint",
};

for (const service of ["s3", "cloudfront"] as const) {
  describe(service, () => {
    for (const spec of operationTable(service).values()) {
      const { input, inputPayload, hasInputElements } = spec.shapes();
      if (inputPayload?.shape.kind !== "structure" && !hasInputElements) continue;
      // Object Lambda and S3 Select are not reachable through a path-style client.
      if (spec.name === "SelectObjectContent") continue;

      test(`${spec.name} refuses what its model refuses`, async () => {
        const valid = fullInput(input, service);
        await send(service, spec.name, valid);
        const mutations = [...mutationsOf(valid, input, [])].filter(
          ({ name }) => !(`${spec.name} ${name}` in SKIPPED_PATHS),
        );
        for (const { name, apply } of mutations) {
          reached = 0;
          const error = await send(service, spec.name, apply(valid)).then(
            () => undefined,
            (failure: unknown) => failure,
          );
          expect([name, error]).toMatchObject([name, { $metadata: { httpStatusCode: 400 } }]);
          expect([name, reached]).toEqual([name, 0]);
        }
      });
    }
  });
}

async function send(service: ModelledService, operation: string, input: object): Promise<unknown> {
  const { client, sdk } = CLIENTS[service];
  const Command = sdk[`${operation}Command`];
  if (typeof Command !== "function") throw new Error(`the SDK has no command for ${operation}`);
  return await client.send(Reflect.construct(Command, [input]) as never);
}

/** An input with as many members as chance gives the fullest of some samples. */
function fullInput(shape: StructureShape, service: ModelledService): Record<string, unknown> {
  const overrides = service === "s3" ? { Bucket: fc.constant("media"), Key: fc.constant("key") } : {};
  const samples = fc.sample(
    arbitraryStructure(shape, { ...overrides, ContentMD5: undefined, ChecksumAlgorithm: undefined }),
    {
      numRuns: 30,
      seed: 7,
    },
  );
  return samples.reduce((best, sample) =>
    JSON.stringify(sample).length > JSON.stringify(best).length ? sample : best,
  );
}

/** Every way to break a value by one missing member or one wrong choice, body members only. */
function* mutationsOf(value: object, shape: StructureShape, path: Path): Generator<Mutation> {
  const record = value as Readonly<Record<string, unknown>>;
  for (const member of shape.members) {
    const part = record[member.name];
    const at = [...path, member.name];
    if (part === undefined || !["element", "payload", "attribute"].includes(member.binding)) continue;
    if (member.isRequired) yield { name: at.join("."), apply: (input) => without(input, at) };
    yield* mutationsOfValue(part, member.shape, at);
  }
}

function* mutationsOfValue(value: unknown, shape: Shape, path: Path): Generator<Mutation> {
  switch (shape.kind) {
    case "structure":
      if (typeof value === "object" && value !== null) yield* mutationsOf(value, shape, path);
      break;
    case "list":
      for (const [index, item] of (Array.isArray(value) ? value : []).entries()) {
        yield* mutationsOfValue(item, shape.member.shape, [...path, index]);
      }
      break;
    case "enumeration":
      yield { name: path.join("."), apply: (input) => replaced(input, path, "NoSuchValue") };
      break;
  }
}

function without(input: object, path: Path): object {
  return replaced(input, path, undefined);
}

function replaced(input: object, [head, ...rest]: Path, value: unknown): object {
  if (head === undefined) throw new Error("an empty path");
  const copy: Record<string | number, unknown> = Array.isArray(input) ? ([...input] as never) : { ...input };
  const part = copy[head];
  copy[head] = rest.length === 0 ? value : replaced(part as object, rest, value);
  return copy;
}
