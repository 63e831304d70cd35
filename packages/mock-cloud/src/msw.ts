import { Readable } from "node:stream";
import type { AwsRequest, AwsResponse } from "@oxbow/aws-protocol";
import { HttpResponse, http, type RequestHandler } from "msw";
import type { MockCloud } from "./mock-cloud.ts";

/**
 * Handlers that answer `*.amazonaws.com` from a cloud in this process, and `*.cloudfront.net` from its edge:
 * provisioning code with default endpoints runs as it is, and so does what looks at the pages it made.
 *
 * Not modelled: what is sent is not streamed. MSW buffers whole request bodies, so an upload of some hundred megabytes
 * costs twice its size in memory; use `clientConfig()` or HTTP for those. Repeated request headers arrive joined. Of
 * the edge there is HTTP only, no WebSocket, and nobody is sent from HTTP to HTTPS.
 *
 * @example
 * const server = setupServer(...mockCloudHandlers(createMockCloud()));
 */
export function mockCloudHandlers(cloud: Pick<MockCloud, "handle" | "view">): RequestHandler[] {
  const answering =
    (answer: MockCloud["handle"]) =>
    async ({ request }: { readonly request: Request }): Promise<Response> =>
      toResponse(await answer(toAwsRequest(request)), request.method);
  return [
    ...addressesOf("amazonaws.com").map((address) => http.all(address, answering(cloud.handle))),
    ...addressesOf("cloudfront.net").map((address) => http.all(address, answering(cloud.view))),
  ];
}

function addressesOf(domain: string): readonly string[] {
  return ["https", "http"].flatMap((scheme) => [`${scheme}://*.${domain}/*`, `${scheme}://*.${domain}`]);
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

function toResponse({ status, headers, body }: AwsResponse, method: string): Response {
  const init = { status, headers: { ...headers } };
  // The fetch standard forbids a body, even an empty one, with these.
  if (body === undefined || method === "HEAD" || status === 204 || status === 304)
    return new HttpResponse(null, init);
  if (body instanceof Readable)
    return new HttpResponse(Readable.toWeb(body) as ReadableStream<Uint8Array>, init);
  return new HttpResponse(Buffer.from(body), init);
}
