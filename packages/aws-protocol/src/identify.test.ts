import { expect, test } from "vitest";
import { CLOUDFRONT_API_VERSIONS } from "./cloudfront-versions.ts";
import { identify, type Target } from "./identify.ts";
import { QueryString } from "./query-string.ts";
import { rawRequest } from "./raw-request.cases.ts";

function identifyTarget(target: string, headers: Record<string, string> = {}, method = "GET"): Target {
  const request = rawRequest(method, target, headers);
  return identify(request, new QueryString(request.query));
}

const v4 = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AK/ID/20251122/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=x`,
});

test.for([
  ["scope of the header", "/2020-05-31/x", v4("s3"), "s3"],
  ["scope of the header", "/media/key", v4("cloudfront"), "cloudfront"],
  ["scope of the header", "/", v4("sts"), "sts"],
  [
    "scope of the query",
    "/x?X-Amz-Credential=AK%2FID%2F20251122%2Fus-east-1%2Fcloudfront%2Faws4_request",
    {},
    "cloudfront",
  ],
  ["scope before host", "/", { ...v4("s3"), host: "cloudfront.amazonaws.com" }, "s3"],
  ["host", "/whatever", { host: "cloudfront.amazonaws.com" }, "cloudfront"],
  ["host", "/", { host: "sts.eu-west-1.amazonaws.com" }, "sts"],
  ["host", "/", { host: "cloudfront.localhost:4566" }, "cloudfront"],
  ["host before path", "/2020-05-31/x", { host: "media.s3.amazonaws.com" }, "s3"],
  ["path", "/2020-05-31/streaming-distribution", {}, "cloudfront"],
  ["path", "/2009-12-01/streaming-distribution", { authorization: "AWS AKID:sig" }, "cloudfront"],
  ["path of no version that ever was", "/2021-01-01/streaming-distribution", {}, "s3"],
  ["anything else", "/media/key", {}, "s3"],
] as const)("tells the service by %s: %s", ([, target, headers, service], { expect }) => {
  expect(identifyTarget(target, headers).service).toBe(service);
});

test("takes a form posted to / for STS", () => {
  const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  expect(identifyTarget("/", headers, "POST").service).toBe("sts");
  expect(identifyTarget("/", headers, "GET").service).toBe("s3");
});

test.for([
  ["127.0.0.1:4566", "/", "", ""],
  ["127.0.0.1:4566", "/media", "media", ""],
  ["127.0.0.1:4566", "/media/", "media", ""],
  ["127.0.0.1:4566", "/media/a/b", "media", "a/b"],
  ["127.0.0.1:4566", "/media//a/../b/", "media", "/a/../b/"],
  ["127.0.0.1:4566", "/media/a%2Fb+c;d%20e", "media", "a/b+c;d e"],
  ["127.0.0.1:4566", "/media/%E2%82%AC", "media", "€"],
  ["localhost:4566", "/media/a", "media", "a"],
  ["s3.amazonaws.com", "/media/a", "media", "a"],
  ["s3.eu-west-1.amazonaws.com", "/media/a", "media", "a"],
  ["s3-eu-west-1.amazonaws.com", "/media/a", "media", "a"],
  ["s3.localhost:4566", "/media/a", "media", "a"],
  ["s3.dualstack.us-east-1.amazonaws.com", "/media/a", "media", "a"],
] as const)("reads path style from %s %s", ([host, path, bucket, key], { expect }) => {
  expect(identifyTarget(path, { host })).toMatchObject({
    bucket,
    key,
    isVirtualHosted: false,
    isWebsite: false,
  });
});

test.for([
  ["media.s3.localhost:4566", "media"],
  ["media.localhost:4566", "media"],
  ["MEDIA.s3.amazonaws.com", "media"],
  ["my.dotted.bucket.s3.amazonaws.com", "my.dotted.bucket"],
  ["media.s3.us-east-1.amazonaws.com", "media"],
  ["media.s3-us-west-2.amazonaws.com", "media"],
  ["media.s3.dualstack.us-west-2.amazonaws.com", "media"],
  ["media.s3-accelerate.amazonaws.com", "media"],
  ["media.s3.us-gov-west-1.amazonaws.com", "media"],
] as const)("reads the bucket of the host %s", ([host, bucket], { expect }) => {
  expect(identifyTarget("//a%20b", { host })).toMatchObject({
    bucket,
    key: "/a b",
    isVirtualHosted: true,
    isWebsite: false,
  });
  expect(identifyTarget("/", { host })).toMatchObject({ bucket, key: "" });
});

test.for([
  "media.s3-website-us-east-1.amazonaws.com",
  "media.s3-website.eu-central-1.amazonaws.com",
  "media.s3-website.localhost:4566",
])("reads the website of the host %s", (host, { expect }) => {
  expect(identifyTarget("/docs/", { host })).toMatchObject({
    bucket: "media",
    key: "docs/",
    isWebsite: true,
  });
});

test("refuses a path that is not UTF-8", () => {
  expect(() => identifyTarget("/media/%ff")).toThrow(
    expect.objectContaining({ code: "InvalidURI", status: 400 }),
  );
});

test("gives CloudFront its version and the rest of the path", () => {
  for (const version of CLOUDFRONT_API_VERSIONS) {
    const target = identifyTarget(`/${version}//streaming-distribution`);
    expect(target).toMatchObject({
      service: "cloudfront",
      apiVersion: version,
      path: "//streaming-distribution",
    });
  }
});
