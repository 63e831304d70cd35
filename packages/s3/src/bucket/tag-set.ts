import type { Tag } from "@aws-sdk/client-s3";
import { badRequest, invalidArgument, invalidTag } from "../errors.ts";

/** Source: S3 user guide, tags of objects and of cost allocation. */
const MAX_KEY_LENGTH = 128;
const MAX_VALUE_LENGTH = 256;
const MAX_OBJECT_TAGS = 10;
const MAX_BUCKET_TAGS = 50;

const TAG_TEXT = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** @throws ServiceError InvalidTag, BadRequest when there are too many */
export function checkTags(tags: readonly Tag[], of: "bucket" | "object"): readonly Tag[] {
  const seen = new Set<string>();
  for (const { Key: key = "", Value: value = "" } of tags) {
    if (seen.has(key)) throw invalidTag("Cannot provide multiple Tags with the same key", key);
    seen.add(key);
    if (key.startsWith("aws:")) {
      throw of === "bucket"
        ? invalidTag("System tags cannot be added/updated by requester", key)
        : invalidTag("Your TagKey cannot be prefixed with aws:", key);
    }
    if (key === "" || key.length > MAX_KEY_LENGTH || !TAG_TEXT.test(key)) {
      throw invalidTag("The TagKey you have provided is invalid", key);
    }
    if (value.length > MAX_VALUE_LENGTH || !TAG_TEXT.test(value)) {
      throw invalidTag("The TagValue you have provided is invalid", key, value);
    }
  }
  const maximum = of === "bucket" ? MAX_BUCKET_TAGS : MAX_OBJECT_TAGS;
  if (tags.length > maximum) {
    throw badRequest(`${of === "bucket" ? "Bucket" : "Object"} tags cannot be greater than ${maximum}`);
  }
  return tags.map(({ Key: key = "", Value: value = "" }) => ({ Key: key, Value: value }));
}

/** The tags of an `x-amz-tagging` header, by key: written as a query string, whose order means nothing. */
export function parseTagHeader(header: string): readonly Tag[] {
  const parameters = new URLSearchParams(header);
  parameters.sort();
  const tags = [...parameters].map(([name, value]) => ({ Key: name, Value: value }));
  const hasDuplicates = new Set(tags.map(({ Key: key }) => key)).size !== tags.length;
  const isMalformed = header.split("&").some(isMalformedPair);
  if (hasDuplicates || isMalformed) {
    throw invalidArgument(
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      "x-amz-tagging",
      header,
    );
  }
  return checkTags(tags, "object");
}

/** A second "=" would have to be encoded: it tells a list whose separator is not "&". */
function isMalformedPair(pair: string): boolean {
  return pair.split("=").length > 2 || pair.startsWith("=") || /%(?![0-9A-Fa-f]{2})/.test(pair);
}
