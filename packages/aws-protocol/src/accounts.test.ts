import { expect, test } from "vitest";
import { accountOf, createAccounts, TEST_CREDENTIAL } from "./accounts.ts";

const alice = {
  accessKeyId: "AKIAALICE",
  secretAccessKey: "s",
  account: { ...accountOf("111122223333"), displayName: "alice", emailAddress: "Alice@example.com" },
};
const accounts = createAccounts([TEST_CREDENTIAL, alice]);

test("finds configured accounts by everything that names them", () => {
  expect(accounts.byId("111122223333")).toBe(alice.account);
  expect(accounts.byCanonicalUserId(alice.account.canonicalUserId)).toBe(alice.account);
  expect(accounts.byEmailAddress("alice@EXAMPLE.com")).toBe(alice.account);
  expect(accounts.byAccessKeyId("AKIAALICE")).toBe(alice.account);
  expect(accounts.credential("AKIAALICE")).toBe(alice);
});

test("knows every 12-digit number, always as the same account", () => {
  const account = accounts.byId("999988887777");
  expect(account).toEqual(accountOf("999988887777"));
  expect(account?.canonicalUserId).toMatch(/^[0-9a-f]{64}$/);
  expect(createAccounts().byId("999988887777")).toEqual(account);
  expect(accounts.byCanonicalUserId(account?.canonicalUserId ?? "")).toEqual(account);
  expect(accounts.byId("12345")).toBeUndefined();
  expect(accounts.credential("999988887777")).toBeUndefined();
});

test("takes any other access key for the fallback account", () => {
  expect(accounts.byAccessKeyId("whatever").accountId).toBe("000000000000");
  expect(accounts.byAccessKeyId("123456789012").accountId).toBe("123456789012");
});
