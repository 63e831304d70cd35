import type { FunctionConfig } from "@aws-sdk/client-cloudfront";
import { cloudFrontError, invalidParameter } from "../errors.ts";
import { itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import { acceptComment } from "../rules/text.ts";

const NAME_PATTERN = /^[a-zA-Z0-9_-]{1,64}$/;
/** Quota of the developer guide: 10 KB. */
const MAX_CODE_BYTES = 10_240;

export function acceptFunctionName(name: string): string {
  if (!NAME_PATTERN.test(name)) throw invalidParameter("Name", "is not valid.");
  return name;
}

export function acceptFunctionConfig(input: FunctionConfig | undefined): FunctionConfig {
  const config = required(input, "functionConfig");
  if (itemsOf("KeyValueStoreAssociations", config.KeyValueStoreAssociations).length > 0) {
    throw invalidParameter("KeyValueStoreAssociations", "names a key value store that does not exist.");
  }
  return {
    Comment: acceptComment(required(config.Comment, "functionConfig.comment")),
    Runtime: required(config.Runtime, "functionConfig.runtime"),
  };
}

/** The code, as it is stored. */
export function acceptFunctionCode(code: Uint8Array | undefined): string {
  const bytes = required(code, "functionCode");
  if (bytes.byteLength > MAX_CODE_BYTES) throw cloudFrontError("FunctionSizeLimitExceeded");
  return Buffer.from(bytes).toString("base64");
}
