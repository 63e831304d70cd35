import { Readable } from "node:stream";
import type { AwsRequest, AwsResponse } from "./http.ts";

/** What an SDK hands to its request handler (`HttpRequest` of the SDK's protocols). */
export interface SdkHttpRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What it gets back (`HttpResponse`). */
export interface SdkHttpResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

/** A request handler for the `requestHandler` setting of any AWS SDK v3 client. */
export interface SdkRequestHandler {
  readonly handle: (request: SdkHttpRequest) => Promise<{ response: SdkHttpResponse }>;
  readonly updateHttpClientConfig: () => void;
  readonly httpHandlerConfigs: () => Record<string, never>;
  readonly destroy: () => void;
}

/**
 * Lets an SDK client talk to a gateway in its own process: no port, no sockets.
 *
 * @example
 * new S3Client({ region: "us-east-1", credentials, requestHandler: sdkRequestHandler(gateway.handle) })
 */
export function sdkRequestHandler(handle: (request: AwsRequest) => Promise<AwsResponse>): SdkRequestHandler {
  return {
    handle: async (request) => {
      const response = await handle(toAwsRequest(request));
      return {
        response: {
          statusCode: response.status,
          headers: { ...response.headers },
          body: toReadable(response.body),
        },
      };
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
    destroy: () => {},
  };
}

function toAwsRequest(request: SdkHttpRequest): AwsRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = String(value);
  // As Node's HTTP client does for methods that may have a body.
  if (isEmpty(request.body) && /^(?:PUT|POST)$/.test(request.method)) headers["content-length"] ??= "0";
  headers.host ??= request.port === undefined ? request.hostname : `${request.hostname}:${request.port}`;
  return {
    method: request.method,
    path: request.path === "" ? "/" : request.path,
    query: queryText(request.query ?? {}),
    headers,
    body: bodyStream(request.body),
    remoteAddress: "127.0.0.1",
    isSecure: request.protocol === "https:",
  };
}

/** As the SDK's own handlers build it: sorted, RFC 3986 encoding. */
function queryText(query: Readonly<Record<string, string | readonly string[] | null>>): string {
  return Object.keys(query)
    .toSorted()
    .flatMap((name) => {
      const value = query[name];
      const key = encode(name);
      if (Array.isArray(value)) return value.map((item: string) => `${key}=${encode(item)}`);
      return typeof value === "string" ? [`${key}=${encode(value)}`] : [key];
    })
    .join("&");
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function bodyStream(body: unknown): Readable | undefined {
  if (isEmpty(body)) return undefined;
  if (body instanceof Readable) return body;
  if (typeof body === "string") return Readable.from([Buffer.from(body)], { objectMode: false });
  if (body instanceof Uint8Array) return byteLengthStream(body);
  if (body instanceof ArrayBuffer) return byteLengthStream(new Uint8Array(body));
  if (ArrayBuffer.isView(body))
    return byteLengthStream(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  if (body instanceof Blob) return Readable.from(blobChunks(body), { objectMode: false });
  if (isAsyncIterable(body)) return Readable.from(body, { objectMode: false });
  throw new TypeError(`cannot send a body of type ${Object.prototype.toString.call(body)}`);
}

function isEmpty(body: unknown): boolean {
  return body === undefined || body === null || body === "";
}

function byteLengthStream(bytes: Uint8Array): Readable {
  return Readable.from(
    bytes.byteLength === 0 ? [] : [Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
    {
      objectMode: false,
    },
  );
}

async function* blobChunks(blob: Blob): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(await blob.arrayBuffer());
}

function isAsyncIterable(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function toReadable(body: AwsResponse["body"]): Readable {
  if (body instanceof Readable) return body;
  if (body === undefined || body.length === 0) return Readable.from([], { objectMode: false });
  const bytes =
    typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return Readable.from([bytes], { objectMode: false });
}
