import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { EdgeSigners } from "../ports.ts";

/** Verifies a signature with the key pair of that id; `undefined` when there is none such. */
export type VerifySignature = (
  keyPairId: string,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | undefined;

/** Parsed keys, as long as the deployed configuration they belong to lives. */
const parsed = new WeakMap<EdgeSigners, ReadonlyMap<string, KeyObject>>();

/** RSA-SHA1 (PKCS #1 v1.5), as CloudFront's policies are signed. A key that can't be read verifies nothing. */
export function verifierOf(signers: EdgeSigners): VerifySignature {
  const keys = parsed.get(signers) ?? parseKeys(signers);
  parsed.set(signers, keys);
  return (keyPairId, message, signature) => {
    const key = keys.get(keyPairId);
    return key === undefined ? undefined : verify("RSA-SHA1", message, key, signature);
  };
}

function parseKeys({ keyPairs }: EdgeSigners): ReadonlyMap<string, KeyObject> {
  const keys = new Map<string, KeyObject>();
  for (const { id, publicKeyPem } of keyPairs) {
    try {
      keys.set(id, createPublicKey(publicKeyPem));
    } catch {
      // The control plane accepted it: nothing is signed with it that could verify.
    }
  }
  return keys;
}
