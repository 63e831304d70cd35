import { Readable } from "node:stream";
import type { SiteClients } from "@oxbow/provisioning";

/** A request of the provisioning library and its answer, as they went over the wire. */
export interface Exchange {
  readonly service: "s3" | "cloudfront";
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** XML or JSON; of anything else only what it is. */
  readonly requestBody: string;
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string>>;
  readonly answerBody: string;
  readonly tookMs: number;
}

/** What the SDK hands to its HTTP handler and gets back, as far as it is read here. */
interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
interface WireAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body?: unknown;
}

/** Longest body that is told, in characters. */
const BODY_CHARACTERS = 6000;

/** Headers that explain something; the rest is the SDK's own business. */
const TOLD =
  /^(?:content-type|content-length|etag|if-match|location|cache-control|x-amz-acl|x-amz-meta-.*|x-amz-request-id|x-amzn-requestid)$/;

/** Lets every request of these clients be heard of, once its answer is there. */
export function recordExchanges(clients: SiteClients, onExchange: (exchange: Exchange) => void): void {
  for (const service of ["s3", "cloudfront"] as const) {
    const handler = clients[service].config.requestHandler as unknown as {
      handle: (request: WireRequest, options?: unknown) => Promise<{ response: WireAnswer }>;
    };
    const handle = handler.handle.bind(handler);
    handler.handle = async (request, options) => {
      const startedAtMs = performance.now();
      const { response } = await handle(request, options);
      const isText = /xml|json/.test(response.headers["content-type"] ?? "");
      const answerBody = isText ? await readWhole(response) : "";
      onExchange({
        service,
        method: request.method,
        target: request.path + queryOf(request),
        requestHeaders: told(request.headers),
        requestBody: describeBody(request),
        status: response.statusCode,
        answerHeaders: told(response.headers),
        answerBody: answerBody.slice(0, BODY_CHARACTERS),
        tookMs: Math.round((performance.now() - startedAtMs) * 10) / 10,
      });
      return { response };
    };
  }
}

/** Reads the body and puts it back in one piece, as the SDK's reader may take it too. */
async function readWhole(response: WireAnswer): Promise<string> {
  if (!(response.body instanceof Readable)) return "";
  const pieces: Buffer[] = [];
  for await (const piece of response.body) pieces.push(Buffer.from(piece as Uint8Array));
  const whole = Buffer.concat(pieces);
  response.body = Readable.from([whole]);
  return whole.toString("utf8");
}

function describeBody({ body, headers }: WireRequest): string {
  if (body === undefined || body === null || body === "") return "";
  const type = headers["content-type"] ?? "bytes";
  const isText = /xml|json/.test(type);
  if (typeof body === "string") return body.slice(0, BODY_CHARACTERS);
  if (body instanceof Uint8Array && isText) return Buffer.from(body).toString("utf8", 0, BODY_CHARACTERS);
  return `(${headers["x-amz-decoded-content-length"] ?? headers["content-length"] ?? "some"} bytes of ${type})`;
}

function queryOf({ query = {} }: WireRequest): string {
  const parts = Object.entries(query)
    .filter(([name]) => name !== "x-id")
    .flatMap(([name, value]) =>
      value === null || value === ""
        ? [encodeURIComponent(name)]
        : [value].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`),
    );
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

function told(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => TOLD.test(name.toLowerCase())));
}
