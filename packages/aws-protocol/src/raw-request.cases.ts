/** Requests made by hand, for what an SDK cannot produce, and a look into the documents that answer them. */
import { Readable } from "node:stream";
import type { AwsRequest, AwsResponse } from "./http.ts";

/** A request to the endpoint by address; `target` is path and query as they stand on the wire. */
export function rawRequest(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string | Uint8Array,
): AwsRequest {
  const [path = "", query = ""] = target.split(/\?(.*)/s, 2);
  return {
    method,
    path,
    query,
    headers: { host: "127.0.0.1:4566", ...headers },
    body: body === undefined ? undefined : Readable.from([Buffer.from(body)], { objectMode: false }),
    remoteAddress: "127.0.0.1",
    isSecure: false,
  };
}

/** A well-formed Version 4 header, good enough for relaxed authentication. */
export function relaxedAuthorization(service: string, accessKeyId = "test"): { authorization: string } {
  const credential = `${accessKeyId}/20251122/us-east-1/${service}/aws4_request`;
  return { authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=x` };
}

/** Text of the first element of that name in an answer's document. */
export function fieldOf(response: AwsResponse, name: string): string | undefined {
  return new RegExp(`<${name}>(.*?)</${name}>`, "s").exec(String(response.body))?.[1];
}

/** Error code of an answer. */
export function codeOf(response: AwsResponse): string | undefined {
  return fieldOf(response, "Code");
}
