import { expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { createGateway } from "./gateway.ts";
import type { ServiceName } from "./operation.ts";
import { codeOf, fieldOf, rawRequest, relaxedAuthorization } from "./raw-request.cases.ts";

async function answerWith(fault: Fault, service: "s3" | "cloudfront") {
  const slept: number[] = [];
  const asked: { service: ServiceName; operation: string }[] = [];
  const { handle } = createGateway({
    services: [],
    fault: (match) => {
      asked.push(match);
      return fault;
    },
    sleep: async (ms) => slept.push(ms),
  });
  const target = service === "s3" ? "/b/k" : "/2020-05-31/streaming-distribution";
  const response = await handle(rawRequest("GET", target, relaxedAuthorization(service)));
  return { response, slept, asked };
}

test.for([
  ["s3", { kind: "error", code: "NoSuchBucket" }, 404, "NoSuchBucket"],
  ["s3", { kind: "error", code: "InternalError" }, 500, "InternalError"],
  ["s3", { kind: "throttle" }, 503, "SlowDown"],
  [
    "cloudfront",
    { kind: "error", code: "StreamingDistributionNotDisabled" },
    409,
    "StreamingDistributionNotDisabled",
  ],
  ["cloudfront", { kind: "error", code: "ServiceUnavailable" }, 503, "ServiceUnavailable"],
  ["cloudfront", { kind: "error", code: "Own", status: 418, message: "tea" }, 418, "Own"],
  ["cloudfront", { kind: "throttle", retryAfterSeconds: 7 }, 503, "Throttling"],
] as const)("%s: %o", async ([service, fault, status, code], { expect }) => {
  const { response } = await answerWith(fault, service);
  expect([response.status, codeOf(response)]).toEqual([status, code]);
});

test("says when to come back, and that it is the service's fault", async () => {
  const { response } = await answerWith({ kind: "throttle", retryAfterSeconds: 7 }, "cloudfront");
  expect(response.headers["retry-after"]).toBe("7");
  expect(fieldOf(response, "Type")).toBe("Receiver");
});

test("waits, then goes on", async () => {
  const { response, slept, asked } = await answerWith({ kind: "delay", ms: 250 }, "s3");
  expect([slept, asked]).toEqual([[250], [{ service: "s3", operation: "GetObject" }]]);
  expect(codeOf(response)).toBe("NotImplemented");
});
