import type { AwsResponse, Exchange, Service } from "@oxbow/aws-protocol";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { BUCKETS } from "../bucket/bucket-repository.ts";
import type { S3State } from "../s3-context.ts";
import { corsHeaders, findCorsRule } from "./cors-rules.ts";

/** Adds the CORS headers to the answer of every request that has an Origin which the bucket allows. */
export function addCorsHeaders({ store }: S3State): NonNullable<Service["finish"]> {
  const add = async (
    { request }: Exchange,
    response: AwsResponse,
    name: string,
    origin: string,
  ): Promise<AwsResponse> => {
    const bucket = await store.get<BucketRecord>(BUCKETS, name);
    // Some clients name the method of a simple request too.
    const method = request.headers["access-control-request-method"] ?? request.method;
    const question = { origin, method, requestHeaders: [] };
    const rule = findCorsRule(bucket?.value.cors ?? [], question);
    if (rule === undefined) return response;
    return { ...response, headers: { ...response.headers, ...corsHeaders(rule, question) } };
  };
  return (exchange, response) => {
    const { origin } = exchange.request.headers;
    if (origin === undefined || exchange.bucket === undefined || exchange.operation === "PreflightCors") {
      return response;
    }
    return add(exchange, response, exchange.bucket, origin);
  };
}
