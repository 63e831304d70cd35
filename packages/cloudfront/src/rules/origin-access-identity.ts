import { cloudFrontError } from "../errors.ts";
import { identityIdOf } from "../origin-access-identity/identity-reference.ts";
import type { Context } from "../state.ts";

/** An identity of the account in its full form, or empty for none. */
export async function acceptIdentityReference(
  { accountId, tables }: Context,
  reference: string,
): Promise<string> {
  if (reference === "") return reference;
  const id = identityIdOf(reference);
  if (id === undefined || (await tables.identities.get(`${accountId}/${id}`)) === undefined) {
    throw cloudFrontError("InvalidOriginAccessIdentity");
  }
  return reference;
}
