/**
 * Who asks? Reads the signature of a request and turns it into a {@link Principal}.
 *
 * relaxed: any well-formed signature is believed and its access key names the account.
 * strict: the access key must be known and the signature right and in time.
 */
import type { Accounts, Credential } from "./accounts.ts";
import type { AwsRequest } from "./http.ts";
import type { Target } from "./identify.ts";
import type { ServiceName } from "./operation.ts";
import type { Account, Principal } from "./principal.ts";
import type { QueryString } from "./query-string.ts";
import type { ChunkVerifier } from "./signature/chunk-verifier.ts";
import { parseSignature, type Signature } from "./signature/parse-signature.ts";
import {
  incompleteSignature,
  missingAuthenticationToken,
  unknownAccessKey,
} from "./signature/signature-errors.ts";
import { verifySignature } from "./signature/verify-signature.ts";

export type AuthMode = "relaxed" | "strict";

/** The outcome: who, and in which region they think they are. */
export interface Authentication {
  readonly principal: Principal;
  /** Account that asks; the fallback account for anonymous requests. */
  readonly account: Account;
  /** Region of the signature's scope. */
  readonly region: string | undefined;
  /** Checks the signatures of the body's chunks, in strict mode and when there are any. */
  readonly chunkVerifier: ChunkVerifier | undefined;
}

export interface AuthenticateRequest {
  readonly request: AwsRequest;
  readonly query: QueryString;
  readonly target: Target;
  readonly accounts: Accounts;
  readonly mode: AuthMode;
  readonly now: Date;
  /** CloudFront and STS: the body, which their signatures cover without declaring its hash. */
  readonly payload: Uint8Array | undefined;
}

/** From here on CloudFront knows Signature Version 4 only (fog-aws#17). */
const FIRST_V4_ONLY_VERSION = "2014-01-31";

/** Reads, and in strict mode verifies, who signed a request. Throws the service's own errors. */
export function authenticate(from: AuthenticateRequest): Authentication {
  const { request, query, target, accounts, mode } = from;
  const { service } = target;
  const signature = parseSignature(request, query, service);
  if (signature.kind === "none") {
    if (service !== "s3") throw missingAuthenticationToken();
    return {
      principal: { kind: "anonymous" },
      account: accounts.fallback,
      region: undefined,
      chunkVerifier: undefined,
    };
  }
  if (signature.kind === "v2") refuseNewerThanV2(request, target);
  const accessKeyId = accessKeyOf(signature);
  let chunkVerifier: ChunkVerifier | undefined;
  if (mode === "strict") {
    chunkVerifier = verifySignature(signature, {
      request,
      query,
      service,
      credential: requireCredential(accounts, service, accessKeyId),
      now: from.now,
      virtualBucket: target.isVirtualHosted ? target.bucket : undefined,
      payload: from.payload,
    });
  }
  const account = accounts.byAccessKeyId(accessKeyId);
  return {
    principal: { kind: "account", account, accessKeyId },
    account,
    region: signature.kind === "v4" ? signature.scope.region : undefined,
    chunkVerifier,
  };
}

/** The credential of an access key; throws the service's error when nobody has it. */
export function requireCredential(accounts: Accounts, service: ServiceName, accessKeyId: string): Credential {
  const credential = accounts.credential(accessKeyId);
  if (credential === undefined) throw unknownAccessKey(service, accessKeyId);
  return credential;
}

function refuseNewerThanV2(request: AwsRequest, { service, apiVersion = "" }: Target): void {
  const isKnown = service === "s3" || (service === "cloudfront" && apiVersion < FIRST_V4_ONLY_VERSION);
  if (isKnown) return;
  const missing = ["'Credential' parameter", "'Signature' parameter", "'SignedHeaders' parameter"];
  const hasDate = request.headers["x-amz-date"] !== undefined || request.headers.date !== undefined;
  throw incompleteSignature(missing, !hasDate, request.headers.authorization ?? "");
}

function accessKeyOf(signature: Exclude<Signature, { kind: "none" }>): string {
  return signature.kind === "v4" ? signature.scope.accessKeyId : signature.accessKeyId;
}
