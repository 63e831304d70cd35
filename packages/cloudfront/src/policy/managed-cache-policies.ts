import type {
  CachePolicyConfig,
  CachePolicyCookiesConfig,
  CachePolicyHeadersConfig,
  CachePolicyQueryStringsConfig,
} from "@aws-sdk/client-cloudfront";
import { counted } from "../quantities.ts";

const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 31_536_000;

const NO_HEADERS: CachePolicyHeadersConfig = { HeaderBehavior: "none" };
const NO_COOKIES: CachePolicyCookiesConfig = { CookieBehavior: "none" };
const ALL_COOKIES: CachePolicyCookiesConfig = { CookieBehavior: "all" };
const NO_QUERY: CachePolicyQueryStringsConfig = { QueryStringBehavior: "none" };
const ALL_QUERY: CachePolicyQueryStringsConfig = { QueryStringBehavior: "all" };

/** What an origin's own Cache-Control may depend on. */
const ORIGIN_CONTROLLED_HEADERS = headers(
  "host",
  "origin",
  "x-http-method-override",
  "x-http-method",
  "x-method-override",
);

function headers(...names: string[]): CachePolicyHeadersConfig {
  return { HeaderBehavior: "whitelist", Headers: counted(names) };
}

interface ManagedCachePolicy {
  readonly name: string;
  readonly comment: string;
  /** Minimum, default and maximum time to live. */
  readonly ttlSeconds: readonly [number, number, number];
  readonly gzip: boolean;
  readonly brotli: boolean;
  readonly headers: CachePolicyHeadersConfig;
  readonly cookies: CachePolicyCookiesConfig;
  readonly query: CachePolicyQueryStringsConfig;
}

function policy(managed: ManagedCachePolicy): CachePolicyConfig {
  const [min, fallback, max] = managed.ttlSeconds;
  return {
    Comment: managed.comment,
    Name: managed.name,
    DefaultTTL: fallback,
    MaxTTL: max,
    MinTTL: min,
    ParametersInCacheKeyAndForwardedToOrigin: {
      EnableAcceptEncodingGzip: managed.gzip,
      EnableAcceptEncodingBrotli: managed.brotli,
      HeadersConfig: managed.headers,
      CookiesConfig: managed.cookies,
      QueryStringsConfig: managed.query,
    },
  };
}

export const MANAGED_CACHE_POLICIES: ReadonlyMap<string, CachePolicyConfig> = new Map([
  [
    "658327ea-f89d-4fab-a63d-7e88639e58f6",
    policy({
      name: "Managed-CachingOptimized",
      comment: "Policy with caching enabled. Supports Gzip and Brotli compression.",
      ttlSeconds: [1, DAY_SECONDS, YEAR_SECONDS],
      gzip: true,
      brotli: true,
      headers: NO_HEADERS,
      cookies: NO_COOKIES,
      query: NO_QUERY,
    }),
  ],
  [
    "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    policy({
      name: "Managed-CachingOptimizedForUncompressedObjects",
      comment: "Default policy when compression is not enabled",
      ttlSeconds: [1, DAY_SECONDS, YEAR_SECONDS],
      gzip: false,
      brotli: false,
      headers: NO_HEADERS,
      cookies: NO_COOKIES,
      query: NO_QUERY,
    }),
  ],
  [
    "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    policy({
      name: "Managed-CachingDisabled",
      comment: "Policy with caching disabled",
      ttlSeconds: [0, 0, 0],
      gzip: false,
      brotli: false,
      headers: NO_HEADERS,
      cookies: NO_COOKIES,
      query: NO_QUERY,
    }),
  ],
  [
    "08627262-05a9-4f76-9ded-b50ca2e3a84f",
    policy({
      name: "Managed-Elemental-MediaPackage",
      comment: "Policy for Elemental MediaPackage Origin",
      ttlSeconds: [0, DAY_SECONDS, YEAR_SECONDS],
      gzip: true,
      brotli: false,
      headers: headers("origin"),
      cookies: NO_COOKIES,
      query: {
        QueryStringBehavior: "whitelist",
        QueryStrings: counted(["aws.manifestfilter", "start", "end", "m"]),
      },
    }),
  ],
  [
    "2e54312d-136d-493c-8eb9-b001f22f67d2",
    policy({
      name: "Managed-Amplify",
      comment: "Policy for Amplify Origin",
      ttlSeconds: [2, 2, 600],
      gzip: true,
      brotli: true,
      headers: headers("authorization", "cloudfront-viewer-country", "host"),
      cookies: ALL_COOKIES,
      query: ALL_QUERY,
    }),
  ],
  [
    "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
    policy({
      name: "UseOriginCacheControlHeaders",
      comment:
        "Policy for origins that return Cache-Control headers. Query strings are not included in the cache key.",
      ttlSeconds: [0, 0, YEAR_SECONDS],
      gzip: true,
      brotli: true,
      headers: ORIGIN_CONTROLLED_HEADERS,
      cookies: ALL_COOKIES,
      query: NO_QUERY,
    }),
  ],
  [
    "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
    policy({
      name: "UseOriginCacheControlHeaders-QueryStrings",
      comment:
        "Policy for origins that return Cache-Control headers and serve different content based on values present in the query string.",
      ttlSeconds: [0, 0, YEAR_SECONDS],
      gzip: true,
      brotli: true,
      headers: ORIGIN_CONTROLLED_HEADERS,
      cookies: ALL_COOKIES,
      query: ALL_QUERY,
    }),
  ],
]);
