import type { LifecycleRule } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { checkLifecycleRules } from "./lifecycle-rules.ts";

const check = (rule: LifecycleRule) => checkLifecycleRules([rule], (length) => new Uint8Array(length));
const tagged = { Tag: { Key: "a", Value: "b" } };

const REFUSED: readonly { problem: string; rule: LifecycleRule; code: string; message?: string }[] = [
  {
    problem: "neither filter nor prefix",
    rule: { Status: "Enabled", Expiration: { Days: 1 } },
    code: "MalformedXML",
  },
  {
    problem: "filter and prefix",
    rule: { Status: "Enabled", Prefix: "a", Filter: {}, Expiration: { Days: 1 } },
    code: "MalformedXML",
  },
  {
    problem: "aborts uploads by tag",
    rule: { Status: "Enabled", Filter: tagged, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
    code: "InvalidRequest",
    message: "AbortIncompleteMultipartUpload cannot be specified with Tags.",
  },
  {
    problem: "removes delete markers by tag",
    rule: {
      Status: "Enabled",
      Filter: { And: { Prefix: "a", Tags: [tagged.Tag] } },
      Expiration: { ExpiredObjectDeleteMarker: true },
    },
    code: "InvalidRequest",
    message: "ExpiredObjectDeleteMarker cannot be specified with Tags.",
  },
  {
    problem: "moves to infrequent access before 30 days",
    rule: { Status: "Enabled", Filter: {}, Transitions: [{ Days: 29, StorageClass: "STANDARD_IA" }] },
    code: "InvalidArgument",
    message: "'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'",
  },
  {
    problem: "moves old versions at no time",
    rule: { Status: "Enabled", Filter: {}, NoncurrentVersionTransitions: [{ StorageClass: "GLACIER" }] },
    code: "MalformedXML",
  },
  {
    problem: "moves old versions nowhere",
    rule: { Status: "Enabled", Filter: {}, NoncurrentVersionTransitions: [{ NoncurrentDays: 1 }] },
    code: "MalformedXML",
  },
  {
    problem: "aborts uploads at no time",
    rule: { Status: "Enabled", Filter: {}, AbortIncompleteMultipartUpload: {} },
    code: "MalformedXML",
  },
  {
    problem: "an empty range of sizes",
    rule: {
      Status: "Enabled",
      Filter: { And: { ObjectSizeGreaterThan: 500, ObjectSizeLessThan: 500 } },
      Expiration: { Days: 1 },
    },
    code: "InvalidRequest",
  },
];

test.for(REFUSED)("refuses: $problem", ({ rule, code, message }) => {
  expect(() => check(rule)).toThrow(
    expect.objectContaining({ code, ...(message === undefined ? {} : { message }) }),
  );
});

const TAKEN: readonly LifecycleRule[] = [
  { Status: "Enabled", Prefix: "", Expiration: { Days: 1 } },
  { Status: "Enabled", Filter: {}, Transitions: [{ Days: 0, StorageClass: "GLACIER" }] },
  { Status: "Disabled", Filter: tagged, Transitions: [{ Days: 30, StorageClass: "ONEZONE_IA" }] },
];

test.for(TAKEN)("takes %o", (rule) => {
  expect(check(rule)).toMatchObject([rule]);
});
