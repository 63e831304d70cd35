import { expect, test } from "vitest";
import { isBucketName } from "./bucket-name.ts";
import { regionOfNewBucket } from "./region.ts";

test.for(["abc", "a-b", "a.b.c", "0a9", "x".repeat(63), "my--bucket"])("%s is a bucket name", (name) => {
  expect(isBucketName(name)).toBe(true);
});

test.for([
  "",
  "ab",
  "x".repeat(64),
  "Abc",
  "a_b",
  "-ab",
  "ab-",
  ".ab",
  "ab.",
  "a..b",
  "a.-b",
  "192.168.5.4",
  "xn--abc",
  "sthree-abc",
  "abc-s3alias",
  "abc--ol-s3",
  "ab c",
  "äbc",
])("%s is none", (name) => {
  expect(isBucketName(name)).toBe(false);
});

test.for([
  ["us-east-1", undefined, "us-east-1"],
  ["us-east-1", "eu-west-1", "eu-west-1"],
  ["us-east-1", "EU", "eu-west-1"],
  ["eu-west-1", "EU", "eu-west-1"],
  ["us-west-2", "us-west-2", "us-west-2"],
  ["US", undefined, "us-east-1"],
] as const)("at %s with %s a bucket is in %s", ([endpoint, constraint, region]) => {
  expect(regionOfNewBucket(constraint, endpoint)).toBe(region);
});

test.for([
  ["us-east-1", "us-east-1", "InvalidLocationConstraint"],
  ["us-east-1", "nowhere", "InvalidLocationConstraint"],
  ["eu-west-1", undefined, "IllegalLocationConstraintException"],
  ["eu-west-1", "us-west-2", "IllegalLocationConstraintException"],
  ["us-west-1", "EU", "IllegalLocationConstraintException"],
  ["aws-global", undefined, "AuthorizationHeaderMalformed"],
] as const)("at %s with %s there is none: %s", ([endpoint, constraint, code]) => {
  expect(() => regionOfNewBucket(constraint, endpoint)).toThrow(
    expect.objectContaining({ code, status: 400 }),
  );
});
