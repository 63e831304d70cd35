import type { AwsResponse, PseudoInput } from "@oxbow/aws-protocol";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { BUCKETS } from "../bucket/bucket-repository.ts";
import { corsHeaders, findCorsRule } from "../cors/cors-rules.ts";
import { badRequest, corsForbidden } from "../errors.ts";
import type { S3Operation } from "../s3-context.ts";

const NOT_ALLOWED =
  "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";

/** OPTIONS: what a browser asks before it sends a request of another origin. No signature, whatever the bucket's policy. */
export const preflightCors: S3Operation<PseudoInput, AwsResponse> = async ({ request, store }, input) => {
  const { origin, ...headers } = request.headers;
  const method = headers["access-control-request-method"];
  if (origin === undefined) throw badRequest("Insufficient information. Origin request header needed.");
  if (method === undefined) throw badRequest(`Invalid Access-Control-Request-Method: null`);
  const resourceType = input.Key === "" ? "BUCKET" : "OBJECT";
  const bucket = await store.get<BucketRecord>(BUCKETS, input.Bucket);
  if (bucket === undefined) throw corsForbidden("Bucket not found", method, "BUCKET");
  if (bucket.value.cors === undefined) {
    throw corsForbidden("CORS is not enabled for this bucket.", method, resourceType);
  }
  const requestHeaders = (headers["access-control-request-headers"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const question = { origin, method, requestHeaders };
  const rule = findCorsRule(bucket.value.cors, question);
  if (rule === undefined) throw corsForbidden(NOT_ALLOWED, method, resourceType);
  return { status: 200, headers: { ...corsHeaders(rule, question), "content-length": "0" }, body: undefined };
};
