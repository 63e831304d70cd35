import type { DistributionConfig } from "@aws-sdk/client-cloudfront";
import { behaviorsOf, originsOf } from "../distribution/web-config.ts";
import { cloudFrontError } from "../errors.ts";
import { CURRENT_API_VERSION } from "../location.ts";
import type { StreamingConfig } from "../streaming-distribution/streaming-config.ts";
import { FIRST_COUNTED_VERSION } from "./versions.ts";

/** Seen: boto#1923. */
function tooOld(): Error {
  return cloudFrontError(
    "IllegalUpdate",
    "You cannot update the specified distribution using this API version.",
  );
}

/** Refuses to change what the version of the request can't say, since saying less would take it away. */
export function checkStreamingExpressible(apiVersion: string | undefined, current: StreamingConfig): void {
  const isFlat = apiVersion !== undefined && apiVersion < FIRST_COUNTED_VERSION;
  if (isFlat && current.PriceClass !== "PriceClass_All") throw tooOld();
}

/** The same for web distributions. */
export function checkWebExpressible(apiVersion: string | undefined, current: DistributionConfig): void {
  if (apiVersion === undefined || apiVersion >= CURRENT_API_VERSION) return;
  if (hasFeaturesOf2020(current)) throw tooOld();
  if (apiVersion < FIRST_COUNTED_VERSION && !isFlat(current)) throw tooOld();
}

function hasFeaturesOf2020(config: DistributionConfig): boolean {
  const { Staging: isStaging, ContinuousDeploymentPolicyId: continuous } = config;
  return (
    isStaging === true ||
    Boolean(continuous) ||
    originsOf(config).some((origin) => Boolean(origin.OriginAccessControlId)) ||
    behaviorsOf(config).some(
      (behavior) =>
        Boolean(
          behavior.CachePolicyId || behavior.OriginRequestPolicyId || behavior.ResponseHeadersPolicyId,
        ) ||
        behavior.TrustedKeyGroups?.Enabled === true ||
        (behavior.FunctionAssociations?.Quantity ?? 0) > 0,
    )
  );
}

/** One plain origin, one behaviour that forwards nothing, nothing that came later. */
function isFlat(config: DistributionConfig): boolean {
  const [origin, ...others] = originsOf(config);
  const forwarded = config.DefaultCacheBehavior?.ForwardedValues;
  return (
    others.length === 0 &&
    !origin?.OriginPath &&
    (origin?.CustomHeaders?.Quantity ?? 0) === 0 &&
    (config.OriginGroups?.Quantity ?? 0) === 0 &&
    (config.CacheBehaviors?.Quantity ?? 0) === 0 &&
    (config.CustomErrorResponses?.Quantity ?? 0) === 0 &&
    config.PriceClass === "PriceClass_All" &&
    config.ViewerCertificate?.CloudFrontDefaultCertificate === true &&
    config.Restrictions?.GeoRestriction?.RestrictionType === "none" &&
    config.WebACLId === "" &&
    forwarded?.QueryString === false &&
    forwarded.Cookies?.Forward === "none" &&
    (forwarded.Headers?.Quantity ?? 0) === 0
  );
}
