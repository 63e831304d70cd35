import type {
  UpdateFieldLevelEncryptionProfileRequest,
  UpdateFieldLevelEncryptionProfileResult,
} from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import {
  acceptEncryptionProfile,
  ENCRYPTION_PROFILE,
  toEncryptionProfile,
} from "../field-level-encryption/encryption-profile-kind.ts";
import { checkIfMatch } from "../if-match.ts";
import { findResource } from "../resource/find-resource.ts";
import { replaceResource } from "../resource/replace-resource.ts";
import type { Handler } from "../state.ts";

/** `UpdateFieldLevelEncryptionProfile`, PUT /VERSION/field-level-encryption-profile/ID/config; the CallerReference stays. */
export const updateFieldLevelEncryptionProfile: Handler<
  UpdateFieldLevelEncryptionProfileRequest,
  UpdateFieldLevelEncryptionProfileResult
> = async (context, { Id, IfMatch, FieldLevelEncryptionProfileConfig: input }) => {
  const document = await findResource(context, ENCRYPTION_PROFILE, Id);
  checkIfMatch(IfMatch, document.value.etag);
  const config = await acceptEncryptionProfile(context, input);
  if (config.CallerReference !== document.value.config.CallerReference) {
    throw cloudFrontError("IllegalUpdate", "You cannot update CallerReference.");
  }
  const record = await replaceResource(context, ENCRYPTION_PROFILE, document, config);
  return { FieldLevelEncryptionProfile: toEncryptionProfile(record), ETag: record.etag };
};
