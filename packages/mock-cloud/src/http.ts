/**
 * Step one of an API request: the HTTP server. Fastify owns the server, the admin API's routes and their
 * validation; AWS requests pass it by, as the small record the gateway takes.
 *
 * - The raw target is kept (`//`, `%2F`, dots), and any method and content type: no router sees them.
 * - Bodies are Node streams from end to end; nothing here buffers.
 * - `Expect: 100-continue` is answered when somebody first reads the body, so a request that may not be carried
 *   out is refused before its body is sent.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AwsRequest, AwsResponse } from "@oxbow/aws-protocol";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import { type ConsoleAccess, consoleCors } from "./console-access.ts";

/** S3 allows 8 KiB of user metadata and presigned URLs are long; Node's default of 16 KiB is too small. */
const MAX_HEADER_BYTES = 65_536;
const ADMIN_PREFIX = "/_oxbow/";
/** How long a socket may lie idle between two requests. */
const KEEP_ALIVE_MS = 72_000;
/** Node sends a body that is text in one write with the headers; one of bytes takes a gathering write, which costs more. */
const MAX_JOINED_BYTES = 8192;

export interface HttpServerOptions {
  readonly handle: (request: AwsRequest) => Promise<AwsResponse>;
  readonly logger: Logger;
  /** Registers the admin API under `/_oxbow/`. */
  readonly admin: (scope: FastifyInstance) => void;
  /** Which web pages may use the APIs from a browser. Asked anew for each request. */
  readonly access: () => ConsoleAccess;
}

/** Builds the server of the API port; it does not listen yet. */
export function createHttpServer({ handle, logger, admin, access }: HttpServerOptions): FastifyInstance {
  const answer = async (raw: IncomingMessage, response: ServerResponse, body: Readable): Promise<void> => {
    const request = toAwsRequest(raw, body);
    const cors = consoleCors(access(), request.headers);
    if (cors === undefined) return await writeResponse(response, await handle(request));
    const answered: AwsResponse =
      raw.method === "OPTIONS" ? { status: 204, headers: {}, body: undefined } : await handle(request);
    await writeResponse(response, { ...answered, headers: { ...answered.headers, ...cors } });
  };
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // A fault with a member too many is refused, not trimmed.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(badRequest(error));
    },
    serverFactory: (handleByFastify) => createApiServer(handleByFastify, answer, logger),
  }) as unknown as FastifyInstance;
  app.register(async (scope) => admin(scope));
  return app;
}

type Answer = (request: IncomingMessage, response: ServerResponse, body: Readable) => Promise<void>;

/** The server under Fastify, which sees the admin API's requests only. */
function createApiServer(
  handleByFastify: (request: IncomingMessage, response: ServerResponse) => void,
  answer: Answer,
  logger: Logger,
): Server {
  const start = (request: IncomingMessage, response: ServerResponse, body: Readable): void => {
    answer(request, response, body).catch((error: unknown) => {
      logger.error({ err: error }, "a request could not be answered");
      response.destroy();
    });
  };
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    if (request.url?.startsWith(ADMIN_PREFIX)) handleByFastify(request, response);
    else start(request, response, request);
  });
  // A large upload over a slow line is not an attack; idle sockets end by keepAliveTimeout.
  server.requestTimeout = 0;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith(ADMIN_PREFIX))
      return start(request, response, continueWhenRead(request, response));
    response.writeContinue();
    handleByFastify(request, response);
  });
  // S3 takes no notice of an expectation it does not know (ceph s3-tests: test_object_create_bad_expect_mismatch).
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    server.emit("request", request, response);
  });
  return server;
}

function toAwsRequest(raw: IncomingMessage, body: Readable): AwsRequest {
  const target = raw.url ?? "/";
  const split = target.indexOf("?");
  const headers = readHeaders(raw.rawHeaders);
  const hasBody = headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";
  return {
    method: raw.method ?? "GET",
    path: split < 0 ? target : target.slice(0, split),
    query: split < 0 ? "" : target.slice(split + 1),
    headers,
    body: hasBody ? body : undefined,
    remoteAddress: raw.socket.remoteAddress ?? "",
    isSecure: "encrypted" in raw.socket,
  };
}

/** Names as clients write them, by which they need not be changed to lower case again for every request. */
const LOWER_CASE = new Map<string, string>();
const MAX_KNOWN_NAMES = 512;

/** Repeated headers joined. Node's own collections of them keep less, or cost more. */
function readHeaders(rawHeaders: readonly string[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null);
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = lowerCase(rawHeaders[index] ?? "");
    const value = rawHeaders[index + 1] ?? "";
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : `${earlier}, ${value}`;
  }
  return headers;
}

function lowerCase(name: string): string {
  const known = LOWER_CASE.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  if (LOWER_CASE.size < MAX_KNOWN_NAMES) LOWER_CASE.set(name, lower);
  return lower;
}

/** The request's body, which asks the client for it at the first read. */
function continueWhenRead(request: IncomingMessage, response: ServerResponse): Readable {
  let asked = false;
  const body = new Readable({
    read() {
      if (!asked) {
        asked = true;
        response.writeContinue();
        request.on("data", (chunk: Buffer) => {
          if (!body.push(chunk)) request.pause();
        });
        request.on("end", () => body.push(null));
        request.on("error", (error) => body.destroy(error));
        request.on("close", () => {
          if (!request.complete)
            body.destroy(new Error("the client closed the connection before the whole body was there"));
        });
      }
      request.resume();
    },
  });
  return body;
}

async function writeResponse(raw: ServerResponse, response: AwsResponse): Promise<void> {
  raw.writeHead(response.status, response.headers);
  if (response.body instanceof Readable) {
    // A client that hangs up in the middle is no event of ours; the pipeline destroys the source.
    await pipeline(response.body, raw).catch(() => raw.destroy());
  } else if (response.body instanceof Uint8Array && response.body.byteLength <= MAX_JOINED_BYTES) {
    const { buffer, byteOffset, byteLength } = response.body;
    raw.end(Buffer.from(buffer, byteOffset, byteLength).toString("latin1"), "latin1");
  } else raw.end(response.body);
}

/** What cannot even be parsed as HTTP, in the words of S3. */
function badRequest(error: { readonly code?: string }): string {
  const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const code = tooLarge ? "RequestHeaderSectionTooLarge" : "BadRequest";
  const message = tooLarge
    ? "Your request header section exceeds the maximum allowed size."
    : "An error occurred when parsing the HTTP request.";
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return `HTTP/1.1 400 Bad Request\r\nContent-Type: application/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
}
