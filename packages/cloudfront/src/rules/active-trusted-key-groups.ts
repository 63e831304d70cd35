import type { ActiveTrustedKeyGroups } from "@aws-sdk/client-cloudfront";
import type { SignerKeys } from "../deployment/signer-keys.ts";
import { counted } from "../quantities.ts";

/** Each trusted key group with the ids of its public keys. */
export function activeTrustedKeyGroups(
  keys: SignerKeys,
  ownerAccountId: string,
  groupIds: readonly string[],
): ActiveTrustedKeyGroups {
  const items = groupIds.map((KeyGroupId) => ({
    KeyGroupId,
    KeyPairIds: counted(keys.ofKeyGroups(ownerAccountId, [KeyGroupId]).map(({ id }) => id)),
  }));
  return { Enabled: items.length > 0, ...counted(items) };
}
