/** Strict authentication: is the signature the one that the credential's secret makes for this request, and in time? */
import { createHash } from "node:crypto";
import type { Credential } from "../accounts.ts";
import type { AwsRequest } from "../http.ts";
import type { ServiceName } from "../operation.ts";
import type { QueryString } from "../query-string.ts";
import { ChunkVerifier } from "./chunk-verifier.ts";
import type { Signature } from "./parse-signature.ts";
import {
  credentialDateMismatch,
  headersNotSigned,
  incompleteSignature,
  MAX_SKEW_MS,
  missingContentSha256,
  missingDate,
  requestHasExpired,
  requestTimeTooSkewed,
  signatureDoesNotMatch,
} from "./signature-errors.ts";
import { signaturesMatch } from "./signatures-match.ts";
import { signingKey, signV4 } from "./signing-key.ts";
import { signV2, stringsToSignV2 } from "./sigv2.ts";
import { likelyStringToSign, type SignedParts, type StringToSign, stringsToSign } from "./sigv4.ts";

/** What verification looks at. */
export interface VerifyRequest {
  readonly request: AwsRequest;
  readonly query: QueryString;
  readonly service: ServiceName;
  readonly credential: Credential;
  readonly now: Date;
  /** S3: the bucket when the Host names it. */
  readonly virtualBucket: string | undefined;
  /** The whole body where it was read before authentication (CloudFront, STS); S3 trusts `x-amz-content-sha256` and checks it later. */
  readonly payload: Uint8Array | undefined;
}

const STREAMING_SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
const V4_TIMESTAMP = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/**
 * Verifies a signature. Throws the service's own errors.
 *
 * @returns the verifier of the body's chunks, when they are signed.
 */
export function verifySignature(
  signature: Exclude<Signature, { kind: "none" }>,
  from: VerifyRequest,
): ChunkVerifier | undefined {
  if (signature.kind === "v4") return verifyV4(signature, from);
  if (from.service === "cloudfront") verifyDateSignature(signature, from);
  else verifyV2(signature, from);
  return undefined;
}

function verifyV4(
  signature: Extract<Signature, { kind: "v4" }>,
  from: VerifyRequest,
): ChunkVerifier | undefined {
  const { request, service, credential, now } = from;
  const { scope, timestamp, signedHeaders } = signature;
  const signedAt = v4Date(timestamp);
  if (signedAt === undefined) {
    throw service === "s3"
      ? missingDate()
      : incompleteSignature([], true, request.headers.authorization ?? "");
  }
  if (scope.date !== timestamp.slice(0, 8)) throw credentialDateMismatch(scope.date, timestamp);
  checkTime(signature, signedAt, service, now);
  if (service === "s3") checkSignedHeaders(request, signedHeaders);

  const key = signingKey(credential.secretAccessKey, scope);
  const payloadHash = payloadHashOf(signature, from);
  const parts: SignedParts = {
    request,
    query: from.query,
    signedHeaders,
    payloadHash,
    timestamp,
    scope,
    isPresigned: signature.location === "query",
  };
  const isSigned = (candidate: StringToSign): boolean =>
    signaturesMatch(signV4(key, candidate.stringToSign), signature.signature);
  const likely = likelyStringToSign(parts);
  if (isSigned(likely) || [...stringsToSign(parts)].some(isSigned)) {
    return chunkVerifier(signature, payloadHash, key, service);
  }
  throw signatureDoesNotMatch(service, {
    accessKeyId: scope.accessKeyId,
    signatureProvided: signature.signature,
    stringToSign: likely.stringToSign,
    canonicalRequest: likely.canonicalRequest,
  });
}

/** Header signatures must be fresh; presigned ones last as long as they say, but may not begin in the future. */
function checkTime(
  { timestamp, expiresSeconds }: Extract<Signature, { kind: "v4" }>,
  signedAt: Date,
  service: ServiceName,
  now: Date,
): void {
  const aheadMs = signedAt.getTime() - now.getTime();
  const isSkewed = expiresSeconds === undefined ? Math.abs(aheadMs) > MAX_SKEW_MS : aheadMs > MAX_SKEW_MS;
  if (isSkewed) throw requestTimeTooSkewed(service, timestamp, signedAt, now);
  if (expiresSeconds === undefined) return;
  const expires = new Date(signedAt.getTime() + expiresSeconds * 1000);
  if (expires < now) throw requestHasExpired(expires, now, expiresSeconds);
}

