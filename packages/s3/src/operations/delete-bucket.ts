import type { DeleteBucketRequest } from "@aws-sdk/client-s3";
import type { Store } from "@oxbow/store";
import { authorize } from "../access/authorize.ts";
import { BUCKETS, openBucket, tryCommit } from "../bucket/bucket-repository.ts";
import { bucketNotEmpty } from "../errors.ts";
import { forgetCompleted } from "../multipart/completed-uploads.ts";
import { clearUploads } from "../multipart/upload-repository.ts";
import { currentVersions, olderVersions } from "../object/version-repository.ts";
import { EMPTY_OUTPUT, type S3Operation } from "../s3-context.ts";

/** `DeleteBucket`: only an empty one; uploads that were not completed go with it. */
export const deleteBucket: S3Operation<DeleteBucketRequest, object> = async (context, input) => {
  const { store } = context;
  for (;;) {
    const { value: bucket, revision, key: name } = await openBucket(context, input);
    authorize(context, bucket, { action: "DeleteBucket" });
    if (!(await isEmpty(store, name))) throw bucketNotEmpty(name, bucket.versioning !== undefined);
    const isDeleted = await tryCommit(store, [
      { kind: "delete", collection: BUCKETS, key: name, expect: revision },
    ]);
    if (!isDeleted) continue;
    // A put that was committed between the look and the deletion brings the bucket back: nothing may be lost.
    if (!(await isEmpty(store, name))) {
      await tryCommit(store, [
        { kind: "put", collection: BUCKETS, key: name, value: bucket, expect: "absent" },
      ]);
      throw bucketNotEmpty(name, bucket.versioning !== undefined);
    }
    await clearUploads(context, name);
    await forgetCompleted(store, name);
    return EMPTY_OUTPUT;
  }
};

async function isEmpty(store: Store, bucketName: string): Promise<boolean> {
  const current = await store.list(currentVersions(bucketName), { limit: 1 });
  const older = await store.list(olderVersions(bucketName), { limit: 1 });
  return current.length === 0 && older.length === 0;
}
