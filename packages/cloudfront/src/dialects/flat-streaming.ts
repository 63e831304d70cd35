import type {
  StreamingDistribution,
  StreamingDistributionConfig,
  StreamingDistributionList,
  StreamingDistributionSummary,
} from "@aws-sdk/client-cloudfront";
import { element, textElement, type XmlElement } from "@oxbow/aws-protocol";
import {
  booleanOf,
  type FlatStyle,
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

/** Reads a flat StreamingDistributionConfig. What is missing is left out, for the gateway to complain about. */
export function streamingConfigToToday(root: XmlElement): Partial<StreamingDistributionConfig> {
  const origin = readOrigin(root);
  return {
    CallerReference: textOf(root, "CallerReference"),
    ...(origin === undefined
      ? {}
      : {
          S3Origin: {
            DomainName: origin.domainName,
            OriginAccessIdentity: origin.identityReference,
          },
        }),
    Aliases: readAliases(root),
    Comment: textOf(root, "Comment") ?? "",
    Logging: readLogging(root),
    TrustedSigners: readSigners(root),
    Enabled: booleanOf(root, "Enabled"),
  };
}

export function streamingConfigFromToday(config: StreamingDistributionConfig, style: FlatStyle): XmlElement {
  return element("StreamingDistributionConfig", [
    ...writeS3Origin(config.S3Origin, style),
    textElement("CallerReference", config.CallerReference ?? ""),
    ...writeAliases(config.Aliases),
    textElement("Comment", config.Comment ?? ""),
    textElement("Enabled", String(config.Enabled)),
    writeLogging(config.Logging),
    writeSigners(config.TrustedSigners),
  ]);
}

export function streamingFromToday(distribution: StreamingDistribution, style: FlatStyle): XmlElement {
  const { StreamingDistributionConfig: config } = distribution;
  return element("StreamingDistribution", [
    textElement("Id", distribution.Id ?? ""),
    textElement("Status", distribution.Status ?? ""),
    textElement("LastModifiedTime", distribution.LastModifiedTime?.toISOString() ?? ""),
    textElement("DomainName", distribution.DomainName ?? ""),
    writeActiveSigners(distribution.ActiveTrustedSigners),
    config === undefined ? undefined : streamingConfigFromToday(config, style),
  ]);
}

export function streamingListFromToday(list: StreamingDistributionList, style: FlatStyle): XmlElement {
  return element("StreamingDistributionList", [
    ...writeFrame(list),
    ...(list.Items ?? []).map((summary) => writeSummary(summary, style)),
  ]);
}

function writeSummary(summary: StreamingDistributionSummary, style: FlatStyle): XmlElement {
  return element("StreamingDistributionSummary", [
    textElement("Id", summary.Id ?? ""),
    textElement("Status", summary.Status ?? ""),
    textElement("LastModifiedTime", summary.LastModifiedTime?.toISOString() ?? ""),
    textElement("DomainName", summary.DomainName ?? ""),
    ...writeS3Origin(summary.S3Origin, style),
    ...writeAliases(summary.Aliases),
    textElement("Comment", summary.Comment ?? ""),
    textElement("Enabled", String(summary.Enabled)),
    writeSigners(summary.TrustedSigners),
  ]);
}

function writeS3Origin(
  origin: StreamingDistributionConfig["S3Origin"],
  style: FlatStyle,
): readonly XmlElement[] {
  return writeOrigin(
    { domainName: origin?.DomainName ?? "", identityReference: origin?.OriginAccessIdentity ?? "" },
    style,
  );
}
