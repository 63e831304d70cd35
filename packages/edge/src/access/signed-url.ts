import { type SignatureRefusal, verifyStream } from "@oxbow/stream-url/verify";
import type { EdgeSigners } from "../ports.ts";
import { verifierOf } from "./key-pairs.ts";

/** A request to a behaviour with trusted signers. */
export interface SignedRequest {
  readonly signers: EdgeSigners;
  /** Every host the signer may have written: domain name, aliases, the Host header as sent. */
  readonly hosts: readonly string[];
  /** As sent, percent-encoded, with its leading slash. */
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  readonly cookieHeader: string | undefined;
  readonly sourceIp: string;
  readonly nowEpochSeconds: number;
}

const COOKIE_PARAMETERS: Readonly<Record<string, string>> = {
  "CloudFront-Expires": "Expires",
  "CloudFront-Policy": "Policy",
  "CloudFront-Signature": "Signature",
  "CloudFront-Key-Pair-Id": "Key-Pair-Id",
};

/** What stands against answering, or `undefined`. A signature in the query counts before one in cookies. */
export function verifySignedUrl(request: SignedRequest): SignatureRefusal | undefined {
  const isQuerySigned = /(?:^|&)Signature=/.test(request.query);
  const signature = isQuerySigned ? request.query : cookieQuery(request.cookieHeader);
  const suffix = isQuerySigned || request.query === "" ? "" : `?${request.query}`;
  let refusal: SignatureRefusal | undefined = "CFX-SIGN-MISSING";
  for (const host of request.hosts) {
    for (const scheme of ["https", "http"]) {
      refusal = verifyStream({
        query: signature,
        streamName: `${scheme}://${host}${request.path}${suffix}`,
        extension: "",
        sourceIp: request.sourceIp,
        nowEpochSeconds: request.nowEpochSeconds,
        verify: verifierOf(request.signers),
      });
      // Only a signature over another spelling of the URL is worth another try.
      if (refusal !== "CFX-SIGN-INVALID" && refusal !== "CFX-SIGN-RESOURCE") return refusal;
    }
  }
  return refusal;
}

/** The signing cookies as the query they stand for. */
function cookieQuery(header: string | undefined): string {
  const pairs = (header ?? "").split(";").flatMap((cookie) => {
    const [name = "", ...value] = cookie.trim().split("=");
    const parameter = COOKIE_PARAMETERS[name];
    return parameter === undefined ? [] : [`${parameter}=${value.join("=")}`];
  });
  return pairs.join("&");
}
