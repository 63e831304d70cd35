import type {
  ActiveTrustedSigners,
  Aliases,
  StreamingLoggingConfig,
  TrustedSigners,
} from "@aws-sdk/client-cloudfront";
import { childOf, childrenOf, element, textElement, type XmlElement } from "@oxbow/aws-protocol";
import { cloudFrontError } from "../errors.ts";
import { counted } from "../quantities.ts";

/** What differs among the flat versions. */
export interface FlatStyle {
  /** `S3Origin/DNSName` rather than `Origin`. */
  readonly hasS3Origin: boolean;
}

/** An S3 origin, as both flat forms can say it. */
export interface FlatOrigin {
  readonly domainName: string;
  /** In its full form; empty for none. */
  readonly identityReference: string;
}

/** Text of a child element; `undefined` when it is not there. */
export function textOf(parent: XmlElement, name: string): string | undefined {
  return childOf(parent, name)?.text.trim();
}

export function booleanOf(parent: XmlElement, name: string): boolean | undefined {
  const text = textOf(parent, name);
  if (text === undefined) return undefined;
  if (text !== "true" && text !== "false") throw malformed();
  return text === "true";
}

export function integerOf(parent: XmlElement, name: string): number | undefined {
  const text = textOf(parent, name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw malformed();
  return Number(text);
}

function malformed(): Error {
  return cloudFrontError("MalformedXML");
}

/** Either form of an S3 origin; `undefined` when neither is there. */
export function readOrigin(config: XmlElement): FlatOrigin | undefined {
  const s3Origin = childOf(config, "S3Origin");
  const domainName = s3Origin === undefined ? textOf(config, "Origin") : textOf(s3Origin, "DNSName");
  if (domainName === undefined) return undefined;
  return {
    domainName,
    identityReference: textOf(s3Origin ?? config, "OriginAccessIdentity") ?? "",
  };
}

export function writeOrigin(
  { domainName, identityReference }: FlatOrigin,
  { hasS3Origin }: FlatStyle,
): readonly XmlElement[] {
  const identity = identityReference === "" ? [] : [textElement("OriginAccessIdentity", identityReference)];
  return hasS3Origin
    ? [element("S3Origin", [textElement("DNSName", domainName), ...identity])]
    : [textElement("Origin", domainName), ...identity];
}

export function readAliases(config: XmlElement): Aliases {
  return counted(childrenOf(config, "CNAME").map(({ text }) => text.trim()));
}

export function writeAliases(aliases: Aliases | undefined): readonly XmlElement[] {
  return (aliases?.Items ?? []).map((alias) => textElement("CNAME", alias));
}

/** Logging is off without an element, or with an empty one, as fog sends it: the flat versions have no Enabled. */
export function readLogging(config: XmlElement): StreamingLoggingConfig {
  const logging = childOf(config, "Logging");
  if (logging === undefined || logging.children.length === 0)
    return { Enabled: false, Bucket: "", Prefix: "" };
  return {
    Enabled: true,
    Bucket: textOf(logging, "Bucket") ?? "",
    Prefix: textOf(logging, "Prefix") ?? "",
  };
}

export function writeLogging(logging: Partial<StreamingLoggingConfig> | undefined): XmlElement | undefined {
  if (logging?.Enabled !== true) return undefined;
  return element("Logging", [
    textElement("Bucket", logging.Bucket ?? ""),
    textElement("Prefix", logging.Prefix ?? ""),
  ]);
}

/** `Self` stands for the owner's account. */
export function readSigners(config: XmlElement): TrustedSigners {
  const signers = (childOf(config, "TrustedSigners")?.children ?? []).flatMap((signer) => {
    if (signer.name === "Self") return ["self"];
    return signer.name === "AwsAccountNumber" ? [signer.text.trim()] : [];
  });
  return { Enabled: signers.length > 0, ...counted(signers) };
}

export function writeSigners(signers: TrustedSigners | undefined): XmlElement | undefined {
  if (signers?.Enabled !== true) return undefined;
  return element("TrustedSigners", (signers.Items ?? []).map(writeSigner));
}

function writeSigner(signer: string): XmlElement {
  return signer === "self" ? element("Self", []) : textElement("AwsAccountNumber", signer);
}

export function writeActiveSigners(active: ActiveTrustedSigners | undefined): XmlElement | undefined {
  if (active?.Enabled !== true) return undefined;
  return element(
    "ActiveTrustedSigners",
    (active.Items ?? []).map(({ AwsAccountNumber = "", KeyPairIds }) =>
      element("Signer", [
        writeSigner(AwsAccountNumber),
        ...(KeyPairIds?.Items ?? []).map((id) => textElement("KeyPairId", id)),
      ]),
    ),
  );
}

/** A text element, unless there is nothing to say. */
export function optionalText(name: string, text: string | undefined): XmlElement | undefined {
  return text === undefined || text === "" ? undefined : textElement(name, text);
}

/** How every list begins. */
export function writeFrame(list: {
  readonly Marker?: string | undefined;
  readonly NextMarker?: string | undefined;
  readonly MaxItems?: number | undefined;
  readonly IsTruncated?: boolean | undefined;
}): readonly (XmlElement | undefined)[] {
  return [
    textElement("Marker", list.Marker ?? ""),
    optionalText("NextMarker", list.NextMarker),
    textElement("MaxItems", String(list.MaxItems ?? 0)),
    textElement("IsTruncated", String(list.IsTruncated ?? false)),
  ];
}
