import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { accountOf, createAccounts } from "./accounts.ts";
import { authenticateForm } from "./form-signature.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const accounts = createAccounts([
  { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: SECRET, account: accountOf("111122223333") },
]);
const policy = Buffer.from('{"expiration":"2025-12-01T12:00:00.000Z","conditions":[]}').toString("base64");
const v4Key = ["20251122", "us-east-1", "s3", "aws4_request"].reduce<Buffer>(
  (key, part) => createHmac("sha256", key).update(part).digest(),
  Buffer.from(`AWS4${SECRET}`),
);
const V4 = {
  key: "uploads/name",
  policy,
  "x-amz-algorithm": "AWS4-HMAC-SHA256",
  "x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20251122/us-east-1/s3/aws4_request",
  "x-amz-date": "20251122T120000Z",
  "x-amz-signature": createHmac("sha256", v4Key).update(policy).digest("hex"),
};
const V2 = {
  policy,
  awsaccesskeyid: "AKIAIOSFODNN7EXAMPLE",
  signature: createHmac("sha1", SECRET).update(policy).digest("base64"),
};

test.for([V4, V2])("believes a signed policy", (fields, { expect }) => {
  for (const mode of ["strict", "relaxed"] as const) {
    expect(authenticateForm(fields, accounts, mode)).toMatchObject({
      kind: "account",
      account: { accountId: "111122223333" },
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    });
  }
});

test("takes a form without a policy for anonymous, one with a policy alone for a mistake", () => {
  expect(authenticateForm({ key: "k" }, accounts, "strict")).toEqual({ kind: "anonymous" });
  expect(() => authenticateForm({ policy }, accounts, "strict")).toThrow(
    expect.objectContaining({ code: "AccessDenied" }),
  );
});

test.for([
  ["another policy", { ...V4, policy: "e30=" }, "SignatureDoesNotMatch"],
  ["another policy", { ...V2, policy: "e30=" }, "SignatureDoesNotMatch"],
  ["an unknown access key", { ...V2, awsaccesskeyid: "AKIAUNKNOWN" }, "InvalidAccessKeyId"],
  ["a credential that is none", { ...V4, "x-amz-credential": "AKIA" }, "AuthorizationQueryParametersError"],
] as const)("refuses %s", ([, fields, code], { expect }) => {
  expect(() => authenticateForm(fields, accounts, "strict")).toThrow(expect.objectContaining({ code }));
});

test.for([
  [V4, "x-amz-algorithm", "X-Amz-Algorithm"],
  [V4, "x-amz-signature", "X-Amz-Signature"],
  [V2, "awsaccesskeyid", "AWSAccessKeyId"],
  [V2, "signature", "Signature"],
] as const)("names the field that is missing (%#)", ([fields, name, written], { expect }) => {
  const rest = Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
  expect(() => authenticateForm(rest, accounts, "relaxed")).toThrow(
    `Bucket POST must contain a field named '${written}'.  If it is specified, please check the order of the fields.`,
  );
});
