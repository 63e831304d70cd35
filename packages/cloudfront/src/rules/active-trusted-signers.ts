import type { ActiveTrustedSigners } from "@aws-sdk/client-cloudfront";
import type { SignerKeys } from "../deployment/signer-keys.ts";
import { counted } from "../quantities.ts";

/** Each trusted signer with the key pairs it could sign with now. */
export function activeTrustedSigners(
  keys: SignerKeys,
  ownerAccountId: string,
  signers: readonly string[],
): ActiveTrustedSigners {
  const items = signers.map((signer) => ({
    AwsAccountNumber: signer,
    KeyPairIds: counted(keys.ofSigners(ownerAccountId, [signer]).map(({ id }) => id)),
  }));
  return { Enabled: items.length > 0, ...counted(items) };
}
