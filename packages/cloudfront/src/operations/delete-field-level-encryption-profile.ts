import type { DeleteFieldLevelEncryptionProfileRequest } from "@aws-sdk/client-cloudfront";
import { ENCRYPTION_PROFILE } from "../field-level-encryption/encryption-profile-kind.ts";
import { removeResource } from "../resource/remove-resource.ts";
import type { Handler } from "../state.ts";

/** `DeleteFieldLevelEncryptionProfile`, DELETE /VERSION/field-level-encryption-profile/ID, unless something refers to it. */
export const deleteFieldLevelEncryptionProfile: Handler<
  DeleteFieldLevelEncryptionProfileRequest,
  object
> = async (context, { Id, IfMatch }) => {
  await removeResource(context, ENCRYPTION_PROFILE, Id, IfMatch);
  return {};
};
