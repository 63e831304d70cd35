import type {
  CustomErrorResponses,
  DistributionConfig,
  LoggingConfig,
  Restrictions,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { counted, itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import { acceptAliases } from "../rules/aliases.ts";
import { acceptLoggingBucket } from "../rules/logging-bucket.ts";
import { acceptRelativePath } from "../rules/relative-path.ts";
import { acceptComment, acceptNonEmpty } from "../rules/text.ts";
import type { Context } from "../state.ts";
import { acceptBehaviors, acceptDefaultBehavior } from "./accept-behaviors.ts";
import { acceptOriginGroups, acceptOrigins } from "./accept-origins.ts";
import { acceptViewerCertificate } from "./accept-viewer-certificate.ts";

const ERROR_CODES = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
const RESPONSE_CODES = ["200", ...ERROR_CODES.map(String)];
const DEFAULT_ERROR_CACHING_SECONDS = 10;

/** A file name below the root: no leading slash, 255 characters at most, the characters the API reference allows. */
const ROOT_OBJECT_PATTERN = /^(?:[A-Za-z0-9_.*$~"'&-][A-Za-z0-9_.*$/~"'&-]{0,254})?$/;
/** ISO 3166-1 alpha-2. */
const COUNTRY_PATTERN = /^[A-Z]{2}$/;
/** AWS WAF: the ARN of a global web ACL. AWS WAF Classic: its id. */
const WEB_ACL_PATTERN =
  /^(?:arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[^/]+\/[0-9a-f-]{36}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Checks a web distribution's configuration and fills in what was left out, as the service echoes it.
 *
 * @throws ServiceError the first thing that is wrong.
 */
export async function acceptConfiguration(
  context: Context,
  input: DistributionConfig | undefined,
): Promise<DistributionConfig> {
  const config = required(input, "distributionConfig");
  const origins = await acceptOrigins(context, config.Origins);
  const originIds = new Set((origins.Items ?? []).flatMap(({ Id }) => Id ?? []));
  const groups = acceptOriginGroups(config.OriginGroups, originIds);
  const targets = new Set([...originIds, ...(groups.Items ?? []).flatMap(({ Id }) => Id ?? [])]);
  const aliases = acceptAliases(
    config.Aliases,
    context.limits.aliasesPerDistribution,
    "TooManyDistributionCNAMEs",
  );
  const webAcl = config.WebACLId ?? "";
  if (webAcl !== "" && !WEB_ACL_PATTERN.test(webAcl)) throw cloudFrontError("InvalidWebACLId");
  const rootObject = config.DefaultRootObject ?? "";
  if (!ROOT_OBJECT_PATTERN.test(rootObject)) throw cloudFrontError("InvalidDefaultRootObject");

  return {
    ...config,
    CallerReference: acceptNonEmpty(
      required(config.CallerReference, "distributionConfig.callerReference"),
      "CallerReference",
    ),
    Aliases: aliases,
    DefaultRootObject: rootObject,
    Origins: origins,
    OriginGroups: groups,
    DefaultCacheBehavior: await acceptDefaultBehavior(context, config.DefaultCacheBehavior, targets),
    CacheBehaviors: await acceptBehaviors(context, config.CacheBehaviors, targets),
    CustomErrorResponses: acceptCustomErrors(config.CustomErrorResponses),
    Comment: acceptComment(required(config.Comment, "distributionConfig.comment")),
    Logging: await acceptLogging(context, config.Logging),
    PriceClass: config.PriceClass ?? "PriceClass_All",
    Enabled: required(config.Enabled, "distributionConfig.enabled"),
    ViewerCertificate: acceptViewerCertificate(
      context.apiVersion,
      config.ViewerCertificate,
      aliases.Quantity > 0,
    ),
    Restrictions: acceptRestrictions(config.Restrictions),
    WebACLId: webAcl,
    HttpVersion: config.HttpVersion ?? "http2",
    IsIPV6Enabled: config.IsIPV6Enabled ?? true,
    ContinuousDeploymentPolicyId: config.ContinuousDeploymentPolicyId ?? "",
    Staging: config.Staging ?? false,
  };
}

function acceptCustomErrors(responses: CustomErrorResponses | undefined): CustomErrorResponses {
  const accepted = itemsOf("CustomErrorResponses", responses).map((response) => {
    const {
      ErrorCode: errorCode,
      ResponseCode: responseCode = "",
      ResponsePagePath: pagePath = "",
    } = response;
    if (errorCode === undefined || !ERROR_CODES.includes(errorCode))
      throw cloudFrontError("InvalidErrorCode");
    // Both or neither: what to answer, and with which status.
    const hasBoth = responseCode !== "" && pagePath !== "";
    if (hasBoth ? !RESPONSE_CODES.includes(responseCode) : responseCode !== pagePath) {
      throw cloudFrontError("InvalidResponseCode");
    }
    return {
      ErrorCode: errorCode,
      ResponsePagePath: pagePath === "" ? "" : acceptRelativePath(pagePath),
      ResponseCode: responseCode,
      ErrorCachingMinTTL: response.ErrorCachingMinTTL ?? DEFAULT_ERROR_CACHING_SECONDS,
    };
  });
  if (new Set(accepted.map(({ ErrorCode }) => ErrorCode)).size < accepted.length) {
    throw cloudFrontError("InvalidErrorCode");
  }
  return counted(accepted);
}

async function acceptLogging(context: Context, logging: LoggingConfig | undefined): Promise<LoggingConfig> {
  if (logging?.Enabled !== true) return { Enabled: false, IncludeCookies: false, Bucket: "", Prefix: "" };
  return {
    Enabled: true,
    IncludeCookies: logging.IncludeCookies ?? false,
    Bucket: await acceptLoggingBucket(context, logging.Bucket ?? ""),
    Prefix: logging.Prefix ?? "",
  };
}

function acceptRestrictions(restrictions: Restrictions | undefined): Restrictions {
  const geo = restrictions?.GeoRestriction;
  const type = geo?.RestrictionType ?? "none";
  const countries = itemsOf("GeoRestriction", geo);
  if ((type === "none") !== (countries.length === 0)) throw cloudFrontError("InvalidGeoRestrictionParameter");
  if (!countries.every((country) => COUNTRY_PATTERN.test(country)))
    throw cloudFrontError("InvalidLocationCode");
  return { GeoRestriction: { RestrictionType: type, ...counted(countries) } };
}
