import type { InvalidationBatch } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import { acceptNonEmpty } from "../rules/text.ts";

const MAX_PATH_LENGTH = 4000;
/** Quota of the developer guide: paths in one batch. */
const MAX_PATHS = 3000;

/** Paths begin with a slash; `*` stands at the end only. */
const PATH_PATTERN = /^\/[^*]*\*?$/;

export function acceptInvalidationBatch(input: InvalidationBatch | undefined): {
  readonly callerReference: string;
  readonly paths: readonly string[];
} {
  const batch = required(input, "invalidationBatch");
  const paths = itemsOf("Paths", required(batch.Paths, "invalidationBatch.paths"));
  if (paths.length > MAX_PATHS) throw cloudFrontError("BatchTooLarge");
  const isValid = paths.every((path) => path.length <= MAX_PATH_LENGTH && PATH_PATTERN.test(path));
  if (paths.length === 0 || !isValid) {
    throw cloudFrontError("InvalidArgument", "Your request contains one or more invalid invalidation paths.");
  }
  return {
    callerReference: acceptNonEmpty(
      required(batch.CallerReference, "invalidationBatch.callerReference"),
      "CallerReference",
    ),
    paths,
  };
}
