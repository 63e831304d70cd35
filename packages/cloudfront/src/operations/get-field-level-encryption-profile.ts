import type {
  GetFieldLevelEncryptionProfileRequest,
  GetFieldLevelEncryptionProfileResult,
} from "@aws-sdk/client-cloudfront";
import {
  ENCRYPTION_PROFILE,
  toEncryptionProfile,
} from "../field-level-encryption/encryption-profile-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetFieldLevelEncryptionProfile`, GET /VERSION/field-level-encryption-profile/ID. */
export const getFieldLevelEncryptionProfile: Handler<
  GetFieldLevelEncryptionProfileRequest,
  GetFieldLevelEncryptionProfileResult
> = async (context, { Id }) => {
  const { value: record } = await findResource(context, ENCRYPTION_PROFILE, Id);
  return { FieldLevelEncryptionProfile: toEncryptionProfile(record), ETag: record.etag };
};
