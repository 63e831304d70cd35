import type {
  OriginRequestPolicyConfig,
  OriginRequestPolicyHeaderBehavior,
} from "@aws-sdk/client-cloudfront";
import { counted } from "../quantities.ts";

/** CloudFront's own headers as of June 2022. */
const CLOUDFRONT_HEADERS_2022_06 = [
  "cloudfront-forwarded-proto",
  "cloudfront-is-android-viewer",
  "cloudfront-is-desktop-viewer",
  "cloudfront-is-ios-viewer",
  "cloudfront-is-mobile-viewer",
  "cloudfront-is-smarttv-viewer",
  "cloudfront-is-tablet-viewer",
  "cloudfront-viewer-address",
  "cloudfront-viewer-asn",
  "cloudfront-viewer-city",
  "cloudfront-viewer-country",
  "cloudfront-viewer-country-name",
  "cloudfront-viewer-country-region",
  "cloudfront-viewer-country-region-name",
  "cloudfront-viewer-http-version",
  "cloudfront-viewer-latitude",
  "cloudfront-viewer-longitude",
  "cloudfront-viewer-metro-code",
  "cloudfront-viewer-postal-code",
  "cloudfront-viewer-time-zone",
  "cloudfront-viewer-tls",
];

function policy(
  name: string,
  comment: string,
  headerBehavior: OriginRequestPolicyHeaderBehavior,
  headers: readonly string[],
  cookies: "none" | "all",
  query: "none" | "all",
): OriginRequestPolicyConfig {
  return {
    Comment: comment,
    Name: name,
    HeadersConfig: {
      HeaderBehavior: headerBehavior,
      ...(headers.length === 0 ? {} : { Headers: counted(headers) }),
    },
    CookiesConfig: { CookieBehavior: cookies },
    QueryStringsConfig: { QueryStringBehavior: query },
  };
}

export const MANAGED_ORIGIN_REQUEST_POLICIES: ReadonlyMap<string, OriginRequestPolicyConfig> = new Map([
  [
    "216adef6-5c7f-47e4-b989-5492eafa07d3",
    policy(
      "Managed-AllViewer",
      "Policy to forward all parameters in viewer requests",
      "allViewer",
      [],
      "all",
      "all",
    ),
  ],
  [
    "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    policy(
      "Managed-AllViewerExceptHostHeader",
      "Policy to forward all parameters in viewer requests except for the Host header",
      "allExcept",
      ["host"],
      "all",
      "all",
    ),
  ],
  [
    "33f36d7e-f396-46d9-90e0-52428a34d9dc",
    policy(
      "Managed-AllViewerAndCloudFrontHeaders-2022-06",
      "Policy to forward all parameters in viewer requests and all CloudFront headers that were released through June 2022",
      "allViewerAndWhitelistCloudFront",
      CLOUDFRONT_HEADERS_2022_06,
      "all",
      "all",
    ),
  ],
  [
    "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
    policy(
      "Managed-CORS-S3Origin",
      "Policy for S3 origin with CORS",
      "whitelist",
      ["origin", "access-control-request-headers", "access-control-request-method"],
      "none",
      "none",
    ),
  ],
  [
    "59781a5b-3903-41f3-afcb-af62929ccde1",
    policy(
      "Managed-CORS-CustomOrigin",
      "Policy for Custom Origin with CORS",
      "whitelist",
      ["origin"],
      "none",
      "none",
    ),
  ],
  [
    "acba4595-bd28-49b8-b9fe-13317c0390fa",
    policy(
      "Managed-UserAgentRefererHeaders",
      "Policy to forward user-agent and referer headers to origin",
      "whitelist",
      ["user-agent", "referer"],
      "none",
      "none",
    ),
  ],
  [
    "775133bc-15f2-49f9-abea-afb2e0bf67d2",
    policy(
      "Managed-Elemental-MediaTailor-PersonalizedManifests",
      "Policy for Elemental MediaTailor Origin",
      "whitelist",
      [
        "origin",
        "access-control-request-headers",
        "access-control-request-method",
        "user-agent",
        "x-forwarded-for",
      ],
      "none",
      "all",
    ),
  ],
  [
    "bf0718e1-ba1e-49d1-88b1-f726733018ae",
    policy(
      "Managed-HostHeaderOnly",
      "Policy to forward only the host header to origin",
      "whitelist",
      ["host"],
      "none",
      "none",
    ),
  ],
]);
