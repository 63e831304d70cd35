/**
 * Signature Version 2 of S3 (boto 2, s3cmd, old presigned URLs) and its smaller cousin of old CloudFront versions, which
 * signs nothing but the date.
 *
 * Source: S3 developer guide, "Signing and authenticating REST requests"; CloudFront developer guide 2010-11-01,
 * "Authenticating REST requests".
 */
import { createHmac } from "node:crypto";
import type { AwsRequest } from "../http.ts";
import type { QueryString } from "../query-string.ts";

/** Query parameters that are part of the resource; every other one is left out. */
const SUBRESOURCES: ReadonlySet<string> = new Set([
  "accelerate",
  "acl",
  "analytics",
  "cors",
  "defaultObjectAcl",
  "delete",
  "encryption",
  "intelligent-tiering",
  "inventory",
  "legal-hold",
  "lifecycle",
  "location",
  "logging",
  "metrics",
  "notification",
  "object-lock",
  "ownershipControls",
  "partNumber",
  "policy",
  "policyStatus",
  "publicAccessBlock",
  "replication",
  "requestPayment",
  "response-cache-control",
  "response-content-disposition",
  "response-content-encoding",
  "response-content-language",
  "response-content-type",
  "response-expires",
  "restore",
  "retention",
  "select",
  "select-type",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
  "website",
]);

/**
 * The strings an S3 client may have signed, the one by the wire first: boto signs a bucket with a slash that it does
 * not send.
 *
 * @param virtualBucket - the bucket when it stands in the Host header, as written there.
 * @param expiresAt - of a presigned URL, in place of the date.
 */
export function* stringsToSignV2(
  request: AwsRequest,
  query: QueryString,
  virtualBucket: string | undefined,
  expiresAt: number | undefined,
): Generator<string> {
  const { headers, method } = request;
  const amzHeaders = Object.keys(headers)
    .filter((name) => name.startsWith("x-amz-"))
    .toSorted()
    .map((name) => `${name}:${headers[name]?.replace(/\s*\n\s*/g, " ").trim() ?? ""}\n`)
    .join("");
  const date =
    expiresAt !== undefined ? String(expiresAt) : "x-amz-date" in headers ? "" : (headers.date ?? "");
  const path = virtualBucket === undefined ? request.path : `/${virtualBucket}${request.path}`;
  const suffix = subresources(query);
  for (const fields of asReadOrUtf8(amzHeaders)) {
    const signed = [method, headers["content-md5"] ?? "", headers["content-type"] ?? "", date, fields].join(
      "\n",
    );
    yield signed + path + suffix;
    if (path.lastIndexOf("/") === 0) yield `${signed}${path}/${suffix}`;
  }
}

/** Node reads header bytes as Latin-1; a client that sends UTF-8 has signed that. */
function asReadOrUtf8(fields: string): readonly string[] {
  return /[\u0080-\u00ff]/.test(fields) ? [fields, Buffer.from(fields, "latin1").toString("utf8")] : [fields];
}

/** HMAC-SHA1 in base64. */
export function signV2(secretAccessKey: string, stringToSign: string): string {
  return createHmac("sha1", secretAccessKey).update(stringToSign).digest("base64");
}

function subresources(query: QueryString): string {
  const named = query.pairs
    .filter(([name]) => SUBRESOURCES.has(name))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    // A parameter without a value is signed without an equals sign; both look alike once parsed.
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  return named.length === 0 ? "" : `?${named.join("&")}`;
}
