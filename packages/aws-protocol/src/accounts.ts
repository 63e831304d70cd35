import { createHash } from "node:crypto";
import type { Account, AccountDirectory } from "./principal.ts";

/** One access key and the account it belongs to (an entry of `OXBOW_CREDENTIALS`). */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly account: Account;
}

/** The credential set of a fresh mock: `test` / `test`, account 000000000000. */
export const TEST_CREDENTIAL: Credential = Object.freeze({
  accessKeyId: "test",
  secretAccessKey: "test",
  account: accountOf("000000000000"),
});

/** The account of requests that name none. */
export const FALLBACK_ACCOUNT_ID = "000000000000";

const ACCOUNT_ID = /^\d{12}$/;

/** Accounts by everything that may name them. Numbers nobody configured are accounts too, always the same ones. */
export interface Accounts extends AccountDirectory {
  readonly credential: (accessKeyId: string) => Credential | undefined;
  /** The account of an access key that was not verified: its credential, else the 12 digits it is, else the fallback. */
  readonly byAccessKeyId: (accessKeyId: string) => Account;
  readonly fallback: Account;
}

/**
 * Directory of the accounts of some credential sets.
 *
 * Every 12-digit number names an account (`byId`), whose canonical id, display name and address follow from it; the
 * reverse look-ups know configured accounts and those that were named before.
 */
export function createAccounts(credentials: readonly Credential[] = [TEST_CREDENTIAL]): Accounts {
  const byAccessKey = new Map(credentials.map((credential) => [credential.accessKeyId, credential]));
  const byId = new Map<string, Account>();
  const byCanonicalUserId = new Map<string, Account>();
  const byEmailAddress = new Map<string, Account>();
  const add = (account: Account): Account => {
    byId.set(account.accountId, account);
    byCanonicalUserId.set(account.canonicalUserId, account);
    byEmailAddress.set(account.emailAddress.toLowerCase(), account);
    return account;
  };
  for (const { account } of credentials) add(account);

  const accountById = (accountId: string): Account | undefined =>
    byId.get(accountId) ?? (ACCOUNT_ID.test(accountId) ? add(accountOf(accountId)) : undefined);
  const fallback = accountById(FALLBACK_ACCOUNT_ID) ?? accountOf(FALLBACK_ACCOUNT_ID);
  return {
    byId: accountById,
    byCanonicalUserId: (canonicalUserId) => byCanonicalUserId.get(canonicalUserId),
    byEmailAddress: (emailAddress) => byEmailAddress.get(emailAddress.toLowerCase()),
    credential: (accessKeyId) => byAccessKey.get(accessKeyId),
    byAccessKeyId: (accessKeyId) =>
      byAccessKey.get(accessKeyId)?.account ?? accountById(accessKeyId) ?? fallback,
    fallback,
  };
}

/** The account that a 12-digit number stands for when nobody configured it: names derived from the number. */
export function accountOf(accountId: string): Account {
  return {
    accountId,
    canonicalUserId: createHash("sha256").update(`oxbow canonical user ${accountId}`).digest("hex"),
    displayName: `account-${accountId}`,
    emailAddress: `${accountId}@accounts.example`,
  };
}
