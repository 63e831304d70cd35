import { GetStreamingDistributionCommand } from "@aws-sdk/client-cloudfront";
import type { SiteClients } from "../clients.ts";
import { fromCloudFormation } from "../cloud-formation/distribution-resource.ts";
import { SiteError } from "../errors.ts";

/** An RTMP distribution, whatever it was read from. */
export interface RtmpDistribution {
  readonly id: string | undefined;
  readonly domainName: string | undefined;
  readonly originDomainName: string;
  /** `origin-access-identity/cloudfront/E…`, or "". */
  readonly originAccessIdentity: string;
  readonly aliases: readonly string[];
  readonly comment: string;
  readonly logging: { readonly bucket: string; readonly prefix: string } | undefined;
  readonly trustedSigners: readonly string[];
  readonly priceClass: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
  readonly isEnabled: boolean;
}

/** The resource type that CloudFormation had for them. */
const RESOURCE_TYPE = "AWS::CloudFront::StreamingDistribution";

type Members = Readonly<Record<string, unknown>>;

/**
 * @param source id of a distribution, or parsed JSON: an answer of get-streaming-distribution(-config), its
 *   configuration alone, a CloudFormation resource, or a template that has one
 * @throws SiteError `ERR_SITE_MIGRATION_SOURCE`
 */
export async function readSource(
  source: unknown,
  clients: SiteClients | undefined,
): Promise<RtmpDistribution> {
  if (typeof source !== "string") return fromMembers(members(source));
  if (clients === undefined)
    throw unreadable(`"${source}" is a distribution id, and no clients were given to ask for it`);
  const { StreamingDistribution } = await clients.cloudfront.send(
    new GetStreamingDistributionCommand({ Id: source }),
  );
  return fromMembers(members(StreamingDistribution));
}

function fromMembers(source: Members): RtmpDistribution {
  const resource = findResource(source);
  if (resource !== undefined) return fromMembers(members(fromCloudFormation(resource, "").config));
  const distribution = source.StreamingDistribution ? members(source.StreamingDistribution) : source;
  const config = members(distribution.StreamingDistributionConfig ?? distribution);
  const origin = members(config.S3Origin);
  const originDomainName = text(origin.DomainName, "S3Origin.DomainName");
  if (originDomainName === "") {
    throw unreadable(
      `there is no S3Origin.DomainName: give an answer of get-streaming-distribution, or a resource of the type ${RESOURCE_TYPE}`,
    );
  }
  const logging = members(config.Logging);
  const signers = members(config.TrustedSigners);
  return {
    id: text(distribution.Id, "Id") || undefined,
    domainName: text(distribution.DomainName, "DomainName") || undefined,
    originDomainName,
    originAccessIdentity: text(origin.OriginAccessIdentity, "S3Origin.OriginAccessIdentity"),
    aliases: items(config.Aliases, "Aliases"),
    comment: text(config.Comment, "Comment"),
    logging: isTrue(logging.Enabled)
      ? { bucket: text(logging.Bucket, "Logging.Bucket"), prefix: text(logging.Prefix, "Logging.Prefix") }
      : undefined,
    trustedSigners: isTrue(signers.Enabled) ? items(signers, "TrustedSigners") : [],
    priceClass: priceClass(text(config.PriceClass, "PriceClass")),
    isEnabled: isTrue(config.Enabled),
  };
}

/** The CloudFormation resource that `source` is or holds. */
function findResource(source: Members): Members | undefined {
  if (source.Type === RESOURCE_TYPE) return source;
  if (source.Resources === undefined) return undefined;
  const found = Object.entries(members(source.Resources)).filter(
    ([, it]) => members(it).Type === RESOURCE_TYPE,
  );
  const [first] = found;
  if (first === undefined) throw unreadable(`the template has no resource of the type ${RESOURCE_TYPE}`);
  if (found.length > 1)
    throw unreadable(
      `the template has ${found.length} of them: give one resource, ${found.map(([name]) => name).join(" or ")}`,
    );
  return members(first[1]);
}

function members(value: unknown): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function items(list: unknown, place: string): readonly string[] {
  const { Items: found = [] } = members(list);
  return Array.isArray(found) ? found.map((item) => text(item, place)) : [];
}

function text(value: unknown, place: string): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw unreadable(
    `${place} is ${JSON.stringify(value)}: write the value it stands for, or migrate the deployed distribution by its id`,
  );
}

/** CloudFormation takes `"true"` too. */
const isTrue = (value: unknown): boolean => value === true || value === "true";

function priceClass(name: string): RtmpDistribution["priceClass"] {
  return name === "PriceClass_100" || name === "PriceClass_200" ? name : "PriceClass_All";
}

function unreadable(message: string): SiteError {
  return new SiteError("ERR_SITE_MIGRATION_SOURCE", `this is no RTMP distribution to migrate: ${message}`);
}
