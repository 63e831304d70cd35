import type {
  CreateFieldLevelEncryptionConfigRequest,
  CreateFieldLevelEncryptionConfigResult,
} from "@aws-sdk/client-cloudfront";
import {
  acceptEncryptionConfig,
  ENCRYPTION_CONFIG,
  toFieldLevelEncryption,
} from "../field-level-encryption/encryption-config-kind.ts";
import { locationOf } from "../location.ts";
import { createResource } from "../resource/create-resource.ts";
import type { Handler } from "../state.ts";

/** `CreateFieldLevelEncryptionConfig`, POST /VERSION/field-level-encryption. */
export const createFieldLevelEncryptionConfig: Handler<
  CreateFieldLevelEncryptionConfigRequest,
  CreateFieldLevelEncryptionConfigResult
> = async (context, { FieldLevelEncryptionConfig: input }) => {
  const record = await createResource(
    context,
    ENCRYPTION_CONFIG,
    await acceptEncryptionConfig(context, input),
  );
  return {
    FieldLevelEncryption: toFieldLevelEncryption(record),
    Location: locationOf(context.apiVersion, `field-level-encryption/${record.id}`),
    ETag: record.etag,
  };
};
