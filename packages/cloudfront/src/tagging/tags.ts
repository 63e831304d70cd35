import type { Tags } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";

/** Tags by key. */
export type TagMap = Readonly<Record<string, string>>;

const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 256;
/** Letters, digits, white space and these signs: the API reference's pattern for both parts of a tag. */
const TAG_TEXT_PATTERN = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** @throws ServiceError InvalidTagging */
export function acceptTags(tags: Tags | undefined, limit: number): TagMap {
  const accepted = new Map<string, string>();
  for (const { Key: key = "", Value: value = "" } of tags?.Items ?? []) {
    const isValid =
      key !== "" &&
      key.length <= MAX_KEY_LENGTH &&
      value.length <= MAX_VALUE_LENGTH &&
      TAG_TEXT_PATTERN.test(key) &&
      TAG_TEXT_PATTERN.test(value) &&
      !key.toLowerCase().startsWith("aws:") &&
      !accepted.has(key);
    if (!isValid) throw cloudFrontError("InvalidTagging");
    accepted.set(key, value);
  }
  if (accepted.size > limit) throw cloudFrontError("InvalidTagging");
  return Object.fromEntries(accepted);
}

export function toTags(tags: TagMap): Tags {
  return { Items: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}
