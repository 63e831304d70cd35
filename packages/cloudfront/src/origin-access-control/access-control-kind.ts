import type {
  OriginAccessControl,
  OriginAccessControlConfig,
  OriginAccessControlSummary,
} from "@aws-sdk/client-cloudfront";
import { originsOf } from "../distribution/web-config.ts";
import { required } from "../required.ts";
import { referringDistributions } from "../resource/referring-distributions.ts";
import type { ResourceKind, ResourceRecord } from "../resource/resource-kind.ts";
import { acceptName } from "../rules/text.ts";

/** Names of origin access controls have 64 characters at most. */
const MAX_NAME_LENGTH = 64;

type AccessControlRecord = ResourceRecord<OriginAccessControlConfig>;

/**
 * Origin access controls.
 *
 * Fidelity: stored, checked and referred to; the edge signs no origin requests with them.
 */
export const ACCESS_CONTROL: ResourceKind<OriginAccessControlConfig> = {
  name: "origin-access-control",
  table: (tables) => tables.originAccessControls,
  newId: (identifiers) => identifiers.id("E"),
  limit: "originAccessControls",
  uniqueNames: (config) => [config.Name ?? ""],
  isIdempotent: false,
  failures: {
    notFound: "NoSuchOriginAccessControl",
    alreadyExists: "OriginAccessControlAlreadyExists",
    tooMany: "TooManyOriginAccessControls",
    inUse: "OriginAccessControlInUse",
  },
  isInUse: async (context, id) => {
    const referring = await referringDistributions(
      context,
      ({ kind, config }) =>
        kind === "web" && originsOf(config).some((origin) => origin.OriginAccessControlId === id),
    );
    return referring.length > 0;
  },
};

export function acceptAccessControl(input: OriginAccessControlConfig | undefined): OriginAccessControlConfig {
  const path = "originAccessControlConfig";
  const config = required(input, path);
  return {
    Name: acceptName(required(config.Name, `${path}.name`), MAX_NAME_LENGTH),
    Description: config.Description ?? "",
    SigningProtocol: required(config.SigningProtocol, `${path}.signingProtocol`),
    SigningBehavior: required(config.SigningBehavior, `${path}.signingBehavior`),
    OriginAccessControlOriginType: required(
      config.OriginAccessControlOriginType,
      `${path}.originAccessControlOriginType`,
    ),
  };
}

export function toAccessControl({ id, config }: AccessControlRecord): OriginAccessControl {
  return { Id: id, OriginAccessControlConfig: config };
}

export function toAccessControlSummary({ id, config }: AccessControlRecord): OriginAccessControlSummary {
  return {
    Id: id,
    Description: config.Description,
    Name: config.Name,
    SigningProtocol: config.SigningProtocol,
    SigningBehavior: config.SigningBehavior,
    OriginAccessControlOriginType: config.OriginAccessControlOriginType,
  };
}
