import type { IncomingHttpHeaders } from "node:http";
import { verifySignedUrl } from "../../access/signed-url.ts";
import type { EdgeClock } from "../../clock.ts";
import type { EdgeLogger } from "../../logger.ts";
import { ObjectSourceError, type WebEdgeDistribution } from "../../ports.ts";
import type { OriginObject, OriginReader } from "../../vod/origin-reader.ts";
import { type Route, routeOf } from "./behavior.ts";
import { chooseEncoding } from "./compression.ts";
import { evaluateConditions, isRangeCurrent } from "./conditional.ts";
import { corsHeaders } from "./cors.ts";
import { contentRange, parseRange } from "./range-header.ts";
import { edgeError, originError, type WebAnswer } from "./web-answer.ts";

export interface WebRequest {
  readonly distribution: WebEdgeDistribution;
  readonly method: string;
  /** Percent-encoded, with its leading slash. */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** The Host header, or the host that `/_oxbow/at/` named. */
  readonly host: string;
  readonly clientIp: string;
  readonly isSecure: boolean;
}

export interface WebServices {
  readonly reader: OriginReader;
  readonly clock: EdgeClock;
  readonly logger: EdgeLogger;
  /** Whether the edge listens for TLS: without it a redirect to HTTPS would lead nowhere. */
  readonly hasTls: () => boolean;
}

/** What a web distribution answers to a request, custom error responses included. */
export async function decide(services: WebServices, request: WebRequest): Promise<WebAnswer> {
  const answer = await decideUnchanged(services, request);
  const custom = request.distribution.customErrors.find(({ errorCode }) => errorCode === answer.status);
  if (custom === undefined) return answer;
  if (custom.responsePagePath === "") return { ...answer, status: custom.responseCode };

  const page = await decideUnchanged(services, {
    ...request,
    method: request.method === "HEAD" ? "HEAD" : "GET",
    path: custom.responsePagePath,
    query: "",
    // Neither a range nor a condition on the page that was asked for applies to the page that explains.
    headers: { ...request.headers, ...UNCONDITIONAL },
    distribution: withoutSigners(request.distribution),
  });
  return page.status === 200 ? { ...page, status: custom.responseCode, cache: "Error" } : answer;
}

const UNCONDITIONAL: IncomingHttpHeaders = {
  range: undefined,
  "if-match": undefined,
  "if-none-match": undefined,
  "if-modified-since": undefined,
  "if-unmodified-since": undefined,
};

function withoutSigners(distribution: WebEdgeDistribution): WebEdgeDistribution {
  return {
    ...distribution,
    behaviors: distribution.behaviors.map((behavior) => ({ ...behavior, signers: undefined })),
  };
}

async function decideUnchanged(services: WebServices, request: WebRequest): Promise<WebAnswer> {
  const route = routeOf(request.distribution, request.path);
  if (route === undefined) return edgeError(400, "Bad request.", "The path can't be decoded.");
  const cors = corsHeaders(route.behavior.cors, request.headers);
  const answer = beforeOrigin(services, request, route) ?? (await fromOrigin(services, request, route));
  return { ...answer, headers: { ...answer.headers, ...cors } };
}

