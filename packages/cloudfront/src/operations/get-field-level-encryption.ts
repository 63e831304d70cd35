import type {
  GetFieldLevelEncryptionRequest,
  GetFieldLevelEncryptionResult,
} from "@aws-sdk/client-cloudfront";
import {
  ENCRYPTION_CONFIG,
  toFieldLevelEncryption,
} from "../field-level-encryption/encryption-config-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetFieldLevelEncryption`, GET /VERSION/field-level-encryption/ID. */
export const getFieldLevelEncryption: Handler<
  GetFieldLevelEncryptionRequest,
  GetFieldLevelEncryptionResult
> = async (context, { Id }) => {
  const { value: record } = await findResource(context, ENCRYPTION_CONFIG, Id);
  return { FieldLevelEncryption: toFieldLevelEncryption(record), ETag: record.etag };
};
