import type { DistributionConfig } from "@aws-sdk/client-cloudfront";

/** A body of HCL: arguments, and blocks inside. */
interface Body {
  readonly [name: string]: string | boolean | readonly string[] | Body;
}

/** `DistributionConfig` as an `aws_cloudfront_distribution` of the AWS provider. */
export function toTerraform(config: DistributionConfig): string {
  const origin = config.Origins?.Items?.[0];
  const behavior = config.DefaultCacheBehavior;
  const identity = origin?.S3OriginConfig?.OriginAccessIdentity ?? "";
  const signers = behavior?.TrustedSigners?.Items ?? [];
  const aliases = config.Aliases?.Items ?? [];
  const { Logging: logging, ViewerCertificate: certificate } = config;
  const body: Body = {
    enabled: config.Enabled === true,
    comment: config.Comment ?? "",
    ...(aliases.length === 0 ? {} : { aliases }),
    price_class: config.PriceClass ?? "PriceClass_All",
    http_version: config.HttpVersion ?? "http2",
    is_ipv6_enabled: config.IsIPV6Enabled === true,
    origin: {
      origin_id: origin?.Id ?? "",
      domain_name: origin?.DomainName ?? "",
      ...(identity === "" ? {} : { s3_origin_config: { origin_access_identity: identity } }),
    },
    default_cache_behavior: {
      target_origin_id: behavior?.TargetOriginId ?? "",
      viewer_protocol_policy: behavior?.ViewerProtocolPolicy ?? "",
      allowed_methods: behavior?.AllowedMethods?.Items ?? [],
      cached_methods: behavior?.AllowedMethods?.CachedMethods?.Items ?? [],
      compress: behavior?.Compress === true,
      cache_policy_id: behavior?.CachePolicyId ?? "",
      response_headers_policy_id: behavior?.ResponseHeadersPolicyId ?? "",
      ...(signers.length === 0 ? {} : { trusted_signers: signers }),
    },
    ...(logging?.Enabled !== true
      ? {}
      : {
          logging_config: {
            bucket: logging.Bucket ?? "",
            prefix: logging.Prefix ?? "",
            include_cookies: false,
          },
        }),
    restrictions: { geo_restriction: { restriction_type: "none" } },
    viewer_certificate:
      certificate?.ACMCertificateArn === undefined
        ? { cloudfront_default_certificate: true }
        : {
            acm_certificate_arn: certificate.ACMCertificateArn,
            ssl_support_method: certificate.SSLSupportMethod ?? "sni-only",
            minimum_protocol_version: certificate.MinimumProtocolVersion ?? "TLSv1.2_2021",
          },
  };
  return `resource "aws_cloudfront_distribution" "media" {\n${writeBody(body, 1)}}\n`;
}

/** Arguments first, then blocks; the names of a run of arguments are padded, as `terraform fmt` does. */
function writeBody(body: Body, depth: number): string {
  const indent = "  ".repeat(depth);
  const names = Object.keys(body);
  const isBlock = (name: string): boolean => typeof body[name] === "object" && !Array.isArray(body[name]);
  const width = Math.max(0, ...names.filter((name) => !isBlock(name)).map((name) => name.length));
  let text = "";
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === "object" && !isList(value)) continue;
    text += `${indent}${name.padEnd(width)} = ${writeValue(value)}\n`;
  }
  for (const [name, value] of Object.entries(body)) {
    if (typeof value !== "object" || isList(value)) continue;
    text += `${text === "" ? "" : "\n"}${indent}${name} {\n${writeBody(value, depth + 1)}${indent}}\n`;
  }
  return text;
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);

function writeValue(value: string | boolean | readonly string[]): string {
  if (typeof value === "boolean") return String(value);
  return typeof value === "string" ? quote(value) : `[${value.map(quote).join(", ")}]`;
}

/** HCL's strings are JSON's, but for templates. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll(/[$%](?=\{)/g, (mark) => mark + mark);
}