/** What needs no origin: protocol, method, preflight, signature, an origin that is no S3. */
function beforeOrigin(services: WebServices, request: WebRequest, route: Route): WebAnswer | undefined {
  const { behavior, origin } = route;
  const { method, headers } = request;
  if (!request.isSecure && services.hasTls()) {
    if (behavior.viewerProtocolPolicy === "https-only") return edgeError(403, "Bad request.", "HTTPS only.");
    if (behavior.viewerProtocolPolicy === "redirect-to-https") return redirectToHttps(request);
  }
  const isPreflight = method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
  if (isPreflight && behavior.cors !== undefined) return empty(200);
  if (!behavior.allowedMethods.includes(method)) {
    return edgeError(403, "This distribution is not configured to allow the HTTP request method", method);
  }
  if (behavior.signers !== undefined) {
    const { domainName, aliases } = request.distribution;
    const refusal = verifySignedUrl({
      signers: behavior.signers,
      hosts: [domainName, ...aliases, request.host],
      path: request.path,
      query: request.query,
      cookieHeader: headers.cookie,
      sourceIp: request.clientIp,
      nowEpochSeconds: Math.floor(services.clock.date().getTime() / 1000),
    });
    if (refusal !== undefined) {
      services.logger.info(
        { distribution: request.distribution.id, path: request.path, refusal },
        "not signed",
      );
      const isMissing = refusal === "CFX-SIGN-MISSING";
      return isMissing
        ? originError(403, "MissingKey", "Missing Key-Pair-Id query parameter or cookie value")
        : originError(403, "AccessDenied", "Access denied");
    }
  }
  if (!origin.isS3) return edgeError(502, "The origin is not S3;", "this edge reads S3 origins only.");
  if (isPreflight) {
    return originError(403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.");
  }
  if (method !== "GET" && method !== "HEAD") {
    return originError(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
  }
  return undefined;
}

async function fromOrigin(services: WebServices, request: WebRequest, route: Route): Promise<WebAnswer> {
  const { behavior, origin, key } = route;
  const ref = {
    originDomainName: origin.domainName,
    originAccessIdentity: origin.originAccessIdentity,
    key,
  };
  // Without a default root object, the root is S3's list of the bucket, which nobody may read.
  if (key === "") return originError(403, "AccessDenied", "Access Denied");
  let object: OriginObject;
  try {
    object = await services.reader.open(ref, request.distribution.id);
  } catch (error) {
    return originFailure(error);
  }
  const { info } = object;
  const status = evaluateConditions(request.headers, info);
  const isCached = services.reader.isCached(object, 0);
  const headers = {
    ...info.headers,
    "content-type": info.contentType,
    etag: info.etag,
    "last-modified": info.lastModified.toUTCString(),
    "accept-ranges": "bytes",
    server: "AmazonS3",
  };
  if (status === 412) {
    return originError(
      412,
      "PreconditionFailed",
      "At least one of the pre-conditions you specified did not hold",
    );
  }
  const cache = isCached ? "Hit" : "Miss";
  if (status === 304) return { ...empty(304), headers, cache };

  const rangeHeader = isRangeCurrent(headerText(request.headers["if-range"]), info)
    ? request.headers.range
    : undefined;
  const ranges = parseRange(rangeHeader, info.byteLength);
  if (ranges === "unsatisfiable") {
    const refused = originError(416, "InvalidRange", "The requested range is not satisfiable");
    return {
      ...refused,
      headers: { ...refused.headers, "content-range": contentRange(undefined, info.byteLength) },
    };
  }
  if (ranges === undefined) {
    const encoding = behavior.compress
      ? chooseEncoding(object, headerText(request.headers["accept-encoding"]))
      : "identity";
    const whole = [{ start: 0, end: info.byteLength }];
    return { status: 200, headers, body: { kind: "object", object, ranges: whole, encoding }, cache };
  }
  const [only] = ranges;
  return {
    status: 206,
    headers:
      ranges.length === 1 ? { ...headers, "content-range": contentRange(only, info.byteLength) } : headers,
    body: { kind: "object", object, ranges, encoding: "identity" },
    cache,
  };
}

function originFailure(error: unknown): WebAnswer {
  const code = error instanceof ObjectSourceError ? error.code : "unavailable";
  switch (code) {
    case "not-found":
      return originError(404, "NoSuchKey", "The specified key does not exist.");
    case "forbidden":
      return originError(403, "AccessDenied", "Access Denied");
    case "changed":
    case "unavailable":
      return edgeError(502, "CloudFront wasn't able to connect to the origin.", "");
  }
}

function redirectToHttps({ host, path, query }: WebRequest): WebAnswer {
  const location = `https://${host}${path}${query === "" ? "" : `?${query}`}`;
  return { ...empty(301), headers: { location, server: "CloudFront" }, cache: "Redirect" };
}

function empty(status: number): WebAnswer {
  return { status, headers: {}, body: { kind: "bytes", bytes: new Uint8Array(0) }, cache: "Miss" };
}

function headerText(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === "string" || header === undefined ? header : header.join(", ");
}
