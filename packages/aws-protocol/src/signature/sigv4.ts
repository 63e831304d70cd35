/**
 * Signature Version 4: the canonical request and the string to sign.
 *
 * The path is ambiguous on the wire: S3 clients sign it as they sent it, other services' clients sign it normalised and
 * encoded once more, and some encode differently from what they send; so are header values beyond ASCII. So there is
 * a list of candidates, the likely one first; one match is enough.
 *
 * Source: IAM user guide, "Create a signed AWS API request".
 */
import { hash } from "node:crypto";
import type { AwsRequest } from "../http.ts";
import type { QueryString } from "../query-string.ts";
import { type CredentialScope, scopeText } from "./credential-scope.ts";

/** What a signature covers. */
export interface SignedParts {
  readonly request: AwsRequest;
  readonly query: QueryString;
  readonly signedHeaders: readonly string[];
  /** Hex SHA-256 of the body, or the word that stands for it. */
  readonly payloadHash: string;
  readonly timestamp: string;
  readonly scope: CredentialScope;
  readonly isPresigned: boolean;
}

/** A canonical request and the string that is signed for it. */
export interface StringToSign {
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}

/** What nearly every client means. */
export function likelyStringToSign(parts: SignedParts): StringToSign {
  const { request, scope } = parts;
  const path = scope.service === "s3" ? request.path : encodePath(normalise(request.path));
  return stringToSign(parts, path, headerValues(parts));
}

/** What else a client may have meant; the likely one is among it. */
export function* stringsToSign(parts: SignedParts): Generator<StringToSign> {
  const values = headerValues(parts);
  const paths = new Set(canonicalPaths(parts.request.path, parts.scope.service === "s3"));
  for (const path of paths)
    for (const variant of headerVariants(values)) yield stringToSign(parts, path, variant);
}

function headerValues({ request, signedHeaders }: SignedParts): readonly string[] {
  return signedHeaders.map((name) => request.headers[name] ?? "");
}

function stringToSign(parts: SignedParts, path: string, values: readonly string[]): StringToSign {
  const { request, signedHeaders, payloadHash, timestamp, scope } = parts;
  const query = canonicalQuery(parts.query, parts.isPresigned);
  let headers = "";
  for (let index = 0; index < signedHeaders.length; index++)
    headers += `${signedHeaders[index]}:${canonicalValue(values[index] ?? "")}\n`;
  const canonicalRequest = `${request.method}\n${path}\n${query}\n${headers}\n${signedHeaders.join(";")}\n${payloadHash}`;
  const digest = hash("sha256", canonicalRequest);
  return {
    canonicalRequest,
    stringToSign: `AWS4-HMAC-SHA256\n${timestamp}\n${scopeText(scope)}\n${digest}`,
  };
}

/** Node reads header bytes as Latin-1. Some clients send and sign UTF-8, others sign UTF-8 and send Latin-1. */
function* headerVariants(values: readonly string[]): Generator<readonly string[]> {
  yield values;
  if (values.some((value) => /[\u0080-\u00ff]/.test(value))) {
    yield values.map((value) => Buffer.from(value, "latin1").toString("utf8"));
  }
}

function* canonicalPaths(rawPath: string, isS3: boolean): Generator<string> {
  if (isS3) {
    yield rawPath;
    yield rawPath.split("/").map(reencode).join("/");
    return;
  }
  const normalised = normalise(rawPath);
  yield encodePath(normalised);
  yield normalised;
  yield rawPath;
}

function encodePath(path: string): string {
  return path.split("/").map(encodeRfc3986).join("/");
}

function normalise(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return `/${segments.join("/")}${path.endsWith("/") && segments.length > 0 ? "/" : ""}`;
}

function canonicalQuery(query: QueryString, isPresigned: boolean): string {
  if (query.pairs.length === 0) return "";
  return query.pairs
    .filter(([name]) => !(isPresigned && name.toLowerCase() === "x-amz-signature"))
    .map(([name, value]): readonly [string, string] => [encodeRfc3986(name), encodeRfc3986(value)])
    .toSorted(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** At an end, twice in a row, or not a space. */
const WHITE_SPACE_TO_CHANGE = /^\s|\s$|\s\s|[^\S ]/;

function canonicalValue(value: string): string {
  return WHITE_SPACE_TO_CHANGE.test(value) ? value.trim().replace(/\s+/g, " ") : value;
}

function reencode(segment: string): string {
  try {
    return encodeRfc3986(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}

const UNRESERVED = /^[A-Za-z0-9._~-]*$/;

/** Percent-encodes everything but unreserved characters. */
function encodeRfc3986(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
