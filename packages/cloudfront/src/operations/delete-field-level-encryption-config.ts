import type { DeleteFieldLevelEncryptionConfigRequest } from "@aws-sdk/client-cloudfront";
import { ENCRYPTION_CONFIG } from "../field-level-encryption/encryption-config-kind.ts";
import { removeResource } from "../resource/remove-resource.ts";
import type { Handler } from "../state.ts";

/** `DeleteFieldLevelEncryptionConfig`, DELETE /VERSION/field-level-encryption/ID, unless something refers to it. */
export const deleteFieldLevelEncryptionConfig: Handler<
  DeleteFieldLevelEncryptionConfigRequest,
  object
> = async (context, { Id, IfMatch }) => {
  await removeResource(context, ENCRYPTION_CONFIG, Id, IfMatch);
  return {};
};
