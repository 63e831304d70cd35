import {
  CreateFieldLevelEncryptionConfigCommand,
  CreateFieldLevelEncryptionProfileCommand,
  DeleteFieldLevelEncryptionConfigCommand,
  DeleteFieldLevelEncryptionProfileCommand,
  type FieldLevelEncryptionConfig,
  type FieldLevelEncryptionProfileConfig,
  GetFieldLevelEncryptionConfigCommand,
  GetFieldLevelEncryptionProfileCommand,
} from "@aws-sdk/client-cloudfront";
import { type ErrorCase, type ErrorCaseWorld, refusal } from "./error-case.cases.ts";
import { createPublicKey, type Made, useInBehavior } from "./test-resources.cases.ts";

const NO_PROFILE = "P0000000NOBODY";

async function createConfig(
  { client, unique }: ErrorCaseWorld,
  overrides: Partial<FieldLevelEncryptionConfig> = {},
): Promise<Made<FieldLevelEncryptionConfig>> {
  const config = { CallerReference: unique("encryption"), ...overrides };
  const { FieldLevelEncryption: made, ETag } = await client.send(
    new CreateFieldLevelEncryptionConfigCommand({ FieldLevelEncryptionConfig: config }),
  );
  return { id: made?.Id ?? "", etag: ETag, config };
}

async function createProfile(
  { client, unique }: ErrorCaseWorld,
  overrides: Partial<FieldLevelEncryptionProfileConfig> = {},
): Promise<Made<FieldLevelEncryptionProfileConfig>> {
  const config = {
    Name: unique("profile"),
    CallerReference: unique("profile"),
    EncryptionEntities: { Quantity: 0 },
    ...overrides,
  };
  const { FieldLevelEncryptionProfile: made, ETag } = await client.send(
    new CreateFieldLevelEncryptionProfileCommand({ FieldLevelEncryptionProfileConfig: config }),
  );
  return { id: made?.Id ?? "", etag: ETag, config };
}

function byQuery(profileIds: readonly string[]): Partial<FieldLevelEncryptionConfig> {
  const items = profileIds.map((ProfileId, index) => ({ QueryArg: `q${index}`, ProfileId }));
  return {
    QueryArgProfileConfig: {
      ForwardWhenQueryArgProfileIsUnknown: true,
      QueryArgProfiles: { Quantity: items.length, Items: items },
    },
  };
}

function entity(PublicKeyId: string, patterns = 1) {
  const items = Array.from({ length: patterns }, (_, index) => `field-${index}`);
  return { PublicKeyId, ProviderId: "holiday", FieldPatterns: { Quantity: patterns, Items: items } };
}

/** Everything that can go wrong with field-level encryption. */
export const ENCRYPTION_ERROR_CASES: readonly ErrorCase[] = [
  refusal(
    "encryption: no such id",
    "NoSuchFieldLevelEncryptionConfig",
    404,
    "The specified configuration for field-level encryption doesn't exist.",
    async ({ client }) =>
      () =>
        client.send(new GetFieldLevelEncryptionConfigCommand({ Id: "C0000000NOBODY" })),
  ),
  refusal(
    "encryption: CallerReference again",
    "FieldLevelEncryptionConfigAlreadyExists",
    409,
    "The specified configuration for field-level encryption already exists.",
    async (world) => {
      const { config } = await createConfig(world);
      return () => createConfig(world, config);
    },
  ),
  refusal(
    "encryption: deleted while a cache behavior uses it",
    "FieldLevelEncryptionConfigInUse",
    409,
    "The specified configuration for field-level encryption is in use.",
    async (world) => {
      const { id, etag } = await createConfig(world);
      await useInBehavior(world, { FieldLevelEncryptionId: id });
      return () => world.client.send(new DeleteFieldLevelEncryptionConfigCommand({ Id: id, IfMatch: etag }));
    },
  ),
  refusal(
    "encryption: unknown profile",
    "NoSuchFieldLevelEncryptionProfile",
    404,
    "The specified profile for field-level encryption doesn't exist.",
    async (world) => () => createConfig(world, byQuery([NO_PROFILE])),
  ),
  refusal(
    "encryption: argument without a profile",
    "QueryArgProfileEmpty",
    400,
    "No profile specified for the field-level encryption query argument.",
    async (world) => () => createConfig(world, byQuery([""])),
  ),
  refusal(
    "encryption: six arguments",
    "TooManyFieldLevelEncryptionQueryArgProfiles",
    400,
    "The maximum number of query arg profiles for field-level encryption have been created.",
    async (world) => () => createConfig(world, byQuery(Array.from({ length: 6 }, () => NO_PROFILE))),
  ),
  refusal(
    "encryption: two content types",
    "TooManyFieldLevelEncryptionContentTypeProfiles",
    400,
    "The maximum number of content type profiles for field-level encryption have been created.",
    async (world) => () =>
      createConfig(world, {
        ContentTypeProfileConfig: {
          ForwardWhenContentTypeIsUnknown: true,
          ContentTypeProfiles: {
            Quantity: 2,
            Items: ["a/b", "c/d"].map((ContentType) => ({ Format: "URLEncoded" as const, ContentType })),
          },
        },
      }),
  ),
  refusal(
    "profile: no such id",
    "NoSuchFieldLevelEncryptionProfile",
    404,
    "The specified profile for field-level encryption doesn't exist.",
    async ({ client }) =>
      () =>
        client.send(new GetFieldLevelEncryptionProfileCommand({ Id: NO_PROFILE })),
  ),
  refusal(
    "profile: name again",
    "FieldLevelEncryptionProfileAlreadyExists",
    409,
    "The specified profile for field-level encryption already exists.",
    async (world) => {
      const { config } = await createProfile(world);
      return () => createProfile(world, { Name: config.Name });
    },
  ),
  refusal(
    "profile: deleted while a configuration uses it",
    "FieldLevelEncryptionProfileInUse",
    409,
    "The specified profile for field-level encryption is in use.",
    async (world) => {
      const { id, etag } = await createProfile(world);
      await createConfig(world, byQuery([id]));
      return () => world.client.send(new DeleteFieldLevelEncryptionProfileCommand({ Id: id, IfMatch: etag }));
    },
  ),
  refusal(
    "profile: unknown key",
    "NoSuchPublicKey",
    404,
    "The specified public key doesn't exist.",
    async (world) => () =>
      createProfile(world, { EncryptionEntities: { Quantity: 1, Items: [entity("K0000000NOBODY")] } }),
  ),
  refusal(
    "profile: two entities",
    "TooManyFieldLevelEncryptionEncryptionEntities",
    400,
    "The maximum number of encryption entities for field-level encryption have been created.",
    async (world) => () =>
      createProfile(world, { EncryptionEntities: { Quantity: 2, Items: [entity("K1"), entity("K2")] } }),
  ),
  refusal(
    "profile: eleven fields",
    "TooManyFieldLevelEncryptionFieldPatterns",
    400,
    "The maximum number of field patterns for field-level encryption have been created.",
    async (world) => {
      const { id } = await createPublicKey(world);
      return () => createProfile(world, { EncryptionEntities: { Quantity: 1, Items: [entity(id, 11)] } });
    },
  ),
];
