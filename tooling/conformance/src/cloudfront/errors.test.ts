/** Every refusal on record, over HTTP: code, status, wording, request id, and that nothing changed. */
import { CloudFrontClient, CloudFrontServiceException } from "@aws-sdk/client-cloudfront";
import { ERROR_CASES, snapshotOf } from "@oxbow/cloudfront/errors.cases";
import { test } from "vitest";
import { openSurroundings } from "../foreign-client.ts";

/** A cloud for each: some fill quotas, and all of them name things as they like. */
test.for(ERROR_CASES)("$name: $code", async ({ limits = {}, arrange, code, status, message }, { expect }) => {
  const { cloud, close } = await openSurroundings({ deploy: "manual", limits });
  const clientOf = (accountId?: string): CloudFrontClient =>
    new CloudFrontClient({ ...cloud.clientConfig(accountId), maxAttempts: 1 });
  const client = clientOf();
  const stranger = clientOf("999999999999");
  let names = 0;
  try {
    const request = await arrange({
      client,
      stranger,
      deploy: async () => {
        const answer = await fetch(`${cloud.endpoint}/_oxbow/deployments/complete`, { method: "POST" });
        if (!answer.ok) throw new Error(`deployments/complete was answered ${answer.status}`);
      },
      unique: (prefix) => `${prefix}-${++names}`,
    });
    const before = await snapshotOf(client);
    const error = await request().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof CloudFrontServiceException)) throw error ?? new Error("the request was accepted");
    expect({ code: error.name, status: error.$metadata.httpStatusCode }).toEqual({ code, status });
    if (typeof message === "string") expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect(error.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await snapshotOf(client)).toEqual(before);
  } finally {
    client.destroy();
    stranger.destroy();
    await close();
  }
});
