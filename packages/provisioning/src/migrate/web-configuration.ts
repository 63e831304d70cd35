import type { DistributionConfig } from "@aws-sdk/client-cloudfront";
import type { RtmpDistribution } from "./read-source.ts";

const ORIGIN_ID = "media";
/** Managed cache policy "CachingOptimized", the same id in every account. */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
/** Managed response headers policy "SimpleCORS": any page may read, as the old `crossdomain.xml` let any movie. */
const SIMPLE_CORS = "60669652-455b-4ae9-85a4-c4c02393f86c";
/** Stands for the certificate that aliases need, until there is one. */
const CERTIFICATE_PLACEHOLDER = "arn:aws:acm:us-east-1:ACCOUNT:certificate/CERTIFICATE-ID";

/**
 * The web distribution that takes an RTMP distribution's place. Members that both kinds have keep their value.
 *
 * @param certificateArn of a certificate in us-east-1 for the aliases
 */
export function webConfiguration(
  from: RtmpDistribution,
  certificateArn: string | undefined,
): DistributionConfig {
  const { aliases, logging, trustedSigners } = from;
  return {
    CallerReference: `migrated-${from.id ?? from.originDomainName}`,
    Comment: from.comment,
    Enabled: from.isEnabled,
    Aliases: listOf(aliases),
    PriceClass: from.priceClass,
    HttpVersion: "http2and3",
    IsIPV6Enabled: true,
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: ORIGIN_ID,
          DomainName: from.originDomainName,
          S3OriginConfig: { OriginAccessIdentity: from.originAccessIdentity },
        },
      ],
    },
    DefaultCacheBehavior: {
      TargetOriginId: ORIGIN_ID,
      // A page that is served over HTTP plays it too, as it played RTMP.
      ViewerProtocolPolicy: "allow-all",
      AllowedMethods: {
        Quantity: 3,
        Items: ["GET", "HEAD", "OPTIONS"],
        CachedMethods: { Quantity: 2, Items: ["GET", "HEAD"] },
      },
      // Media is compressed already.
      Compress: false,
      CachePolicyId: CACHING_OPTIMIZED,
      ResponseHeadersPolicyId: SIMPLE_CORS,
      TrustedSigners: { Enabled: trustedSigners.length > 0, ...listOf(trustedSigners) },
    },
    Logging: {
      Enabled: logging !== undefined,
      IncludeCookies: false,
      Bucket: logging?.bucket ?? "",
      Prefix: logging?.prefix ?? "",
    },
    ViewerCertificate:
      aliases.length === 0
        ? { CloudFrontDefaultCertificate: true }
        : {
            ACMCertificateArn: certificateArn ?? CERTIFICATE_PLACEHOLDER,
            SSLSupportMethod: "sni-only",
            MinimumProtocolVersion: "TLSv1.2_2021",
          },
  };
}

function listOf(items: readonly string[]): { Quantity: number; Items?: string[] } {
  return items.length === 0 ? { Quantity: 0 } : { Quantity: items.length, Items: [...items] };
}

/** What does not carry over by itself. */
export function migrationNotes(
  from: RtmpDistribution,
  certificateArn: string | undefined,
): readonly string[] {
  const notes: string[] = [];
  if (from.aliases.length > 0) {
    notes.push(
      `An alias belongs to one distribution: take ${from.aliases.join(", ")} off the RTMP distribution before this one is created, then point the CNAME at it.`,
    );
    if (certificateArn === undefined)
      notes.push(
        `The aliases need a certificate in us-east-1: put its ARN in place of ${CERTIFICATE_PLACEHOLDER}.`,
      );
  }
  if (from.trustedSigners.length > 0) {
    notes.push(
      "Signatures change: a web distribution wants the whole URL signed (https://HOST/KEY), not the stream name.",
    );
  }
  if (from.logging !== undefined) {
    notes.push(
      "The log records change: one a request, in the web format; give them another prefix if both are kept.",
    );
  }
  if (from.originAccessIdentity !== "")
    notes.push("The identity is the same, so the bucket's policy need not change.");
  return notes;
}
