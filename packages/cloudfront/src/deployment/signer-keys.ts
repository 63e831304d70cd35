/** A key whose signatures are accepted. */
export interface SignerKey {
  readonly id: string;
  readonly publicKeyPem: string;
}

/** Resolves signers to the keys that are active now. */
export interface SignerKeys {
  /** Key pairs of trusted signers: account numbers, or `self` for the owner's account. */
  readonly ofSigners: (ownerAccountId: string, signers: readonly string[]) => readonly SignerKey[];
  /** Public keys of the owner's key groups. */
  readonly ofKeyGroups: (ownerAccountId: string, keyGroupIds: readonly string[]) => readonly SignerKey[];
}

/** The account a trusted signer stands for. */
export function signerAccount(ownerAccountId: string, signer: string): string {
  return signer === "self" ? ownerAccountId : signer;
}
