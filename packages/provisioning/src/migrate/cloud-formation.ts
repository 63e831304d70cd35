import type { DistributionConfig } from "@aws-sdk/client-cloudfront";

/** A value of a CloudFormation template. */
export type TemplateValue =
  | string
  | boolean
  | readonly TemplateValue[]
  | { readonly [name: string]: TemplateValue };

/**
 * `DistributionConfig` as the properties of `AWS::CloudFront::Distribution`: lists are plain, a few names differ, and
 * what is empty is left out.
 */
export function toCloudFormation(config: DistributionConfig): { readonly [name: string]: TemplateValue } {
  const { DefaultCacheBehavior: behavior, Logging: logging, ViewerCertificate: certificate } = config;
  const signers = behavior?.TrustedSigners?.Items ?? [];
  return {
    Enabled: config.Enabled === true,
    Comment: config.Comment ?? "",
    ...nonEmpty("Aliases", config.Aliases?.Items),
    PriceClass: config.PriceClass ?? "PriceClass_All",
    HttpVersion: config.HttpVersion ?? "http2",
    IPV6Enabled: config.IsIPV6Enabled === true,
    Origins: (config.Origins?.Items ?? []).map(({ Id = "", DomainName = "", S3OriginConfig }) => ({
      Id,
      DomainName,
      S3OriginConfig: { OriginAccessIdentity: S3OriginConfig?.OriginAccessIdentity ?? "" },
    })),
    DefaultCacheBehavior: {
      TargetOriginId: behavior?.TargetOriginId ?? "",
      ViewerProtocolPolicy: behavior?.ViewerProtocolPolicy ?? "",
      ...nonEmpty("AllowedMethods", behavior?.AllowedMethods?.Items),
      ...nonEmpty("CachedMethods", behavior?.AllowedMethods?.CachedMethods?.Items),
      Compress: behavior?.Compress === true,
      CachePolicyId: behavior?.CachePolicyId ?? "",
      ResponseHeadersPolicyId: behavior?.ResponseHeadersPolicyId ?? "",
      ...nonEmpty("TrustedSigners", signers),
    },
    ...(logging?.Enabled !== true
      ? {}
      : { Logging: { Bucket: logging.Bucket ?? "", Prefix: logging.Prefix ?? "", IncludeCookies: false } }),
    ViewerCertificate:
      certificate?.ACMCertificateArn === undefined
        ? { CloudFrontDefaultCertificate: true }
        : {
            AcmCertificateArn: certificate.ACMCertificateArn,
            SslSupportMethod: certificate.SSLSupportMethod ?? "sni-only",
            MinimumProtocolVersion: certificate.MinimumProtocolVersion ?? "TLSv1.2_2021",
          },
  };
}

function nonEmpty(
  name: string,
  items: readonly string[] | undefined,
): { readonly [name: string]: TemplateValue } {
  return items === undefined || items.length === 0 ? {} : { [name]: items };
}
