import type { CustomOriginConfig, Origin, OriginGroups, Origins } from "@aws-sdk/client-cloudfront";
import { cloudFrontError, invalidParameter } from "../errors.ts";
import { identityIdOf } from "../origin-access-identity/identity-reference.ts";
import { counted, itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import { acceptIdentityReference } from "../rules/origin-access-identity.ts";
import { acceptRelativePath } from "../rules/relative-path.ts";
import { parseS3OriginDomain } from "../s3-origin-domain.ts";
import type { Context } from "../state.ts";

/** Quotas of the developer guide, all per distribution or origin. */
const MAX_ORIGINS = 100;
const MAX_ORIGIN_GROUPS = 10;
const MAX_CUSTOM_HEADERS = 30;

const HOST_NAME_PATTERN = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/i;

export async function acceptOrigins(context: Context, origins: Origins | undefined): Promise<Origins> {
  const items = itemsOf("Origins", required(origins, "distributionConfig.origins"));
  if (items.length === 0) {
    throw cloudFrontError(
      "MalformedXML",
      "1 validation error detected: Value '[]' at 'distributionConfig.origins.items' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  }
  if (items.length > MAX_ORIGINS) throw cloudFrontError("TooManyOrigins");
  const accepted: Origin[] = [];
  for (const origin of items) accepted.push(await acceptOrigin(context, origin, accepted.length + 1));
  if (new Set(accepted.map(({ Id }) => Id)).size < accepted.length) {
    throw invalidParameter("Origin Id", "must be unique.");
  }
  return { Quantity: accepted.length, Items: accepted };
}

async function acceptOrigin(context: Context, origin: Origin, position: number): Promise<Origin> {
  const path = (member: string) => `distributionConfig.origins.items.${position}.member.${member}`;
  const domainName = required(origin.DomainName, path("domainName"));
  const accessControlId = origin.OriginAccessControlId ?? "";
  const { S3OriginConfig: s3, CustomOriginConfig: custom, VpcOriginConfig: vpc } = origin;
  if ([s3, custom, vpc].filter((config) => config !== undefined).length !== 1) {
    throw cloudFrontError(
      "InvalidArgument",
      "Exactly one of CustomOriginConfig, VpcOriginConfig, and S3OriginConfig must be specified",
    );
  }
  if (s3 !== undefined && parseS3OriginDomain(domainName) === undefined) {
    throw invalidParameter("Origin DomainName", "does not refer to a valid S3 bucket.");
  }
  if (!HOST_NAME_PATTERN.test(domainName)) throw invalidParameter("origin name", "must be a domain name.");

  const identity =
    s3 === undefined ? "" : await acceptIdentityReference(context, s3.OriginAccessIdentity ?? "");
  await checkAccessControl(context, accessControlId, identity, domainName);
  const headers = itemsOf("CustomHeaders", origin.CustomHeaders);
  if (headers.length > MAX_CUSTOM_HEADERS) throw cloudFrontError("TooManyOriginCustomHeaders");
  return {
    Id: required(origin.Id, path("id")),
    DomainName: domainName,
    OriginPath: acceptOriginPath(origin.OriginPath ?? ""),
    CustomHeaders: counted(headers),
    ...(s3 === undefined ? {} : { S3OriginConfig: { ...s3, OriginAccessIdentity: identity } }),
    ...(custom === undefined ? {} : { CustomOriginConfig: acceptCustomOrigin(custom) }),
    ...(vpc === undefined ? {} : { VpcOriginConfig: vpc }),
    ConnectionAttempts: within(origin.ConnectionAttempts ?? 3, 1, 3, "ConnectionAttempts"),
    ConnectionTimeout: within(origin.ConnectionTimeout ?? 10, 1, 10, "ConnectionTimeout"),
    ...(origin.ResponseCompletionTimeout === undefined
      ? {}
      : { ResponseCompletionTimeout: origin.ResponseCompletionTimeout }),
    OriginShield: origin.OriginShield ?? { Enabled: false },
    OriginAccessControlId: accessControlId,
  };
}

function acceptOriginPath(path: string): string {
  if (path === "") return path;
  if (path.endsWith("/")) throw invalidParameter("OriginPath", "can't end with a slash (/).");
  return acceptRelativePath(path);
}

function acceptCustomOrigin(custom: CustomOriginConfig): CustomOriginConfig {
  const readTimeout = custom.OriginReadTimeout ?? 30;
  const keepaliveTimeout = custom.OriginKeepaliveTimeout ?? 5;
  if (readTimeout < 1 || readTimeout > 180) throw cloudFrontError("InvalidOriginReadTimeout");
  if (keepaliveTimeout < 1 || keepaliveTimeout > 180) throw cloudFrontError("InvalidOriginKeepaliveTimeout");
  for (const port of [custom.HTTPPort, custom.HTTPSPort]) {
    if (port !== undefined && port !== 80 && port !== 443 && (port < 1024 || port > 65_535)) {
      throw invalidParameter("HTTPPort", "is not valid.");
    }
  }
  const protocols = itemsOf("OriginSslProtocols", custom.OriginSslProtocols);
  return {
    ...custom,
    // What the service fills in for an origin that names no protocols.
    OriginSslProtocols:
      protocols.length === 0
        ? { Quantity: 2, Items: ["TLSv1", "SSLv3"] }
        : { Quantity: protocols.length, Items: [...protocols] },
    OriginReadTimeout: readTimeout,
    OriginKeepaliveTimeout: keepaliveTimeout,
  };
}

async function checkAccessControl(
  { accountId, tables }: Context,
  id: string,
  identityReference: string,
  domainName: string,
): Promise<void> {
  if (id === "") return;
  if (identityIdOf(identityReference) !== undefined)
    throw cloudFrontError("IllegalOriginAccessConfiguration");
  const control = (await tables.originAccessControls.get(`${accountId}/${id}`))?.value;
  if (control === undefined) throw cloudFrontError("InvalidOriginAccessControl");
  const isForS3 = control.config.OriginAccessControlOriginType === "s3";
  if (isForS3 && parseS3OriginDomain(domainName) === undefined) {
    throw cloudFrontError("InvalidDomainNameForOriginAccessControl");
  }
}

function within(value: number, min: number, max: number, parameter: string): number {
  if (value < min || value > max) throw invalidParameter(parameter, "is not valid.");
  return value;
}

/** Origin groups: two members each, both origins of the distribution. */
export function acceptOriginGroups(
  groups: OriginGroups | undefined,
  originIds: ReadonlySet<string>,
): OriginGroups {
  const items = itemsOf("OriginGroups", groups);
  if (items.length > MAX_ORIGIN_GROUPS) throw cloudFrontError("TooManyOriginGroupsPerDistribution");
  for (const group of items) {
    const members = itemsOf("OriginGroupMembers", group.Members);
    if (members.length !== 2) throw invalidParameter("OriginGroupMembers", "must have exactly two members.");
    if (members.some(({ OriginId }) => OriginId === undefined || !originIds.has(OriginId))) {
      throw cloudFrontError("NoSuchOrigin");
    }
    itemsOf("StatusCodes", group.FailoverCriteria?.StatusCodes);
  }
  return counted(items);
}
