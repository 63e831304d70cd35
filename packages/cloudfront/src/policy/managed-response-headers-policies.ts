import type {
  ResponseHeadersPolicyConfig,
  ResponseHeadersPolicyCorsConfig,
  ResponseHeadersPolicySecurityHeadersConfig,
} from "@aws-sdk/client-cloudfront";

const ANY: { Quantity: number; Items: string[] } = { Quantity: 1, Items: ["*"] };
const YEAR_SECONDS = 31_536_000;

const SIMPLE_CORS: ResponseHeadersPolicyCorsConfig = {
  AccessControlAllowOrigins: ANY,
  AccessControlAllowHeaders: ANY,
  AccessControlAllowMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
  AccessControlAllowCredentials: false,
  OriginOverride: false,
};

const PREFLIGHT_CORS: ResponseHeadersPolicyCorsConfig = {
  AccessControlAllowOrigins: ANY,
  AccessControlAllowHeaders: ANY,
  AccessControlAllowMethods: {
    Quantity: 7,
    Items: ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", "OPTIONS"],
  },
  AccessControlAllowCredentials: false,
  AccessControlExposeHeaders: ANY,
  OriginOverride: false,
};

const SECURITY_HEADERS: ResponseHeadersPolicySecurityHeadersConfig = {
  XSSProtection: { Override: false, Protection: true, ModeBlock: true },
  FrameOptions: { Override: false, FrameOption: "SAMEORIGIN" },
  ReferrerPolicy: { Override: false, ReferrerPolicy: "strict-origin-when-cross-origin" },
  ContentTypeOptions: { Override: true },
  StrictTransportSecurity: {
    Override: false,
    IncludeSubdomains: false,
    Preload: false,
    AccessControlMaxAgeSec: YEAR_SECONDS,
  },
};

function policy(
  name: string,
  comment: string,
  cors: ResponseHeadersPolicyCorsConfig | undefined,
  security: ResponseHeadersPolicySecurityHeadersConfig | undefined,
): ResponseHeadersPolicyConfig {
  return {
    Comment: comment,
    Name: name,
    ...(cors === undefined ? {} : { CorsConfig: cors }),
    ...(security === undefined ? {} : { SecurityHeadersConfig: security }),
  };
}

export const MANAGED_RESPONSE_HEADERS_POLICIES: ReadonlyMap<string, ResponseHeadersPolicyConfig> = new Map([
  [
    "60669652-455b-4ae9-85a4-c4c02393f86c",
    policy("Managed-SimpleCORS", "Allows all origins for simple CORS requests", SIMPLE_CORS, undefined),
  ],
  [
    "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
    policy(
      "Managed-CORS-With-Preflight",
      "Allows all origins for CORS requests, including preflight requests",
      PREFLIGHT_CORS,
      undefined,
    ),
  ],
  [
    "67f7725c-6f97-4210-82d7-5512b31e9d03",
    policy(
      "Managed-SecurityHeadersPolicy",
      "Adds a set of security headers to every response",
      undefined,
      SECURITY_HEADERS,
    ),
  ],
  [
    "e61eb60c-9c35-4d20-a928-2b84e02af89c",
    policy(
      "Managed-CORS-and-SecurityHeadersPolicy",
      "Allows all origins for simple CORS requests and adds security headers",
      SIMPLE_CORS,
      SECURITY_HEADERS,
    ),
  ],
  [
    "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
    policy(
      "Managed-CORS-with-preflight-and-SecurityHeadersPolicy",
      "Allows all origins for CORS requests, including preflight requests, and adds security headers",
      PREFLIGHT_CORS,
      SECURITY_HEADERS,
    ),
  ],
]);
