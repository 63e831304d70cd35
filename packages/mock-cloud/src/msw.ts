import { Readable } from "node:stream";
import type { AwsRequest, AwsResponse } from "@oxbow/aws-protocol";
import { HttpResponse, http, type RequestHandler } from "msw";
import type { MockCloud } from "./mock-cloud.ts";

/**
 * Handlers that answer `*.amazonaws.com` from a cloud in this process: provisioning code with default endpoints runs
 * as it is.
 *
 * Not modelled: streaming. MSW buffers whole bodies on both ways, so an object of some hundred megabytes costs twice
 * its size in memory; use `clientConfig()` or HTTP for those. Repeated request headers arrive joined.
 *
 * @example
 * const server = setupServer(...mockCloudHandlers(createMockCloud()));
 */
export function mockCloudHandlers(cloud: Pick<MockCloud, "handle">): RequestHandler[] {
  const answer = async ({ request }: { readonly request: Request }): Promise<Response> =>
    toResponse(await cloud.handle(toAwsRequest(request)), request.method);
  return [
    "https://*.amazonaws.com/*",
    "http://*.amazonaws.com/*",
    "https://*.amazonaws.com",
    "http://*.amazonaws.com",
  ].map((address) => http.all(address, answer));
}

function toAwsRequest(request: Request): AwsRequest {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: { host: url.host, ...Object.fromEntries(request.headers) },
    body: request.body === null ? undefined : Readable.from(chunks(request.body), { objectMode: false }),
    remoteAddress: "127.0.0.1",
    isSecure: url.protocol === "https:",
  };
}

async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) yield chunk;
}

async function toResponse({ status, headers, body }: AwsResponse, method: string): Promise<Response> {
  const init = { status, headers: { ...headers } };
  // The fetch standard forbids a body, even an empty one, with these.
  if (body === undefined || method === "HEAD" || status === 204 || status === 304)
    return new HttpResponse(null, init);
  const bytes = body instanceof Readable ? Buffer.concat(await body.toArray()) : Buffer.from(body);
  return new HttpResponse(new Uint8Array(bytes), init);
}
