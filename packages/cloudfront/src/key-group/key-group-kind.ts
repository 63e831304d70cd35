import type { KeyGroup, KeyGroupConfig, KeyGroupSummary } from "@aws-sdk/client-cloudfront";
import { behaviorsOf } from "../distribution/web-config.ts";
import { cloudFrontError, invalidParameter } from "../errors.ts";
import { required } from "../required.ts";
import { referringDistributions } from "../resource/referring-distributions.ts";
import type { ResourceKind, ResourceRecord } from "../resource/resource-kind.ts";
import { acceptComment, acceptName } from "../rules/text.ts";
import type { Context } from "../state.ts";

const MAX_NAME_LENGTH = 128;
/** Quota of the developer guide. */
const MAX_KEYS = 5;

type KeyGroupRecord = ResourceRecord<KeyGroupConfig>;

/** Key groups: the public keys whose signatures a cache behaviour trusts. */
export const KEY_GROUP: ResourceKind<KeyGroupConfig> = {
  name: "key-group",
  table: (tables) => tables.keyGroups,
  newId: (identifiers) => identifiers.uuid(),
  limit: "keyGroups",
  uniqueNames: (config) => [config.Name ?? ""],
  isIdempotent: false,
  failures: {
    // The model has no NoSuchKeyGroup: operations on key groups list NoSuchResource.
    notFound: "NoSuchResource",
    alreadyExists: "KeyGroupAlreadyExists",
    tooMany: "TooManyKeyGroups",
    inUse: "ResourceInUse",
  },
  isInUse: async (context, id) => {
    const referring = await referringDistributions(
      context,
      ({ kind, config }) =>
        kind === "web" &&
        behaviorsOf(config).some((behavior) => behavior.TrustedKeyGroups?.Items?.includes(id)),
    );
    return referring.length > 0;
  },
};

export async function acceptKeyGroup(
  { accountId, tables }: Context,
  input: KeyGroupConfig | undefined,
): Promise<KeyGroupConfig> {
  const config = required(input, "keyGroupConfig");
  const items = required(config.Items, "keyGroupConfig.items");
  if (items.length > MAX_KEYS) throw cloudFrontError("TooManyPublicKeysInKeyGroup");
  if (items.length === 0) throw invalidParameter("Items", "is required.");
  for (const id of items) {
    // The model lists no NoSuchPublicKey for key groups.
    if ((await tables.publicKeys.get(`${accountId}/${id}`)) === undefined) {
      throw invalidParameter("Items", "contains one or more public keys that do not exist.");
    }
  }
  return {
    Name: acceptName(required(config.Name, "keyGroupConfig.name"), MAX_NAME_LENGTH),
    Items: [...items],
    Comment: acceptComment(config.Comment ?? ""),
  };
}

export function toKeyGroup({ id, lastModifiedMs, config }: KeyGroupRecord): KeyGroup {
  return { Id: id, LastModifiedTime: new Date(lastModifiedMs), KeyGroupConfig: config };
}

export function toKeyGroupSummary(record: KeyGroupRecord): KeyGroupSummary {
  return { KeyGroup: toKeyGroup(record) };
}
