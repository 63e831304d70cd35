import type { ResponseHeadersPolicyCorsConfig } from "@aws-sdk/client-cloudfront";
import type { DeployedCors } from "./deployed-distribution.ts";

/** What CloudFront sends as Access-Control-Max-Age when the policy says nothing: no header, which is 0 here. */
const NO_MAX_AGE = 0;

export function toCors(cors: ResponseHeadersPolicyCorsConfig | undefined): DeployedCors | undefined {
  if (cors === undefined) return undefined;
  return {
    allowOrigins: cors.AccessControlAllowOrigins?.Items ?? [],
    allowMethods: cors.AccessControlAllowMethods?.Items ?? [],
    allowHeaders: cors.AccessControlAllowHeaders?.Items ?? [],
    exposeHeaders: cors.AccessControlExposeHeaders?.Items ?? [],
    maxAgeSeconds: cors.AccessControlMaxAgeSec ?? NO_MAX_AGE,
    allowCredentials: cors.AccessControlAllowCredentials ?? false,
  };
}
