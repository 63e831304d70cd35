import { decodeCloudFrontBase64 } from "./cloudfront-base64.ts";
import { parsePolicy } from "./parse-policy.ts";
import type { StreamPolicy } from "./policy.ts";

/** What is wrong with a signature before anything is verified; the codes of `@oxbow/stream-url/diagnose`. */
export type SignatureFault = "CFX-SIGN-MISSING" | "CFX-SIGN-BASE64-CHARS" | "CFX-SIGN-MALFORMED";

/** The query of a signed stream name, read. */
export type SignedName = SignedQuery | { readonly ok: false; readonly fault: SignatureFault };

/** The parts of a signed stream name's query. */
export interface SignedQuery {
  /** Tells it from a fault. */
  readonly ok: true;
  /** Which key pair of the trusted signers has signed. */
  readonly keyPairId: string;
  /** RSA-SHA1 (PKCS #1 v1.5) over the policy's text. */
  readonly signature: Uint8Array;
  /** `undefined` for a canned policy, whose text both sides build from the name. */
  readonly custom: { readonly text: string; readonly policy: StreamPolicy } | undefined;
  /** Canned policies: seconds since 1970-01-01 UTC; custom ones: what the policy says. */
  readonly expiresEpochSeconds: number;
  /** The viewer's own parameters, as they were sent. */
  readonly ownQuery: string;
}

/**
 * Reads the signature out of a stream name's query (without `?`, separators decoded: `resolveStream` gives it so).
 * Its parameters may come in any order; each may come once.
 */
export function parseSignedName(query: string): SignedName {
  const signing: Partial<Record<string, string>> = {};
  const own: string[] = [];
  for (const pair of query.split("&")) {
    const [, name = "", value = ""] = /^(Expires|Policy|Signature|Key-Pair-Id)=(.*)$/s.exec(pair) ?? [];
    if (name === "") own.push(pair);
    else if (signing[name] !== undefined) return fault("MALFORMED");
    else signing[name] = value;
  }
  const {
    Expires: expiry,
    "Key-Pair-Id": keyPairId,
    Policy: policyParameter,
    Signature: signatureText,
  } = signing;
  const what = policyParameter ?? expiry;
  if (signatureText === undefined || keyPairId === undefined || what === undefined) return fault("MISSING");
  if (/[+/=]/.test(signatureText + what)) return fault("BASE64-CHARS");

  const signature = decodeCloudFrontBase64(signatureText);
  const custom = policyParameter === undefined ? undefined : readCustom(policyParameter);
  const expiresEpochSeconds = custom?.policy.expiresEpochSeconds ?? Number(/^\d{1,10}$/.exec(what)?.[0]);
  if (signature === undefined || Number.isNaN(expiresEpochSeconds)) return fault("MALFORMED");
  if (policyParameter !== undefined && custom === undefined) return fault("MALFORMED");
  const ownQuery = own.filter((pair) => pair !== "").join("&");
  return { ok: true, keyPairId, signature, custom, expiresEpochSeconds, ownQuery };
}

function readCustom(parameter: string): SignedQuery["custom"] {
  const text = new TextDecoder().decode(decodeCloudFrontBase64(parameter));
  const policy = parsePolicy(text);
  return policy && { text, policy };
}

function fault(what: "MISSING" | "BASE64-CHARS" | "MALFORMED"): SignedName {
  return { ok: false, fault: `CFX-SIGN-${what}` };
}
