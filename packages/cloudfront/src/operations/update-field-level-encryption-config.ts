import type {
  UpdateFieldLevelEncryptionConfigRequest,
  UpdateFieldLevelEncryptionConfigResult,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import {
  acceptEncryptionConfig,
  ENCRYPTION_CONFIG,
  toFieldLevelEncryption,
} from "../field-level-encryption/encryption-config-kind.ts";
import { checkIfMatch } from "../if-match.ts";
import { findResource } from "../resource/find-resource.ts";
import { replaceResource } from "../resource/replace-resource.ts";
import type { Handler } from "../state.ts";

/** `UpdateFieldLevelEncryptionConfig`, PUT /VERSION/field-level-encryption/ID/config; the CallerReference stays. */
export const updateFieldLevelEncryptionConfig: Handler<
  UpdateFieldLevelEncryptionConfigRequest,
  UpdateFieldLevelEncryptionConfigResult
> = async (context, { Id, IfMatch, FieldLevelEncryptionConfig: input }) => {
  const document = await findResource(context, ENCRYPTION_CONFIG, Id);
  checkIfMatch(IfMatch, document.value.etag);
  const config = await acceptEncryptionConfig(context, input);
  if (config.CallerReference !== document.value.config.CallerReference) {
    throw cloudFrontError("IllegalUpdate", "You cannot update CallerReference.");
  }
  const record = await replaceResource(context, ENCRYPTION_CONFIG, document, config);
  return { FieldLevelEncryption: toFieldLevelEncryption(record), ETag: record.etag };
};
