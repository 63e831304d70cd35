import type { AccountDirectory } from "@oxbow/aws-protocol";
import { cloudFrontError, invalidParameter } from "../errors.ts";
import { type CountedList, counted, itemsOf, type KeptList } from "../quantities.ts";

const ACCOUNT_NUMBER_PATTERN = /^\d{12}$/;

export interface TrustedSignersInput extends CountedList<string> {
  readonly Enabled?: boolean | undefined;
}

/** Trusted signers: `self` or accounts that exist, five at most, and as many as Enabled says there are. */
export function acceptTrustedSigners(
  signers: TrustedSignersInput | undefined,
  limit: number,
  accounts: AccountDirectory,
): KeptList<string> & { Enabled: boolean } {
  const items = itemsOf("TrustedSigners", signers);
  const isEnabled = signers?.Enabled ?? false;
  if (items.length > limit) throw cloudFrontError("TooManyTrustedSigners");
  for (const signer of items) {
    if (signer === "self") continue;
    if (!ACCOUNT_NUMBER_PATTERN.test(signer) || accounts.byId(signer) === undefined) {
      throw cloudFrontError("TrustedSignerDoesNotExist");
    }
  }
  if (isEnabled !== items.length > 0) {
    throw invalidParameter(
      "TrustedSigners",
      isEnabled
        ? "needs at least one signer when Enabled is true."
        : "can't name signers when Enabled is false.",
    );
  }
  return { Enabled: isEnabled, ...counted(items) };
}
