import type {
  FieldLevelEncryption,
  FieldLevelEncryptionConfig,
  FieldLevelEncryptionSummary,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { isReferredTo } from "../policy/policy-references.ts";
import { itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import type { ResourceKind, ResourceRecord } from "../resource/resource-kind.ts";
import { acceptComment, acceptNonEmpty } from "../rules/text.ts";
import type { Context } from "../state.ts";

/** Quotas of the developer guide. */
const MAX_QUERY_ARG_PROFILES = 5;
const MAX_CONTENT_TYPE_PROFILES = 1;

type EncryptionConfigRecord = ResourceRecord<FieldLevelEncryptionConfig>;

/** Field-level encryption configurations: stored and referred to; the edge encrypts nothing. */
export const ENCRYPTION_CONFIG: ResourceKind<FieldLevelEncryptionConfig> = {
  name: "field-level-encryption",
  table: (tables) => tables.encryptionConfigs,
  newId: (identifiers) => identifiers.id("C"),
  limit: "encryptionConfigs",
  uniqueNames: (config) => [config.CallerReference ?? ""],
  isIdempotent: false,
  failures: {
    notFound: "NoSuchFieldLevelEncryptionConfig",
    alreadyExists: "FieldLevelEncryptionConfigAlreadyExists",
    tooMany: "TooManyFieldLevelEncryptionConfigs",
    inUse: "FieldLevelEncryptionConfigInUse",
  },
  isInUse: (context, id) => isReferredTo(context, "FieldLevelEncryptionId", id),
};

export async function acceptEncryptionConfig(
  { accountId, tables }: Context,
  input: FieldLevelEncryptionConfig | undefined,
): Promise<FieldLevelEncryptionConfig> {
  const path = "fieldLevelEncryptionConfig";
  const config = required(input, path);
  const byQuery = itemsOf("QueryArgProfiles", config.QueryArgProfileConfig?.QueryArgProfiles);
  const byType = itemsOf("ContentTypeProfiles", config.ContentTypeProfileConfig?.ContentTypeProfiles);
  if (byQuery.length > MAX_QUERY_ARG_PROFILES) {
    throw cloudFrontError("TooManyFieldLevelEncryptionQueryArgProfiles");
  }
  if (byType.length > MAX_CONTENT_TYPE_PROFILES) {
    throw cloudFrontError("TooManyFieldLevelEncryptionContentTypeProfiles");
  }
  if (byQuery.some(({ ProfileId }) => ProfileId === "")) throw cloudFrontError("QueryArgProfileEmpty");
  for (const { ProfileId: id } of [...byQuery, ...byType]) {
    if (id === undefined || id === "") continue;
    if ((await tables.encryptionProfiles.get(`${accountId}/${id}`)) === undefined) {
      throw cloudFrontError("NoSuchFieldLevelEncryptionProfile");
    }
  }
  return {
    ...config,
    CallerReference: acceptNonEmpty(
      required(config.CallerReference, `${path}.callerReference`),
      "CallerReference",
    ),
    Comment: acceptComment(config.Comment ?? ""),
  };
}

export function toFieldLevelEncryption({
  id,
  lastModifiedMs,
  config,
}: EncryptionConfigRecord): FieldLevelEncryption {
  return { Id: id, LastModifiedTime: new Date(lastModifiedMs), FieldLevelEncryptionConfig: config };
}

export function toFieldLevelEncryptionSummary({
  id,
  lastModifiedMs,
  config,
}: EncryptionConfigRecord): FieldLevelEncryptionSummary {
  return {
    Id: id,
    LastModifiedTime: new Date(lastModifiedMs),
    Comment: config.Comment,
    QueryArgProfileConfig: config.QueryArgProfileConfig,
    ContentTypeProfileConfig: config.ContentTypeProfileConfig,
  };
}
