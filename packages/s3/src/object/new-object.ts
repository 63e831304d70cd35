import type { AclInput } from "../access/acl-input.ts";
import { newObjectAccess } from "../access/bucket-acl.ts";
import { writerOf } from "../access/writer.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { parseTagHeader } from "../bucket/tag-set.ts";
import { type LockInput, readLock } from "../lock/object-lock.ts";
import type { S3Context } from "../s3-context.ts";
import { type ContentHeadersInput, readContentHeaders } from "./content-headers.ts";
import { type EncryptionInput, readEncryption } from "./encryption.ts";
import { readMetadata } from "./metadata.ts";
import type { ObjectContent } from "./object-record.ts";
import { checkStorageClass } from "./storage-class.ts";

/** The members that PutObject, CopyObject and CreateMultipartUpload share: everything about an object but its bytes. */
export interface NewObjectInput extends AclInput, ContentHeadersInput, EncryptionInput, LockInput {
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly StorageClass?: string | undefined;
  readonly Tagging?: string | undefined;
}

/** An object but for its bytes: what a multipart upload keeps until it is completed. */
export type NewObject = Omit<ObjectContent, "chunks" | "etag" | "modifiedMs" | "size">;

/**
 * Reads and checks everything a request says about a new object.
 *
 * @throws ServiceError for whatever the bucket or the model does not allow
 */
export function readNewObject(context: S3Context, bucket: BucketRecord, input: NewObjectInput): NewObject {
  const encryption = readEncryption(input, bucket, context.defaults);
  const lock = readLock(input, bucket, context.now());
  return {
    ...newObjectAccess(bucket, writerOf(context.principal), input, context.accounts),
    headers: readContentHeaders(input, context.request.headers.expires),
    metadata: readMetadata(input.Metadata),
    storageClass: checkStorageClass(input.StorageClass),
    ...(input.Tagging === undefined ? {} : { tags: parseTagHeader(input.Tagging) }),
    ...(encryption === undefined ? {} : { encryption }),
    ...(lock === undefined ? {} : { lock }),
  };
}
