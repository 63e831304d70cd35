import type {
  ListFieldLevelEncryptionConfigsRequest,
  ListFieldLevelEncryptionConfigsResult,
} from "@aws-sdk/client-cloudfront";
import {
  ENCRYPTION_CONFIG,
  toFieldLevelEncryptionSummary,
} from "../field-level-encryption/encryption-config-kind.ts";
import { withItems } from "../paging/page.ts";
import { listResources } from "../resource/list-resources.ts";
import type { Handler } from "../state.ts";

/** `ListFieldLevelEncryptionConfigs`, GET /VERSION/field-level-encryption, in order of ids. */
export const listFieldLevelEncryptionConfigs: Handler<
  ListFieldLevelEncryptionConfigsRequest,
  ListFieldLevelEncryptionConfigsResult
> = async (context, input) => ({
  FieldLevelEncryptionList: withItems(
    await listResources(context, ENCRYPTION_CONFIG, input),
    toFieldLevelEncryptionSummary,
  ),
});
