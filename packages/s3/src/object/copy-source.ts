import { authorize, isAllowed } from "../access/authorize.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import {
  accessDenied,
  invalidArgument,
  invalidObjectState,
  invalidRequest,
  noSuchKey,
  noSuchVersion,
  preconditionFailed,
} from "../errors.ts";
import type { S3Context } from "../s3-context.ts";
import { checkCustomerKey } from "./encryption.ts";
import { versionedAction } from "./find-object.ts";
import type { ObjectRecord } from "./object-record.ts";
import { failedReadCondition } from "./preconditions.ts";
import { isArchived } from "./storage-class.ts";
import { checkVersionIdIn } from "./version-id.ts";
import { findVersion } from "./version-repository.ts";

/** The members by which CopyObject and UploadPartCopy name their source, and the conditions on it. */
export interface CopySourceInput {
  readonly CopySource?: string | undefined;
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
  readonly CopySourceSSECustomerKey?: string | undefined;
  readonly CopySourceSSECustomerKeyMD5?: string | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
}

interface CopySource {
  readonly bucketName: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/**
 * Reads `x-amz-copy-source`: `bucket/key`, percent-encoded, perhaps with a slash in front and `?versionId=` behind.
 *
 * @throws ServiceError InvalidArgument
 */
function parseCopySource(header: string): CopySource {
  const question = header.indexOf("?");
  const path = question < 0 ? header : header.slice(0, question);
  const parameter = question < 0 ? undefined : header.slice(question + 1);
  if (parameter !== undefined && !parameter.startsWith("versionId=")) {
    throw invalidArgument("Unsupported copy source parameter.", "x-amz-copy-source", header);
  }
  const versionId = parameter?.slice("versionId=".length);
  if (versionId === "") {
    throw invalidArgument("Version id cannot be the empty string", "x-amz-copy-source", "");
  }
  const decoded = decode(path.startsWith("/") ? path.slice(1) : path);
  const slash = decoded.indexOf("/");
  if (slash < 1 || slash === decoded.length - 1) {
    throw invalidArgument("Invalid copy source object key", "x-amz-copy-source", header);
  }
  return { bucketName: decoded.slice(0, slash), key: decoded.slice(slash + 1), versionId };
}

/** What is no escape stands for itself: some clients send keys as they are. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " ").replaceAll(/%(?![0-9A-Fa-f]{2})/g, "%25"));
  } catch {
    throw invalidArgument("Invalid copy source encoding", "x-amz-copy-source", text);
  }
}

export interface OpenedSource {
  readonly bucket: BucketRecord;
  readonly object: ObjectRecord;
}

/** Finds the source of a copy, if the requester may read it and its conditions hold. */
export async function openCopySource(context: S3Context, input: CopySourceInput): Promise<OpenedSource> {
  const { bucketName, key, versionId } = parseCopySource(input.CopySource ?? "");
  // The source may be in another region than the request is for.
  const { value: bucket } = await openBucket(
    { store: context.store },
    { Bucket: bucketName, ExpectedBucketOwner: input.ExpectedSourceBucketOwner },
  );
  if (versionId !== undefined) checkVersionIdIn(bucket, versionId);
  const object = (await findVersion(context.store, bucketName, key, versionId))?.value;
  if (object === undefined || object.isDeleteMarker === true) {
    if (!isAllowed(context, bucket, { action: "ListBucket" })) throw accessDenied();
    if (object !== undefined && versionId !== undefined) {
      throw invalidRequest(
        "The source of a copy request may not specifically refer to a delete marker by version id.",
      );
    }
    throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  }
  authorize(context, bucket, { action: versionedAction("GetObject", versionId), key, object });
  checkConditions(input, object);
  checkCustomerKey(object.encryption, {
    SSECustomerAlgorithm: input.CopySourceSSECustomerAlgorithm,
    SSECustomerKey: input.CopySourceSSECustomerKey,
    SSECustomerKeyMD5: input.CopySourceSSECustomerKeyMD5,
  });
  if (isArchived(object.storageClass) && (object.restoredUntilMs ?? 0) <= context.now().getTime()) {
    throw invalidObjectState(object.storageClass);
  }
  return { bucket, object };
}

/** All conditions of a copy answer 412, also those that answer 304 to a read. */
function checkConditions(input: CopySourceInput, object: ObjectRecord): void {
  const failed = failedReadCondition(
    {
      IfMatch: input.CopySourceIfMatch,
      IfNoneMatch: input.CopySourceIfNoneMatch,
      IfModifiedSince: input.CopySourceIfModifiedSince,
      IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
    },
    object,
  );
  if (failed !== undefined) throw preconditionFailed(`x-amz-copy-source-${failed}`);
}
