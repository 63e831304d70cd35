import { evaluatePolicy, type PolicyContext, type PolicyRefusal } from "./evaluate-policy.ts";
import { resourceSpellings } from "./match-resource.ts";
import { parseSignedName, type SignatureFault } from "./parse-signed-name.ts";
import { policyText } from "./policy.ts";

/** Why a viewer's signature was not accepted; the codes of `@oxbow/stream-url/diagnose`. */
export type SignatureRefusal = SignatureFault | PolicyRefusal | "CFX-SIGN-KEY-PAIR" | "CFX-SIGN-INVALID";

/** What a signature is judged by: the query, the viewer, the time, the keys. */
export interface VerifyContext extends Omit<PolicyContext, "ownQuery"> {
  /** The whole query of the stream name, without `?`. */
  readonly query: string;
  /**
   * RSA-SHA1 verification against the public key of `keyPairId`.
   *
   * @returns `undefined` when the key pair is none of a trusted signer
   */
  readonly verify: (keyPairId: string, message: Uint8Array, signature: Uint8Array) => boolean | undefined;
}

/** What stands against playing a stream that has to be signed, or `undefined` when it may start. */
export function verifyStream(context: VerifyContext): SignatureRefusal | undefined {
  const signed = parseSignedName(context.query);
  if (!signed.ok) return signed.fault;

  const { custom, expiresEpochSeconds, keyPairId, ownQuery, signature } = signed;
  const stream = { ...context, ownQuery };
  const encoder = new TextEncoder();
  const texts =
    custom === undefined
      ? resourceSpellings(stream).map((resource) => policyText({ resource, expiresEpochSeconds }))
      : [custom.text];
  for (const text of texts) {
    const isValid = context.verify(keyPairId, encoder.encode(text), signature);
    if (isValid === undefined) return "CFX-SIGN-KEY-PAIR";
    if (!isValid) continue;
    // A canned policy's text was built from this very stream, so its Resource holds no wildcards to speak of.
    const policy = custom?.policy ?? { resource: "*", expiresEpochSeconds };
    return evaluatePolicy(policy, stream);
  }
  return "CFX-SIGN-INVALID";
}
