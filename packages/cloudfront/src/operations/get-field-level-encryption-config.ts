import type {
  GetFieldLevelEncryptionConfigRequest,
  GetFieldLevelEncryptionConfigResult,
} from "@aws-sdk/client-cloudfront";
import { ENCRYPTION_CONFIG } from "../field-level-encryption/encryption-config-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetFieldLevelEncryptionConfig`, GET /VERSION/field-level-encryption/ID/config. */
export const getFieldLevelEncryptionConfig: Handler<
  GetFieldLevelEncryptionConfigRequest,
  GetFieldLevelEncryptionConfigResult
> = async (context, { Id }) => {
  const { value: record } = await findResource(context, ENCRYPTION_CONFIG, Id);
  return { FieldLevelEncryptionConfig: record.config, ETag: record.etag };
};
