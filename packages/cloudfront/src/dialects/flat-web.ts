import type {
  Distribution,
  DistributionConfig,
  DistributionList,
  DistributionSummary,
  Origin,
  OriginProtocolPolicy,
} from "@aws-sdk/client-cloudfront";
import { childOf, element, textElement, type XmlElement } from "@oxbow/aws-protocol";
import {
  booleanOf,
  type FlatStyle,
  integerOf,
  optionalText,
  readAliases,
  readLogging,
  readOrigin,
  readSigners,
  textOf,
  writeActiveSigners,
  writeAliases,
  writeFrame,
  writeLogging,
  writeOrigin,
  writeSigners,
} from "./flat-elements.ts";

/** The flat versions have one origin and no name for it. */
const ORIGIN_ID = "origin";

/** Reads a flat DistributionConfig: one origin, one way to serve it. */
export function webConfigToToday(root: XmlElement): Partial<DistributionConfig> {
  const origin = readAnyOrigin(root);
  const protocols = childOf(root, "RequiredProtocols");
  const isHttpsOnly = protocols !== undefined && textOf(protocols, "Protocol") === "https";
  return {
    CallerReference: textOf(root, "CallerReference"),
    Aliases: readAliases(root),
    DefaultRootObject: textOf(root, "DefaultRootObject") ?? "",
    ...(origin === undefined ? {} : { Origins: { Quantity: 1, Items: [origin] } }),
    DefaultCacheBehavior: {
      TargetOriginId: ORIGIN_ID,
      ForwardedValues: { QueryString: false, Cookies: { Forward: "none" } },
      TrustedSigners: readSigners(root),
      ViewerProtocolPolicy: isHttpsOnly ? "https-only" : "allow-all",
      MinTTL: 0,
    },
    Comment: textOf(root, "Comment") ?? "",
    Logging: { ...readLogging(root), IncludeCookies: false },
    Enabled: booleanOf(root, "Enabled"),
  };
}

function readAnyOrigin(root: XmlElement): Origin | undefined {
  const custom = childOf(root, "CustomOrigin");
  if (custom !== undefined) {
    return {
      Id: ORIGIN_ID,
      DomainName: textOf(custom, "DNSName"),
      CustomOriginConfig: {
        HTTPPort: integerOf(custom, "HTTPPort") ?? 80,
        HTTPSPort: integerOf(custom, "HTTPSPort") ?? 443,
        // The schema checks the value afterwards.
        OriginProtocolPolicy: textOf(custom, "OriginProtocolPolicy") as OriginProtocolPolicy | undefined,
      },
    };
  }
  const origin = readOrigin(root);
  if (origin === undefined) return undefined;
  return {
    Id: ORIGIN_ID,
    DomainName: origin.domainName,
    S3OriginConfig: { OriginAccessIdentity: origin.identityReference },
  };
}

/** What of a newer configuration a flat version can show: the origin of the default behaviour and how it is served. */
export function webConfigFromToday(config: DistributionConfig, style: FlatStyle): XmlElement {
  const behavior = config.DefaultCacheBehavior;
  return element("DistributionConfig", [
    ...writeAnyOrigin(config, style),
    textElement("CallerReference", config.CallerReference ?? ""),
    ...writeAliases(config.Aliases),
    textElement("Comment", config.Comment ?? ""),
    textElement("Enabled", String(config.Enabled)),
    writeLogging(config.Logging),
    optionalText("DefaultRootObject", config.DefaultRootObject),
    writeSigners(behavior?.TrustedSigners),
    behavior?.ViewerProtocolPolicy === "https-only"
      ? element("RequiredProtocols", [textElement("Protocol", "https")])
      : undefined,
  ]);
}

function writeAnyOrigin(
  config: Pick<DistributionConfig, "Origins" | "DefaultCacheBehavior">,
  style: FlatStyle,
): readonly XmlElement[] {
  const origins = config.Origins?.Items ?? [];
  const target = config.DefaultCacheBehavior?.TargetOriginId;
  const origin = origins.find(({ Id }) => Id === target) ?? origins[0];
  const custom = origin?.CustomOriginConfig;
  if (custom !== undefined) {
    return [
      element("CustomOrigin", [
        textElement("DNSName", origin?.DomainName ?? ""),
        textElement("HTTPPort", String(custom.HTTPPort)),
        textElement("HTTPSPort", String(custom.HTTPSPort)),
        textElement("OriginProtocolPolicy", custom.OriginProtocolPolicy ?? ""),
      ]),
    ];
  }
  return writeOrigin(
    {
      domainName: origin?.DomainName ?? "",
      identityReference: origin?.S3OriginConfig?.OriginAccessIdentity ?? "",
    },
    style,
  );
}

export function webFromToday(distribution: Distribution, style: FlatStyle): XmlElement {
  const { DistributionConfig: config } = distribution;
  return element("Distribution", [
    textElement("Id", distribution.Id ?? ""),
    textElement("Status", distribution.Status ?? ""),
    textElement("LastModifiedTime", distribution.LastModifiedTime?.toISOString() ?? ""),
    textElement("InProgressInvalidationBatches", String(distribution.InProgressInvalidationBatches)),
    textElement("DomainName", distribution.DomainName ?? ""),
    writeActiveSigners(distribution.ActiveTrustedSigners),
    config === undefined ? undefined : webConfigFromToday(config, style),
  ]);
}

export function webListFromToday(list: DistributionList, style: FlatStyle): XmlElement {
  return element("DistributionList", [
    ...writeFrame(list),
    ...(list.Items ?? []).map((summary) => writeSummary(summary, style)),
  ]);
}

function writeSummary(summary: DistributionSummary, style: FlatStyle): XmlElement {
  return element("DistributionSummary", [
    textElement("Id", summary.Id ?? ""),
    textElement("Status", summary.Status ?? ""),
    textElement("LastModifiedTime", summary.LastModifiedTime?.toISOString() ?? ""),
    textElement("DomainName", summary.DomainName ?? ""),
    ...writeAnyOrigin(summary, style),
    ...writeAliases(summary.Aliases),
    textElement("Comment", summary.Comment ?? ""),
    textElement("Enabled", String(summary.Enabled)),
    writeSigners(summary.DefaultCacheBehavior?.TrustedSigners),
  ]);
}
