import { hasAclsDisabled } from "./access/bucket-acl.ts";
import { grantTo, type Owner } from "./access/grant.ts";
import type { BucketRecord } from "./bucket/bucket-record.ts";
import { openBucket, updateBucket } from "./bucket/bucket-repository.ts";
import { accessDenied } from "./errors.ts";
import { ingest } from "./object/ingest.ts";
import { deleteChunks, putVersion } from "./object/version-repository.ts";
import type { S3State } from "./s3-context.ts";

/** The account in whose name CloudFront delivers access logs. Source: CloudFront developer guide, access logs. */
export const LOG_DELIVERY: Owner = Object.freeze({
  id: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
  displayName: "awslogsdelivery",
});

/** Writes in the name of the log delivery account. */
export interface SystemWriter {
  /**
   * Puts a log file; the bucket's owner gets full control of it.
   *
   * @throws ServiceError NoSuchBucket; AccessDenied unless the bucket's ACL gives the log delivery account full control
   */
  readonly putSystemObject: (
    bucket: string,
    key: string,
    bytes: Uint8Array,
    contentType: string,
  ) => Promise<void>;
  /**
   * Gives the log delivery account full control of a bucket, as CloudFront does when logging is switched on.
   *
   * @throws ServiceError NoSuchBucket; AccessDenied when the bucket's ACLs are disabled
   */
  readonly grantLogDelivery: (bucket: string) => Promise<void>;
}

export function createSystemWriter(state: S3State, now: () => Date): SystemWriter {
  return {
    putSystemObject: async (bucketName, key, bytes, contentType) => {
      const { value: bucket } = await openBucket(state, { Bucket: bucketName });
      if (!mayDeliverLogs(bucket)) throw accessDenied();
      const body = await ingest(state, bytes, "CRC64NVME", { declaredBytes: bytes.byteLength });
      try {
        await putVersion(state, bucketName, key, () => ({
          owner: LOG_DELIVERY,
          grants: [grantTo(LOG_DELIVERY, "FULL_CONTROL"), grantTo(bucket.owner, "FULL_CONTROL")],
          modifiedMs: now().getTime(),
          etag: body.md5.toString("hex"),
          size: body.size,
          chunks: body.chunks,
          checksum: { algorithm: body.algorithm, value: body.checksum, type: "FULL_OBJECT" },
          headers: { ContentType: contentType },
          metadata: {},
          storageClass: "STANDARD",
        }));
      } catch (error) {
        await deleteChunks(state, body.chunks);
        throw error;
      }
    },
    grantLogDelivery: (bucketName) =>
      updateBucket(state, bucketName, (bucket) => {
        if (hasAclsDisabled(bucket))
          throw accessDenied("ACLs are disabled: CloudFront cannot deliver logs there.");
        return mayDeliverLogs(bucket)
          ? bucket
          : { ...bucket, grants: [...bucket.grants, grantTo(LOG_DELIVERY, "FULL_CONTROL")] };
      }),
  };
}

function mayDeliverLogs(bucket: BucketRecord): boolean {
  return (
    !hasAclsDisabled(bucket) &&
    bucket.grants.some(
      ({ grantee, permission }) =>
        grantee.kind === "user" && grantee.id === LOG_DELIVERY.id && permission === "FULL_CONTROL",
    )
  );
}
