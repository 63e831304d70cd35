import type { RestoreObjectOutput, RestoreObjectRequest } from "@aws-sdk/client-s3";
import { invalidObjectState, malformedXml } from "../errors.ts";
import { midnightAfter } from "../lifecycle/expiration.ts";
import { changeObject } from "../object/change-object.ts";
import { isArchived } from "../object/storage-class.ts";
import type { S3Operation } from "../s3-context.ts";

/** `WasRestored` is no member of the answer: by it the wire tells 200 from 202. */
interface Output extends RestoreObjectOutput {
  readonly WasRestored: boolean;
}

/** `RestoreObject`: an archived object is readable at once, for the days asked. Nothing was archived, so nothing takes hours. */
export const restoreObject: S3Operation<RestoreObjectRequest, Output> = async (context, input) => {
  const days = input.RestoreRequest?.Days;
  const now = context.now().getTime();
  let wasRestored = false;
  await changeObject(context, input, "RestoreObject", (object) => {
    if (!isArchived(object.storageClass)) throw invalidObjectState(object.storageClass);
    if (days === undefined || days < 1) throw malformedXml();
    wasRestored = (object.restoredUntilMs ?? 0) > now;
    return { ...object, restoredUntilMs: midnightAfter(now, days) };
  });
  return { WasRestored: wasRestored };
};
