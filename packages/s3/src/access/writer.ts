import type { Account, Principal } from "@oxbow/aws-protocol";
import type { Owner } from "./grant.ts";

/** Canonical id under which S3 keeps what anonymous writers put. Source: S3 user guide. */
const ANONYMOUS: Owner = { id: "65a011a29cdf8ec533ec3d1ccaae921c", displayName: "" };

/** Who owns what the principal writes. */
export function writerOf(principal: Principal): Owner {
  if (principal.kind === "account") return accountOwner(principal.account);
  if (principal.kind === "originAccessIdentity") return { id: principal.canonicalUserId, displayName: "" };
  return ANONYMOUS;
}

export function accountOwner({ canonicalUserId, displayName }: Account): Owner {
  return { id: canonicalUserId, displayName };
}
