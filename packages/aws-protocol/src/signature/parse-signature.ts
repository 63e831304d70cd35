/**
 * What a request says about who signed it, before anything is verified: Signature Version 4 in the Authorization header
 * or the query, Version 2 (S3, and CloudFront's old versions) in either, or nothing.
 */
import type { AwsRequest } from "../http.ts";
import type { ServiceName } from "../operation.ts";
import type { QueryString } from "../query-string.ts";
import { type CredentialScope, parseCredential } from "./credential-scope.ts";
import {
  authorizationHeaderMalformed,
  credentialMalformed,
  expiresOutOfRange,
  incompleteSignature,
  missingV2QueryParameters,
  missingV4QueryParameters,
  onlyOneMechanism,
  unsupportedAuthorization,
} from "./signature-errors.ts";

export type Signature =
  | { readonly kind: "none" }
  | {
      readonly kind: "v4";
      readonly location: "header" | "query";
      readonly scope: CredentialScope;
      readonly signedHeaders: readonly string[];
      readonly signature: string;
      /** `YYYYMMDDTHHMMSSZ`; from x-amz-date, else from the Date header; empty when there is neither. */
      readonly timestamp: string;
      /** Seconds a presigned URL is good for; `undefined` in headers. */
      readonly expiresSeconds: number | undefined;
    }
  | {
      readonly kind: "v2";
      readonly location: "header" | "query";
      readonly accessKeyId: string;
      readonly signature: string;
      /** Presigned: seconds since 1970 at which it ends. */
      readonly expiresAt: number | undefined;
    };

const V4_ALGORITHM = "AWS4-HMAC-SHA256";
/** A presigned URL is good for at most a week. */
const MAX_EXPIRES_SECONDS = 604_800;

/** Reads the signature of a request. Throws the service's error when there is one that is not well-formed. */
export function parseSignature(request: AwsRequest, query: QueryString, service: ServiceName): Signature {
  const { authorization } = request.headers;
  const inQuery = query.pairs.length === 0 ? undefined : versionInQuery(query, service);
  if (authorization !== undefined && authorization !== "") {
    if (inQuery !== undefined && service === "s3") throw onlyOneMechanism(authorization);
    return parseAuthorization(authorization, request, service);
  }
  switch (inQuery) {
    case "v4":
      return parseV4Query(query);
    case "v2":
      return parseV2Query(query);
    default:
      return { kind: "none" };
  }
}

function versionInQuery(query: QueryString, service: ServiceName): "v4" | "v2" | undefined {
  const isV4 =
    query.getIgnoringCase("X-Amz-Algorithm") !== undefined ||
    query.getIgnoringCase("X-Amz-Signature") !== undefined;
  if (isV4) return "v4";
  return query.has("AWSAccessKeyId") || (service === "s3" && query.has("Signature")) ? "v2" : undefined;
}

function parseAuthorization(authorization: string, request: AwsRequest, service: ServiceName): Signature {
  if (authorization.startsWith("AWS ")) {
    const colon = authorization.lastIndexOf(":");
    if (colon < 5) throw unsupportedAuthorization(service, authorization);
    return {
      kind: "v2",
      location: "header",
      accessKeyId: authorization.slice(4, colon).trim(),
      signature: authorization.slice(colon + 1).trim(),
      expiresAt: undefined,
    };
  }
  if (!authorization.startsWith(V4_ALGORITHM)) throw unsupportedAuthorization(service, authorization);

  let credential: string | undefined;
  let signedHeaders: string | undefined;
  let signature: string | undefined;
  for (const untrimmed of authorization.slice(V4_ALGORITHM.length).split(",")) {
    const part = untrimmed.trim();
    const equals = part.indexOf("=");
    const name = equals < 0 ? part : part.slice(0, equals);
    const value = equals < 0 ? "" : part.slice(equals + 1);
    if (name === "Credential") credential = value;
    else if (name === "SignedHeaders") signedHeaders = value;
    else if (name === "Signature") signature = value;
  }
  const timestamp = timestampOf(request);
  if (service !== "s3") {
    const missing = [
      ...(credential === undefined ? ["'Credential' parameter"] : []),
      ...(signature === undefined ? ["'Signature' parameter"] : []),
      ...(signedHeaders === undefined ? ["'SignedHeaders' parameter"] : []),
    ];
    if (missing.length > 0) throw incompleteSignature(missing, timestamp === undefined, authorization);
  }
  const scope = credential === undefined ? undefined : parseCredential(credential);
  if (scope === undefined || signedHeaders === undefined || signature === undefined) {
    throw authorizationHeaderMalformed(service, credential);
  }
  return {
    kind: "v4",
    location: "header",
    scope,
    signedHeaders: signedHeaders.split(";"),
    signature,
    timestamp: timestamp ?? "",
    expiresSeconds: undefined,
  };
}

function parseV4Query(query: QueryString): Signature {
  const parameter = (name: string): string | undefined => query.getIgnoringCase(name);
  const algorithm = parameter("X-Amz-Algorithm");
  const credential = parameter("X-Amz-Credential");
  const signature = parameter("X-Amz-Signature");
  const timestamp = parameter("X-Amz-Date");
  const signedHeaders = parameter("X-Amz-SignedHeaders");
  const expires = parameter("X-Amz-Expires");
  if (
    algorithm !== V4_ALGORITHM ||
    credential === undefined ||
    signature === undefined ||
    timestamp === undefined ||
    signedHeaders === undefined ||
    expires === undefined
  ) {
    throw missingV4QueryParameters();
  }
  const scope = parseCredential(credential);
  if (scope === undefined) throw credentialMalformed();
  const expiresSeconds = Number(expires);
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 0 || expiresSeconds > MAX_EXPIRES_SECONDS) {
    throw expiresOutOfRange(expires, MAX_EXPIRES_SECONDS);
  }
  return {
    kind: "v4",
    location: "query",
    scope,
    signedHeaders: signedHeaders.split(";"),
    signature,
    timestamp,
    expiresSeconds,
  };
}

function parseV2Query(query: QueryString): Signature {
  const accessKeyId = query.get("AWSAccessKeyId");
  const signature = query.get("Signature");
  const expires = query.get("Expires");
  if (
    accessKeyId === undefined ||
    signature === undefined ||
    expires === undefined ||
    !/^\d+$/.test(expires)
  ) {
    throw missingV2QueryParameters();
  }
  return { kind: "v2", location: "query", accessKeyId, signature, expiresAt: Number(expires) };
}

/** x-amz-date, else the Date header in the same form; `undefined` when there is neither. */
function timestampOf({ headers }: AwsRequest): string | undefined {
  const amzDate = headers["x-amz-date"];
  if (amzDate !== undefined) return amzDate;
  if (headers.date === undefined) return undefined;
  const date = new Date(headers.date);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/[-:]|\.\d{3}/g, "");
}
