import { expect, test } from "vitest";
import { MemoryDirectory, streamingDistribution, webDistribution } from "../testing/memory-directory.ts";
import { findByHost, findStreaming, findWeb } from "./find-distribution.ts";
import { hostOfUrl, normalizeHost } from "./host-name.ts";

const HOSTS = [
  { given: "S123.CloudFront.net:1935", host: "s123.cloudfront.net" },
  { given: "s123.cloudfront.localhost:8080", host: "s123.cloudfront.net" },
  { given: "s123.cloudfront.net.", host: "s123.cloudfront.net" },
  { given: "127.0.0.1:8080", host: "127.0.0.1" },
  { given: "[::1]:8080", host: "::1" },
  { given: "::1", host: "::1" },
  { given: "localhost", host: "localhost" },
  { given: " media.example.com ", host: "media.example.com" },
];
test.for(HOSTS)("$given is $host", ({ given, host }) => {
  expect(normalizeHost(given)).toBe(host);
});

const URLS = [
  { url: "rtmp://s123.cloudfront.net/cfx/st", host: "s123.cloudfront.net" },
  { url: "rtmpe://S123.cloudfront.net:1935/cfx/st/", host: "s123.cloudfront.net" },
  { url: "rtmp://user:pass@s123.cloudfront.net/cfx", host: "s123.cloudfront.net" },
  { url: "rtmp://[::1]:1935/cfx/st", host: "::1" },
  { url: "cfx/st", host: "" },
  { url: "", host: "" },
];
test.for(URLS)("the host of $url is $host", ({ url, host }) => {
  expect(hostOfUrl(url)).toBe(host);
});

function directoryOf(...distributions: Parameters<MemoryDirectory["put"]>[0][]): MemoryDirectory {
  const directory = new MemoryDirectory();
  for (const distribution of distributions) directory.put(distribution);
  return directory;
}

test("a distribution is found by name, alias and .localhost", () => {
  const streaming = streamingDistribution({ aliases: ["media.example.com"] });
  const directory = directoryOf(streaming, webDistribution());
  for (const host of ["s123.cloudfront.net", "MEDIA.example.com:1935", "s123.cloudfront.localhost"]) {
    expect(findStreaming(directory, host)).toBe(streaming);
  }
});

test("what can't be had says why", () => {
  const directory = directoryOf(
    streamingDistribution({ isServing: false }),
    webDistribution(),
    webDistribution({ id: "EOFF", domainName: "doff.cloudfront.net", isServing: false }),
  );
  expect(findStreaming(directory, "s123.cloudfront.net")).toBe("DistributionNotFound");
  expect(findStreaming(directory, "s999.cloudfront.net")).toBe("DistributionNotFound");
  expect(findStreaming(directory, "d123.cloudfront.net")).toBe("DistributionTypeMismatch");
  expect(findWeb(directory, "s123.cloudfront.net")).toBeUndefined();
  expect(findWeb(directory, "doff.cloudfront.net")).toBeUndefined();
  expect(findWeb(directory, "d123.cloudfront.net")?.id).toBe("EWEB");
});

test("a bare address is the only streaming distribution that serves", () => {
  const off = streamingDistribution({ id: "EOFF", domainName: "s0.cloudfront.net", isServing: false });
  const one = streamingDistribution({ id: "EONE" });
  const two = streamingDistribution({ id: "ETWO", domainName: "s2.cloudfront.net" });
  for (const host of ["127.0.0.1", "localhost:1935", "[::1]:1935", "oxbow", ""]) {
    expect(findByHost(directoryOf(off, webDistribution()), host)).toBeUndefined();
    expect(findByHost(directoryOf(off, one, webDistribution()), host)).toBe(one);
    expect(findByHost(directoryOf(off, one, two), host)).toBeUndefined();
  }
  expect(findByHost(directoryOf(one), "unknown.example.com")).toBeUndefined();
});
