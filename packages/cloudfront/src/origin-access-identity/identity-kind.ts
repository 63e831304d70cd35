import type {
  CloudFrontOriginAccessIdentity,
  CloudFrontOriginAccessIdentityConfig,
} from "@aws-sdk/client-cloudfront";
import { required } from "../required.ts";
import { type AnyConfig, referringDistributions } from "../resource/referring-distributions.ts";
import type { ResourceKind, ResourceRecord } from "../resource/resource-kind.ts";
import { acceptComment, acceptNonEmpty } from "../rules/text.ts";
import type { Context } from "../state.ts";
import { identityReference } from "./identity-reference.ts";

export interface IdentityConfig {
  CallerReference: string;
  Comment: string;
}

export type IdentityRecord = ResourceRecord<IdentityConfig>;

/** Origin access identities: idempotent by caller reference in every version of the API. */
export const IDENTITY: ResourceKind<IdentityConfig> = {
  name: "origin-access-identity",
  table: (tables) => tables.identities,
  newId: (identifiers) => identifiers.id("E"),
  limit: "originAccessIdentities",
  uniqueNames: (config) => [config.CallerReference],
  isIdempotent: true,
  failures: {
    notFound: "NoSuchCloudFrontOriginAccessIdentity",
    alreadyExists: "CloudFrontOriginAccessIdentityAlreadyExists",
    tooMany: "TooManyCloudFrontOriginAccessIdentities",
    inUse: "CloudFrontOriginAccessIdentityInUse",
  },
  isInUse: async (context, id) =>
    (await referringDistributions(context, (configuration) => refersTo(configuration, identityReference(id))))
      .length > 0,
};

function refersTo(configuration: AnyConfig, reference: string): boolean {
  if (configuration.kind === "streaming") {
    return configuration.config.S3Origin.OriginAccessIdentity === reference;
  }
  return (configuration.config.Origins?.Items ?? []).some(
    (origin) => origin.S3OriginConfig?.OriginAccessIdentity === reference,
  );
}

export function acceptIdentityConfig(
  input: CloudFrontOriginAccessIdentityConfig | undefined,
): IdentityConfig {
  const path = "cloudFrontOriginAccessIdentityConfig";
  const config = required(input, path);
  return {
    CallerReference: acceptNonEmpty(
      required(config.CallerReference, `${path}.callerReference`),
      "CallerReference",
    ),
    Comment: acceptComment(required(config.Comment, `${path}.comment`)),
  };
}

export function toIdentity(
  { canonicalUserIdOf }: Context,
  { id, config }: IdentityRecord,
): CloudFrontOriginAccessIdentity {
  return {
    Id: id,
    S3CanonicalUserId: canonicalUserIdOf(id),
    CloudFrontOriginAccessIdentityConfig: config,
  };
}
