/** Whatever comes, the gateway answers: with a status, without an internal error, without throwing. */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createGateway } from "./gateway.ts";
import { operationTable } from "./model/operation-table.ts";
import type { OperationHandler } from "./operation.ts";
import { rawRequest } from "./raw-request.cases.ts";
import { createStsService } from "./sts.ts";

const RUNS = process.env.OXBOW_SOAK === undefined ? 1500 : 200_000;

const drain: OperationHandler<object, Record<string, unknown>, object> = async ({ request }, input) => {
  for (const value of Object.values(input)) if (value instanceof Readable) await buffer(value);
  return request.method === "OPTIONS" || request.headers.host?.includes("website")
    ? { status: 200, headers: {}, body: undefined }
    : {};
};
const services = (["s3", "cloudfront"] as const).map((name) => ({
  name,
  state: {},
  operations: Object.fromEntries(
    [...operationTable(name).keys(), "PreflightCors", "GetWebsite", "HeadWebsite"].map((operation) => [
      operation,
      drain,
    ]),
  ),
}));

const part = fc.oneof(
  fc.constantFrom(
    "",
    "/",
    "//",
    "%",
    "%2F",
    "%ff",
    "%00",
    "..",
    "media",
    "2020-05-31",
    "2010-11-01",
    "streaming-distribution",
    "tagging",
    "E1",
    "config",
  ),
  fc.string({ maxLength: 8 }),
);
const path = fc.array(part, { maxLength: 5 }).map((parts) => `/${parts.join("/").replaceAll("?", "")}`);
const names = fc.constantFrom(
  "acl",
  "delete",
  "list-type",
  "uploads",
  "uploadId",
  "partNumber",
  "versionId",
  "max-keys",
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Signature",
  "X-Amz-Date",
  "X-Amz-SignedHeaders",
  "X-Amz-Expires",
  "AWSAccessKeyId",
  "Signature",
  "Expires",
  "WithTags",
  "Resource",
  "Operation",
  "MaxItems",
  "tagging",
);
const values = fc.oneof(
  fc.constantFrom(
    "",
    "1",
    "2",
    "-1",
    "x",
    "AWS4-HMAC-SHA256",
    "test/20251122/us-east-1/s3/aws4_request",
    "test%2F20251122%2Fus-east-1%2Fcloudfront%2Faws4_request",
    "20251122T120000Z",
    "9".repeat(30),
  ),
  fc.string({ maxLength: 10 }),
);
const query = fc
  .array(fc.tuple(names, values), { maxLength: 7 })
  .map((pairs) => pairs.map((pair) => pair.join("=")).join("&"));
const headers = fc.dictionary(
  fc.constantFrom(
    "authorization",
    "x-amz-date",
    "date",
    "host",
    "content-type",
    "content-md5",
    "x-amz-content-sha256",
    "x-amz-decoded-content-length",
    "content-length",
    "content-encoding",
    "x-amz-copy-source",
    "x-amz-meta-a",
    "range",
    "if-modified-since",
    "x-amz-acl",
    "expires",
  ),
  fc.oneof(
    values,
    fc.constantFrom(
      "AWS test:sig",
      "AWS4-HMAC-SHA256 Credential=test/20251122/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=0",
      "AWS4-HMAC-SHA256 Credential=test/20251122/us-east-1/cloudfront/aws4_request,SignedHeaders=host,Signature=0",
      "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
      "multipart/form-data; boundary=x",
      "application/x-www-form-urlencoded",
      "media.s3.amazonaws.com",
      "media.s3-website.localhost",
      "cloudfront.amazonaws.com",
    ),
  ),
  { maxKeys: 8 },
);
const body = fc.option(
  fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom(
      "<Tagging/>",
      "<Delete><Object><Key>a</Key></Object></Delete>",
      "<StreamingDistributionConfig><Enabled>x</Enabled></StreamingDistributionConfig>",
      "5\r\nhello\r\n0\r\n\r\n",
      "Action=GetCallerIdentity",
      "<!DOCTYPE a><a/>",
    ),
  ),
);

test.for(["relaxed", "strict"] as const)("answers anything (%s)", async (auth, { expect: expectHere }) => {
  const bugs: unknown[] = [];
  const { handle } = createGateway({
    services: [...services, createStsService()],
    auth,
    onError: (error) => bugs.push(error),
  });
  const method = fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH");
  await fc.assert(
    fc.asyncProperty(method, path, query, headers, body, async (verb, target, search, fields, content) => {
      const request = rawRequest(
        verb,
        search === "" ? target : `${target}?${search}`,
        fields,
        content ?? undefined,
      );
      const response = await handle(request);
      expectHere(bugs).toEqual([]);
      expectHere(response.status).toBeGreaterThanOrEqual(200);
      expectHere(response.status).not.toBe(500);
    }),
    { numRuns: RUNS, seed: 20251122 },
  );
});

test("is not slowed down by what is long", async () => {
  const { handle } = createGateway({ services });
  const long = "a/".repeat(30_000);
  const answers = await Promise.all([
    handle(rawRequest("GET", `/${long}`)),
    handle(rawRequest("GET", "/b/k", { authorization: `AWS4-HMAC-SHA256 ${"Credential=/".repeat(5000)}` })),
    handle(rawRequest("GET", "/b/k", { host: ".s3".repeat(20_000) })),
    handle(rawRequest("GET", `/b/k?${"%2Fa".repeat(10_000)}`)),
    handle(rawRequest("GET", `/b/k?X-Amz-Credential=${"%2Fa".repeat(10_000)}`)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 200, 200, 200]);
});
