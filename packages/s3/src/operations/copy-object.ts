import type { CopyObjectOutput, CopyObjectRequest } from "@aws-sdk/client-s3";
import { authorize } from "../access/authorize.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { openBucket } from "../bucket/bucket-repository.ts";
import { parseTagHeader } from "../bucket/tag-set.ts";
import { type ChecksumAlgorithm, DEFAULT_ALGORITHM } from "../checksum/checksum-algorithm.ts";
import { namedAlgorithm } from "../checksum/checksum-request.ts";
import { entityTooLarge, invalidArgument, invalidRequest } from "../errors.ts";
import { expirationHeader } from "../lifecycle/expiration.ts";
import { readBody } from "../object/body-reader.ts";
import { checksumOutput } from "../object/checksum-output.ts";
import { openCopySource } from "../object/copy-source.ts";
import { encryptionOutput } from "../object/encryption.ts";
import { ingest, MAX_PUT_BYTES } from "../object/ingest.ts";
import { type NewObject, readNewObject } from "../object/new-object.ts";
import { checkKey } from "../object/object-key.ts";
import { type ObjectContent, type ObjectRecord, quotedEtag } from "../object/object-record.ts";
import { checkWriteConditionForm, checkWriteConditions } from "../object/preconditions.ts";
import { deleteChunks, putVersion } from "../object/version-repository.ts";
import { wholeSeconds } from "../object/whole-seconds.ts";
import type { S3Context, S3Operation } from "../s3-context.ts";

/** `CopyObject`: the bytes of an object under another key, with its metadata or with new ones. */
export const copyObject: S3Operation<CopyObjectRequest, CopyObjectOutput> = async (context, input) => {
  const { value: bucket } = await openBucket(context, input);
  const key = checkKey(input.Key);
  authorize(context, bucket, { action: "PutObject", key });
  const source = await openCopySource(context, input);
  checkDirectives(input);
  checkWriteConditionForm(input);
  if (source.bucket.name === bucket.name && source.object.key === key)
    refuseCopyToItself(bucket, input, source.object);
  if (source.object.size > MAX_PUT_BYTES) throw entityTooLarge(source.object.size, MAX_PUT_BYTES);
  const described = describeCopy(context, readNewObject(context, bucket, input), input, source.object);
  const content = await copyBytes(context, source.object, described, namedAlgorithm(input.ChecksumAlgorithm));
  try {
    const { record, bucket: now } = await putVersion(context, bucket.name, key, (_, current) => {
      checkWriteConditions(input, key, current);
      return content;
    });
    return {
      CopyObjectResult: {
        ETag: quotedEtag(record),
        LastModified: wholeSeconds(record.modifiedMs),
        ...checksumOutput(record),
      },
      ...(source.bucket.versioning === undefined ? {} : { CopySourceVersionId: source.object.versionId }),
      ...(now.versioning === "Enabled" ? { VersionId: record.versionId } : {}),
      ...encryptionOutput(record.encryption),
      ...expirationHeader(now, record),
    };
  } catch (error) {
    await deleteChunks(context, content.chunks);
    throw error;
  }
};

function checkDirectives({
  MetadataDirective: metadata,
  TaggingDirective: tagging,
}: CopyObjectRequest): void {
  if (metadata !== undefined && metadata !== "COPY" && metadata !== "REPLACE") {
    throw invalidArgument("Unknown metadata directive.", "x-amz-metadata-directive", metadata);
  }
  if (tagging !== undefined && tagging !== "COPY" && tagging !== "REPLACE") {
    throw invalidArgument("Unknown tagging directive.", "x-amz-tagging-directive", tagging);
  }
}

/** A copy to itself must change something: what it names counts as changed, even if it was the same before. */
function refuseCopyToItself(bucket: BucketRecord, input: CopyObjectRequest, source: ObjectRecord): void {
  const { versionId, encryption } = source;
  const isOldVersion = input.CopySource?.includes("?versionId=") === true && versionId !== "null";
  const changesSomething =
    input.MetadataDirective === "REPLACE" ||
    input.StorageClass !== undefined ||
    input.WebsiteRedirectLocation !== undefined ||
    input.ServerSideEncryption !== undefined ||
    input.SSECustomerAlgorithm !== undefined ||
    // The copy would be encrypted anew: as the bucket has it, or no longer with the source's key.
    bucket.encryption !== undefined ||
    encryption?.kmsKeyId !== undefined ||
    encryption?.customerKeyMd5 !== undefined ||
    isOldVersion;
  if (changesSomething) return;
  throw invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
}

/** Metadata and tags are the source's unless they are to be replaced; ACL, class and lock never are. */
function describeCopy(
  { request }: S3Context,
  asked: NewObject,
  input: CopyObjectRequest,
  source: ObjectRecord,
): NewObject {
  const { tags: _, ...rest } = asked;
  const replacesMetadata = input.MetadataDirective === "REPLACE";
  const tags =
    input.TaggingDirective === "REPLACE"
      ? parseTagHeader(request.headers["x-amz-tagging"] ?? "")
      : source.tags;
  const { WebsiteRedirectLocation: __, ...sourceHeaders } = source.headers;
  const redirect = asked.headers.WebsiteRedirectLocation;
  return {
    ...rest,
    ...(replacesMetadata
      ? {}
      : {
          metadata: source.metadata,
          headers:
            redirect === undefined ? sourceHeaders : { ...sourceHeaders, WebsiteRedirectLocation: redirect },
        }),
    ...(tags === undefined ? {} : { tags }),
  };
}

async function copyBytes(
  context: S3Context,
  source: ObjectRecord,
  described: NewObject,
  asked: ChecksumAlgorithm | undefined,
): Promise<ObjectContent> {
  // A composite checksum is of the parts; the copy has none.
  const kept = source.checksum?.type === "FULL_OBJECT" ? source.checksum.algorithm : undefined;
  const algorithm = asked ?? kept ?? source.checksum?.algorithm ?? DEFAULT_ALGORITHM;
  const body = await ingest(
    context,
    readBody(context, source.chunks, { start: 0, end: source.size }),
    algorithm,
    {
      declaredBytes: source.size,
    },
  );
  return {
    ...described,
    modifiedMs: context.now().getTime(),
    etag: body.md5.toString("hex"),
    size: body.size,
    chunks: body.chunks,
    checksum: { algorithm, value: body.checksum, type: "FULL_OBJECT" },
  };
}
