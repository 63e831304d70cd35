import type { Principal } from "@oxbow/aws-protocol";
import { expect, test } from "vitest";
import { conditionContext } from "./condition-keys.ts";
import { isPolicyAction } from "./policy-actions.ts";
import { parsePolicy } from "./policy-document.ts";
import { evaluatePolicy, originAccessIdentityArn } from "./policy-evaluation.ts";
import { isPublicPolicy } from "./public-policy.ts";

const ALICE: Principal = {
  kind: "account",
  accessKeyId: "AKIA",
  account: {
    accountId: "111111111111",
    canonicalUserId: "a".repeat(64),
    displayName: "alice",
    emailAddress: "alice@example.com",
  },
};
const IDENTITY: Principal = {
  kind: "originAccessIdentity",
  identityId: "E1EXAMPLE",
  canonicalUserId: "b".repeat(96),
};
const ANYBODY: Principal = { kind: "anonymous" };

const RESOURCE = "arn:aws:s3:::media/videos/clock.flv";

interface Case {
  readonly name: string;
  readonly statement: Readonly<Record<string, unknown>>;
  readonly principal?: Principal;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly remoteAddress?: string;
  readonly isSecure?: boolean;
  readonly effect: "allow" | "deny" | "none";
}

const ALLOW = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::media/*" };

const CASES: readonly Case[] = [
  { name: "everybody", statement: ALLOW, effect: "allow" },
  { name: "everybody by AWS *", statement: { ...ALLOW, Principal: { AWS: "*" } }, effect: "allow" },
  { name: "another action", statement: { ...ALLOW, Action: "s3:PutObject" }, effect: "none" },
  { name: "actions ignore case", statement: { ...ALLOW, Action: ["S3:get*"] }, effect: "allow" },
  { name: "another key", statement: { ...ALLOW, Resource: "arn:aws:s3:::media/music/*" }, effect: "none" },
  { name: "a denial", statement: { ...ALLOW, Effect: "Deny" }, effect: "deny" },
  {
    name: "NotAction",
    statement: { ...ALLOW, Action: undefined, NotAction: "s3:PutObject" },
    effect: "allow",
  },
  {
    name: "NotResource",
    statement: { ...ALLOW, Resource: undefined, NotResource: RESOURCE },
    effect: "none",
  },
  {
    name: "an account by ARN",
    statement: { ...ALLOW, Principal: { AWS: "arn:aws:iam::111111111111:root" } },
    principal: ALICE,
    effect: "allow",
  },
  {
    name: "an account by id",
    statement: { ...ALLOW, Principal: { AWS: ["222222222222", "111111111111"] } },
    principal: ALICE,
    effect: "allow",
  },
  {
    name: "an account by canonical id",
    statement: { ...ALLOW, Principal: { CanonicalUser: "a".repeat(64) } },
    principal: ALICE,
    effect: "allow",
  },
  {
    name: "another account",
    statement: { ...ALLOW, Principal: { AWS: "222222222222" } },
    principal: ALICE,
    effect: "none",
  },
  {
    name: "NotPrincipal",
    statement: { ...ALLOW, Principal: undefined, NotPrincipal: { AWS: "222222222222" } },
    principal: ALICE,
    effect: "allow",
  },
  {
    name: "an origin access identity by ARN",
    statement: { ...ALLOW, Principal: { AWS: originAccessIdentityArn("E1EXAMPLE") } },
    principal: IDENTITY,
    effect: "allow",
  },
  {
    name: "an origin access identity by canonical id",
    statement: { ...ALLOW, Principal: { CanonicalUser: "b".repeat(96) } },
    principal: IDENTITY,
    effect: "allow",
  },
  {
    name: "anybody is no origin access identity",
    statement: { ...ALLOW, Principal: { AWS: originAccessIdentityArn("E1EXAMPLE") } },
    effect: "none",
  },
  {
    name: "the right network",
    statement: { ...ALLOW, Condition: { IpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } } },
    remoteAddress: "192.0.2.7",
    effect: "allow",
  },
  {
    name: "the right network, mapped to IPv6",
    statement: { ...ALLOW, Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } },
    remoteAddress: "::ffff:192.0.2.7",
    effect: "allow",
  },
  {
    name: "another network",
    statement: { ...ALLOW, Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } },
    remoteAddress: "198.51.100.1",
    effect: "none",
  },
  {
    name: "not that network",
    statement: { ...ALLOW, Condition: { NotIpAddress: { "aws:SourceIp": "2001:db8::/32" } } },
    remoteAddress: "2001:db8::1",
    effect: "none",
  },
  {
    name: "the right referer",
    statement: { ...ALLOW, Condition: { StringLike: { "aws:Referer": "https://example.com/*" } } },
    headers: { referer: "https://example.com/watch" },
    effect: "allow",
  },
  {
    name: "no referer",
    statement: { ...ALLOW, Condition: { StringLike: { "aws:Referer": "https://example.com/*" } } },
    effect: "none",
  },
  {
    name: "no referer, if exists",
    statement: { ...ALLOW, Condition: { StringLikeIfExists: { "aws:Referer": "https://example.com/*" } } },
    effect: "allow",
  },
  {
    name: "no referer, negated",
    statement: { ...ALLOW, Condition: { StringNotLike: { "aws:Referer": "https://evil.example/*" } } },
    effect: "allow",
  },
  {
    name: "referer must be absent",
    statement: { ...ALLOW, Condition: { Null: { "aws:Referer": "true" } } },
    effect: "allow",
  },
  {
    name: "TLS only",
    statement: { ...ALLOW, Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": false } } },
    effect: "deny",
  },
  {
    name: "TLS only, over TLS",
    statement: { ...ALLOW, Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    isSecure: true,
    effect: "none",
  },
  {
    name: "before a date",
    statement: { ...ALLOW, Condition: { DateLessThan: { "aws:CurrentTime": "2026-06-01T00:00:00Z" } } },
    effect: "allow",
  },
  {
    name: "after a date",
    statement: { ...ALLOW, Condition: { DateGreaterThan: { "aws:CurrentTime": "2026-06-01T00:00:00Z" } } },
    effect: "none",
  },
  {
    name: "epoch time",
    statement: { ...ALLOW, Condition: { NumericGreaterThan: { "aws:EpochTime": 0 } } },
    effect: "allow",
  },
  {
    name: "a prefix",
    statement: { ...ALLOW, Condition: { StringEquals: { "s3:prefix": "videos/" } } },
    query: "list-type=2&prefix=videos%2F",
    effect: "allow",
  },
  {
    name: "max-keys",
    statement: { ...ALLOW, Condition: { NumericLessThanEquals: { "s3:max-keys": "10" } } },
    query: "max-keys=11",
    effect: "none",
  },
  {
    name: "a header by name",
    statement: { ...ALLOW, Condition: { StringEquals: { "s3:x-amz-acl": ["public-read", "private"] } } },
    headers: { "x-amz-acl": "public-read" },
    effect: "allow",
  },
  {
    name: "a tag of the object",
    statement: { ...ALLOW, Condition: { StringEquals: { "s3:ExistingObjectTag/public": "yes" } } },
    effect: "allow",
  },
  {
    name: "tags of the request, all of them",
    statement: {
      ...ALLOW,
      Condition: { "ForAllValues:StringEquals": { "s3:RequestObjectTagKeys": ["a", "b"] } },
    },
    headers: { "x-amz-tagging": "a=1&c=2" },
    effect: "none",
  },
  {
    name: "tags of the request, one of them",
    statement: {
      ...ALLOW,
      Condition: { "ForAnyValue:StringEquals": { "s3:RequestObjectTagKeys": ["a", "b"] } },
    },
    headers: { "x-amz-tagging": "a=1&c=2" },
    effect: "allow",
  },
  {
    name: "a variable in the resource",
    statement: { ...ALLOW, Resource: `arn:aws:s3:::media/${"{aws:username}"}/*` },
    principal: ALICE,
    effect: "none",
  },
  {
    name: "two conditions, one of them false",
    statement: {
      ...ALLOW,
      Condition: { Bool: { "aws:SecureTransport": true }, Null: { "aws:Referer": true } },
    },
    effect: "none",
  },
];

test.for(CASES)("$name: $effect", ({ statement, principal = ANYBODY, effect, ...request }) => {
  const policy = parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: [statement] }));
  const { headers = {}, query = "", remoteAddress = "127.0.0.1", isSecure = false } = request;
  const conditions = conditionContext({
    principal,
    request: { headers, query, remoteAddress, isSecure },
    now: () => new Date("2026-01-02T03:04:05Z"),
    objectTags: [{ Key: "public", Value: "yes" }],
  });
  expect(evaluatePolicy(policy, { principal, action: "s3:GetObject", resource: RESOURCE, conditions })).toBe(
    effect,
  );
});

test("a denial wins over a permission, wherever it stands", () => {
  const policy = parsePolicy(JSON.stringify({ Statement: [{ ...ALLOW, Effect: "Deny" }, ALLOW] }));
  const question = {
    principal: ANYBODY,
    action: "s3:GetObject",
    resource: RESOURCE,
    conditions: () => undefined,
  };
  expect(evaluatePolicy(policy, question)).toBe("deny");
});

test.for([
  ["", "Policies must be valid JSON and the first byte must be '{'"],
  ["[]", "Policies must be valid JSON and the first byte must be '{'"],
  ["{", "Policies must be valid JSON and the first byte must be '{'"],
  ["{}", "Missing required field Statement"],
  ['{"Statement":[{"Effect":"Maybe"}]}', "Invalid effect: Maybe"],
  ['{"Statement":[{"Effect":"Allow"}]}', "Missing required field Principal"],
  ['{"Statement":[{"Effect":"Allow","Principal":"*"}]}', "Missing required field Action"],
  [
    '{"Statement":[{"Effect":"Allow","Principal":"me","Action":"s3:*","Resource":"*"}]}',
    "Invalid principal in policy",
  ],
] as const)("%s is malformed: %s", ([text, message]) => {
  expect(() => parsePolicy(text)).toThrow(expect.objectContaining({ code: "MalformedPolicy", message }));
});

test.for([
  ["*", true],
  ["s3:*", true],
  ["S3:getobject", true],
  ["s3:Get*", true],
  ["s3:?utObject", true],
  ["s3:GetBucketCORS", true],
  ["s3:Foo", false],
  ["s3:Foo*", false],
  ["s3:GetObjects", false],
  ["s3:", false],
  ["ec2:RunInstances", false],
  ["GetObject", false],
] as const)("whether policies know %s", ([action, isKnown]) => {
  expect(isPolicyAction(action)).toBe(isKnown);
});

test.for([
  [ALLOW, true],
  [{ ...ALLOW, Effect: "Deny" }, false],
  [{ ...ALLOW, Principal: { AWS: "111111111111" } }, false],
  [{ ...ALLOW, Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } }, false],
  [{ ...ALLOW, Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } } }, true],
  [{ ...ALLOW, Condition: { StringLike: { "aws:Referer": "https://example.com/*" } } }, true],
] as const)("whether a policy is public %#", ([statement, isPublic]) => {
  expect(isPublicPolicy(parsePolicy(JSON.stringify({ Statement: [statement] })))).toBe(isPublic);
});
