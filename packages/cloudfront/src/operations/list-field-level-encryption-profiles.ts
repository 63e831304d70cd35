import type {
  ListFieldLevelEncryptionProfilesRequest,
  ListFieldLevelEncryptionProfilesResult,
} from "@aws-sdk/client-cloudfront";
import {
  ENCRYPTION_PROFILE,
  toEncryptionProfileSummary,
} from "../field-level-encryption/encryption-profile-kind.ts";
import { withItems } from "../paging/page.ts";
import { listResources } from "../resource/list-resources.ts";
import type { Handler } from "../state.ts";

/** `ListFieldLevelEncryptionProfiles`, GET /VERSION/field-level-encryption-profile, in order of ids. */
export const listFieldLevelEncryptionProfiles: Handler<
  ListFieldLevelEncryptionProfilesRequest,
  ListFieldLevelEncryptionProfilesResult
> = async (context, input) => ({
  FieldLevelEncryptionProfileList: withItems(
    await listResources(context, ENCRYPTION_PROFILE, input),
    toEncryptionProfileSummary,
  ),
});
