import type {
  GetBucketLifecycleConfigurationOutput,
  GetBucketLifecycleConfigurationRequest,
} from "@aws-sdk/client-s3";
import { readBucket } from "../bucket/bucket-access.ts";
import { notConfigured } from "../errors.ts";
import { reviveDates } from "../lifecycle/lifecycle-rules.ts";
import type { S3Operation } from "../s3-context.ts";

/** `GetBucketLifecycleConfiguration`. */
export const getBucketLifecycleConfiguration: S3Operation<
  GetBucketLifecycleConfigurationRequest,
  GetBucketLifecycleConfigurationOutput
> = async (context, input) => {
  const { name, lifecycle } = await readBucket(context, input, "GetLifecycleConfiguration");
  if (lifecycle === undefined) {
    throw notConfigured("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", name);
  }
  return {
    Rules: lifecycle.rules.map(reviveDates),
    TransitionDefaultMinimumObjectSize: lifecycle.minimumObjectSize,
  };
};
