/**
 * Step one of an API request: the HTTP server. Fastify owns the sockets, the admin API's routes and their
 * validation; AWS requests pass through it untouched, as the small record the gateway takes.
 *
 * - The raw target is kept (`//`, `%2F`, dots): `rewriteUrl` sends every AWS request to one route.
 * - Bodies are Node streams from end to end; nothing here buffers.
 * - `Expect: 100-continue` is answered when somebody first reads the body, so a request that may not be carried
 *   out is refused before its body is sent.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { AwsRequest, AwsResponse } from "@oxbow/aws-protocol";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import type { Logger } from "pino";
import { type ConsoleAccess, consoleCors } from "./console-access.ts";

/** S3 allows 8 KiB of user metadata and presigned URLs are long; Node's default of 16 KiB is too small. */
const MAX_HEADER_BYTES = 65_536;
const ADMIN_PREFIX = "/_oxbow/";

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
  const waitingForContinue = new WeakSet<IncomingMessage>();
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // A fault with a member too many is refused, not trimmed.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
    exposeHeadRoutes: false,
    http: { maxHeaderSize: MAX_HEADER_BYTES },
    // A large upload over a slow line is not an attack; idle sockets end by keepAliveTimeout.
    requestTimeout: 0,
    keepAliveTimeout: 72_000,
    forceCloseConnections: true,
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.end(badRequest(error));
    },
    rewriteUrl: (request) => (request.url?.startsWith(ADMIN_PREFIX) ? request.url : "/"),
  }) as unknown as FastifyInstance;

  app.server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
    waitingForContinue.add(request);
    (app.server as Server).emit("request", request, response);
  });

  app.register(async (scope) => admin(scope));
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
    scope.addHook("onRequest", async (request, reply) => {
      // Fastify answers 415 to a content type it cannot parse; S3 takes any.
      reply.hijack();
      const { raw } = request;
      const body = waitingForContinue.has(raw) ? continueWhenRead(raw, reply.raw) : raw;
      const cors = consoleCors(access(), raw.headers);
      const response =
        cors !== undefined && raw.method === "OPTIONS"
          ? { status: 204, headers: {}, body: undefined }
          : await handle(toAwsRequest(raw, request.originalUrl, body));
      await writeResponse(
        reply.raw,
        cors === undefined ? response : { ...response, headers: { ...response.headers, ...cors } },
      );
    });
    // PATCH is no method of S3's, and has to reach it to be refused in its words and not in Fastify's.
    for (const method of METHODS)
      if (!app.supportedMethods.includes(method)) app.addHttpMethod(method, { hasBody: true });
    scope.route({ method: [...METHODS], url: "/", handler: () => undefined });
  });
  return app;
}

const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH"] as const;

function toAwsRequest(raw: IncomingMessage, target: string, body: Readable): AwsRequest {
  const split = target.indexOf("?");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw.headersDistinct))
    if (value !== undefined) headers[name] = value.join(", ");
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
