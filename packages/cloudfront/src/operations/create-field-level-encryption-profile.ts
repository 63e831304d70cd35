import type {
  CreateFieldLevelEncryptionProfileRequest,
  CreateFieldLevelEncryptionProfileResult,
} from "@aws-sdk/client-cloudfront";
import {
  acceptEncryptionProfile,
  ENCRYPTION_PROFILE,
  toEncryptionProfile,
} from "../field-level-encryption/encryption-profile-kind.ts";
import { locationOf } from "../location.ts";
import { createResource } from "../resource/create-resource.ts";
import type { Handler } from "../state.ts";

/** `CreateFieldLevelEncryptionProfile`, POST /VERSION/field-level-encryption-profile. */
export const createFieldLevelEncryptionProfile: Handler<
  CreateFieldLevelEncryptionProfileRequest,
  CreateFieldLevelEncryptionProfileResult
> = async (context, { FieldLevelEncryptionProfileConfig: input }) => {
  const record = await createResource(
    context,
    ENCRYPTION_PROFILE,
    await acceptEncryptionProfile(context, input),
  );
  return {
    FieldLevelEncryptionProfile: toEncryptionProfile(record),
    Location: locationOf(context.apiVersion, `field-level-encryption-profile/${record.id}`),
    ETag: record.etag,
  };
};
