import type { PutObjectRetentionOutput, PutObjectRetentionRequest } from "@aws-sdk/client-s3";
import { isAllowed } from "../access/authorize.ts";
import { checkPayload } from "../bucket/bucket-access.ts";
import { changeRetention } from "../lock/retention.ts";
import { changeObject } from "../object/change-object.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `PutObjectRetention`: may be prolonged by all who may put it, shortened or removed only under governance and with the bypass. */
export const putObjectRetention: S3Operation<PutObjectRetentionRequest, PutObjectRetentionOutput> = async (
  context,
  input,
) => {
  await checkPayload(context, input);
  await changeObject(context, input, "PutObjectRetention", (object, bucket) => {
    const mayBypass =
      input.BypassGovernanceRetention === true &&
      isAllowed(context, bucket, { action: "BypassGovernanceRetention", key: object.key });
    return {
      ...object,
      lock: changeRetention(object.lock, input.Retention, bucket, context.now(), mayBypass),
    };
  });
  return EMPTY_OUTPUT;
};
