import type {
  GetFieldLevelEncryptionProfileConfigRequest,
  GetFieldLevelEncryptionProfileConfigResult,
} from "@aws-sdk/client-cloudfront";
import { ENCRYPTION_PROFILE } from "../field-level-encryption/encryption-profile-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetFieldLevelEncryptionProfileConfig`, GET /VERSION/field-level-encryption-profile/ID/config. */
export const getFieldLevelEncryptionProfileConfig: Handler<
  GetFieldLevelEncryptionProfileConfigRequest,
  GetFieldLevelEncryptionProfileConfigResult
> = async (context, { Id }) => {
  const { value: record } = await findResource(context, ENCRYPTION_PROFILE, Id);
  return { FieldLevelEncryptionProfileConfig: record.config, ETag: record.etag };
};
