import type {
  FieldLevelEncryptionProfile,
  FieldLevelEncryptionProfileConfig,
  FieldLevelEncryptionProfileSummary,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import type { ResourceKind, ResourceRecord } from "../resource/resource-kind.ts";
import { acceptComment, acceptName, acceptNonEmpty } from "../rules/text.ts";
import type { Context } from "../state.ts";

/** Quotas of the developer guide. */
const MAX_ENCRYPTION_ENTITIES = 1;
const MAX_FIELD_PATTERNS = 10;
const MAX_NAME_LENGTH = 128;

type EncryptionProfileRecord = ResourceRecord<FieldLevelEncryptionProfileConfig>;

/** Field-level encryption profiles: which fields, with which public key. */
export const ENCRYPTION_PROFILE: ResourceKind<FieldLevelEncryptionProfileConfig> = {
  name: "field-level-encryption-profile",
  table: (tables) => tables.encryptionProfiles,
  newId: (identifiers) => identifiers.id("P"),
  limit: "encryptionProfiles",
  uniqueNames: (config) => [`name/${config.Name}`, `reference/${config.CallerReference}`],
  isIdempotent: false,
  failures: {
    notFound: "NoSuchFieldLevelEncryptionProfile",
    alreadyExists: "FieldLevelEncryptionProfileAlreadyExists",
    tooMany: "TooManyFieldLevelEncryptionProfiles",
    inUse: "FieldLevelEncryptionProfileInUse",
  },
  isInUse: async ({ accountId, tables }, id) => {
    const configs = await tables.encryptionConfigs.list({ prefix: `${accountId}/` });
    return configs.some(({ value: { config } }) =>
      [
        ...(config.QueryArgProfileConfig?.QueryArgProfiles?.Items ?? []),
        ...(config.ContentTypeProfileConfig?.ContentTypeProfiles?.Items ?? []),
      ].some(({ ProfileId }) => ProfileId === id),
    );
  },
};

export async function acceptEncryptionProfile(
  { accountId, tables }: Context,
  input: FieldLevelEncryptionProfileConfig | undefined,
): Promise<FieldLevelEncryptionProfileConfig> {
  const path = "fieldLevelEncryptionProfileConfig";
  const config = required(input, path);
  const entities = itemsOf(
    "EncryptionEntities",
    required(config.EncryptionEntities, `${path}.encryptionEntities`),
  );
  if (entities.length > MAX_ENCRYPTION_ENTITIES) {
    throw cloudFrontError("TooManyFieldLevelEncryptionEncryptionEntities");
  }
  for (const entity of entities) {
    if (itemsOf("FieldPatterns", entity.FieldPatterns).length > MAX_FIELD_PATTERNS) {
      throw cloudFrontError("TooManyFieldLevelEncryptionFieldPatterns");
    }
    if ((await tables.publicKeys.get(`${accountId}/${entity.PublicKeyId}`)) === undefined) {
      throw cloudFrontError("NoSuchPublicKey");
    }
  }
  return {
    ...config,
    Name: acceptName(required(config.Name, `${path}.name`), MAX_NAME_LENGTH),
    CallerReference: acceptNonEmpty(
      required(config.CallerReference, `${path}.callerReference`),
      "CallerReference",
    ),
    Comment: acceptComment(config.Comment ?? ""),
  };
}

export function toEncryptionProfile({
  id,
  lastModifiedMs,
  config,
}: EncryptionProfileRecord): FieldLevelEncryptionProfile {
  return { Id: id, LastModifiedTime: new Date(lastModifiedMs), FieldLevelEncryptionProfileConfig: config };
}

export function toEncryptionProfileSummary({
  id,
  lastModifiedMs,
  config,
}: EncryptionProfileRecord): FieldLevelEncryptionProfileSummary {
  return {
    Id: id,
    LastModifiedTime: new Date(lastModifiedMs),
    Name: config.Name,
    EncryptionEntities: config.EncryptionEntities,
    Comment: config.Comment,
  };
}