function payloadHashOf(
  signature: Extract<Signature, { kind: "v4" }>,
  { request, service, payload }: VerifyRequest,
): string {
  const declared = request.headers["x-amz-content-sha256"];
  if (service === "s3") {
    if (declared !== undefined) return declared;
    if (signature.location === "query") return "UNSIGNED-PAYLOAD";
    throw missingContentSha256();
  }
  return createHash("sha256")
    .update(payload ?? new Uint8Array())
    .digest("hex");
}

function chunkVerifier(
  { timestamp, scope, signature }: Extract<Signature, { kind: "v4" }>,
  payloadHash: string,
  key: Buffer,
  service: ServiceName,
): ChunkVerifier | undefined {
  if (!payloadHash.startsWith(STREAMING_SIGNED)) return undefined;
  return new ChunkVerifier({
    key,
    timestamp,
    scope,
    seedSignature: signature,
    hasSignedTrailers: payloadHash.endsWith("-TRAILER"),
    mismatch: (stringToSign, provided) =>
      signatureDoesNotMatch(service, {
        accessKeyId: scope.accessKeyId,
        signatureProvided: provided,
        stringToSign,
      }),
  });
}

/** The host and every `x-amz-` header must be signed, else anybody on the way could add an ACL. */
function checkSignedHeaders({ headers }: AwsRequest, signedHeaders: readonly string[]): void {
  let missing: string[] | undefined;
  for (const name in headers) {
    if (name !== "host" && (!name.startsWith("x-amz-") || name === "x-amz-content-sha256")) continue;
    if (signedHeaders.includes(name)) continue;
    missing ??= [];
    missing.push(name);
  }
  if (missing !== undefined) throw headersNotSigned(missing);
}

function verifyV2(signature: Extract<Signature, { kind: "v2" }>, from: VerifyRequest): void {
  const { request, credential, now, service } = from;
  if (signature.expiresAt !== undefined) {
    const expires = new Date(signature.expiresAt * 1000);
    if (expires < now) throw requestHasExpired(expires, now, undefined);
  } else {
    checkDateHeader(request, service, now);
  }
  let first: string | undefined;
  for (const stringToSign of stringsToSignV2(request, from.query, from.virtualBucket, signature.expiresAt)) {
    first ??= stringToSign;
    if (signaturesMatch(signV2(credential.secretAccessKey, stringToSign), signature.signature)) return;
  }
  throw signatureDoesNotMatch(service, {
    accessKeyId: signature.accessKeyId,
    signatureProvided: signature.signature,
    stringToSign: first ?? "",
  });
}

/** Old CloudFront versions: HMAC-SHA1 of the Date header alone (s3cmd signs x-amz-date). */
function verifyDateSignature(signature: Extract<Signature, { kind: "v2" }>, from: VerifyRequest): void {
  const { request, credential, now } = from;
  const stringToSign = checkDateHeader(request, "cloudfront", now);
  if (!signaturesMatch(signV2(credential.secretAccessKey, stringToSign), signature.signature)) {
    throw signatureDoesNotMatch("cloudfront", {
      accessKeyId: signature.accessKeyId,
      signatureProvided: signature.signature,
      stringToSign,
    });
  }
}

/** The date a Version 2 signature counts from, as written; throws when it is missing or too far off. */
function checkDateHeader({ headers }: AwsRequest, service: ServiceName, now: Date): string {
  const text = headers["x-amz-date"] ?? headers.date;
  const date = text === undefined ? undefined : (v4Date(text) ?? new Date(text));
  // Dates before 1970 are none to S3 (ceph s3-tests: test_object_create_bad_date_before_epoch).
  if (text === undefined || date === undefined || !(date.getTime() >= 0)) throw missingDate();
  if (Math.abs(date.getTime() - now.getTime()) > MAX_SKEW_MS)
    throw requestTimeTooSkewed(service, text, date, now);
  return text;
}

/** Requests of one second carry the same text: the last one's date is kept. */
let lastTimestamp = "";
let lastDateMs = Number.NaN;

function v4Date(timestamp: string): Date | undefined {
  if (timestamp !== lastTimestamp) {
    const match = V4_TIMESTAMP.exec(timestamp);
    if (match === null) return undefined;
    const [, year, month, day, hour, minute, second] = match;
    lastDateMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    lastTimestamp = timestamp;
  }
  return Number.isNaN(lastDateMs) ? undefined : new Date(lastDateMs);
}
