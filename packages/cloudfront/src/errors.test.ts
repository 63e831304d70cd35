import * as sdk from "@aws-sdk/client-cloudfront";
import { CloudFrontServiceException } from "@aws-sdk/client-cloudfront";
import { describe, test } from "vitest";
import { ERROR_CASES, snapshotOf } from "./errors.cases.ts";
import { errorTable } from "./errors.ts";
import { openTestCloud } from "./test-cloud.cases.ts";

describe("refuses", () => {
  test.for(ERROR_CASES)("$name: $code", async (refusal, { expect }) => {
    const cloud = openTestCloud(refusal.limits === undefined ? {} : { limits: refusal.limits });
    let names = 0;
    const request = await refusal.arrange({
      client: cloud.client,
      stranger: cloud.clientOf("999999999999"),
      deploy: async () => void (await cloud.cloudFront.completeDeployments()),
      unique: (prefix) => `${prefix}-${++names}`,
    });
    const before = await snapshotOf(cloud.client);
    const error = await request().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof CloudFrontServiceException)) throw error ?? new Error("the request was accepted");
    expect({ code: error.name, status: error.$metadata.httpStatusCode }).toEqual({
      code: refusal.code,
      status: refusal.status,
    });
    if (typeof refusal.message === "string") expect(error.message).toBe(refusal.message);
    else expect(error.message).toMatch(refusal.message);
    expect(await snapshotOf(cloud.client)).toEqual(before);
  });
});

/** Statuses of the modelled errors: `[-3, namespace, name, { httpError }, …]` among the SDK's exports. */
const MODELLED: ReadonlyMap<string, number> = new Map(
  Object.values(sdk).flatMap((schema: unknown) => {
    if (!Array.isArray(schema) || schema[0] !== -3) return [];
    const [, , name, traits] = schema as [number, string, string, { httpError?: number } | number];
    return typeof traits === "object" && traits.httpError !== undefined ? [[name, traits.httpError]] : [];
  }),
);

/** Codes the service answers with although no shape of the model describes them. */
const UNMODELLED = ["InvalidationBatchAlreadyExists", "MalformedXML", "MissingAuthenticationToken"];

test.for(errorTable())("answers $code with the model's status", ({ code, status }, { expect }) => {
  if (UNMODELLED.includes(code)) expect(MODELLED.has(code)).toBe(false);
  else expect(status).toBe(MODELLED.get(code));
});

/** Refusals that no SDK can provoke: wire.test.ts. */
const TESTED_ON_THE_WIRE = ["MissingAuthenticationToken"];

test("has a case for every code", ({ expect }) => {
  const tested = new Set<string>([...ERROR_CASES.map(({ code }) => code), ...TESTED_ON_THE_WIRE]);
  expect(errorTable().filter(({ code }) => !tested.has(code))).toEqual([]);
});
