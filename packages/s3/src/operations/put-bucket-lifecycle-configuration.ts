import type {
  PutBucketLifecycleConfigurationOutput,
  PutBucketLifecycleConfigurationRequest,
} from "@aws-sdk/client-s3";
import { changeBucket } from "../bucket/bucket-access.ts";
import { checkLifecycleRules, checkMinimumObjectSize } from "../lifecycle/lifecycle-rules.ts";
import type { S3Operation } from "../s3-context.ts";

/** `PutBucketLifecycleConfiguration`: replaces all rules; the sweep on the server's clock carries out expirations and aborts. */
export const putBucketLifecycleConfiguration: S3Operation<
  PutBucketLifecycleConfigurationRequest,
  PutBucketLifecycleConfigurationOutput
> = async (context, input) => {
  const rules = checkLifecycleRules(input.LifecycleConfiguration?.Rules ?? [], context.randomBytes);
  const minimumObjectSize = checkMinimumObjectSize(input.TransitionDefaultMinimumObjectSize);
  await changeBucket(context, input, "PutLifecycleConfiguration", (bucket) => ({
    ...bucket,
    lifecycle: { rules, minimumObjectSize },
  }));
  return { TransitionDefaultMinimumObjectSize: minimumObjectSize };
};
