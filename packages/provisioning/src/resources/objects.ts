import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import {
  GetObjectAclCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectAclCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { SiteClients } from "../clients.ts";
import type { SiteFile } from "../site/site-files.ts";
import { explainAclRefusal } from "./public-access.ts";

/** Files larger than this go up in parts of this size, several at a time. */
const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 4;
const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

/** ETags of the objects of a bucket, unquoted, by key. */
export async function listObjects({ s3 }: SiteClients, bucket: string): Promise<ReadonlyMap<string, string>> {
  const etags = new Map<string, string>();
  let token: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    for (const { Key, ETag } of page.Contents ?? [])
      if (Key !== undefined) etags.set(Key, unquote(ETag ?? ""));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return etags;
}

/** The ETag S3 gives this file when {@link uploadFile} puts it: MD5, or MD5 of the parts' MD5s. */
export async function etagOf(file: SiteFile): Promise<string> {
  if (file.byteLength <= PART_BYTES)
    return createHash("md5")
      .update(await readFile(file.path))
      .digest("hex");
  const parts: Buffer[] = [];
  for (let start = 0; start < file.byteLength; start += PART_BYTES) {
    const hash = createHash("md5");
    for await (const chunk of createReadStream(file.path, { start, end: start + PART_BYTES - 1 }))
      hash.update(chunk);
    parts.push(hash.digest());
  }
  return `${createHash("md5").update(Buffer.concat(parts)).digest("hex")}-${parts.length}`;
}

/** Uploads a file, in parts when it is large. @throws SiteError `ERR_SITE_ACLS_REFUSED` */
export async function uploadFile(
  { s3 }: SiteClients,
  bucket: string,
  file: SiteFile,
  options: {
    readonly isPublic: boolean;
    readonly metadata: Readonly<Record<string, string>>;
    readonly onProgress?: (loadedBytes: number) => void;
  },
): Promise<void> {
  const params: PutObjectCommandInput = {
    Bucket: bucket,
    Key: file.key,
    ContentType: file.contentType,
    CacheControl: file.cacheControl,
    Metadata: { ...options.metadata },
    ...(options.isPublic ? { ACL: "public-read" as const } : {}),
  };
  const put = file.byteLength <= PART_BYTES ? putWhole : putInParts;
  await put(s3, file, params, options.onProgress).catch((error: unknown) => {
    throw explainAclRefusal(error, bucket);
  });
}

type Put = (
  s3: SiteClients["s3"],
  file: SiteFile,
  params: PutObjectCommandInput,
  onProgress: ((loadedBytes: number) => void) | undefined,
) => Promise<void>;

const putWhole: Put = async (s3, file, params, onProgress) => {
  await s3.send(new PutObjectCommand({ ...params, Body: await readFile(file.path) }));
  onProgress?.(file.byteLength);
};

const putInParts: Put = async (s3, file, params, onProgress) => {
  const upload = new Upload({
    client: s3,
    partSize: PART_BYTES,
    queueSize: PARTS_AT_ONCE,
    params: { ...params, Body: createReadStream(file.path, { highWaterMark: 1024 * 1024 }) },
  });
  upload.on("httpUploadProgress", ({ loaded }) => onProgress?.(loaded ?? 0));
  await upload.done();
};

/** Whether anybody may read the object, as far as its ACL goes. */
export async function isPublicByAcl({ s3 }: SiteClients, bucket: string, key: string): Promise<boolean> {
  const { Grants = [] } = await s3.send(new GetObjectAclCommand({ Bucket: bucket, Key: key }));
  return Grants.some(
    ({ Grantee, Permission }) =>
      Grantee?.URI === ALL_USERS && (Permission === "READ" || Permission === "FULL_CONTROL"),
  );
}

/** The object's Cache-Control header, empty when it has none. */
export async function cacheControlOfObject(
  { s3 }: SiteClients,
  bucket: string,
  key: string,
): Promise<string> {
  const { CacheControl = "" } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  return CacheControl;
}

/** Sets the canned ACL of an object that is there. @throws SiteError `ERR_SITE_ACLS_REFUSED` */
export async function setObjectAcl(
  { s3 }: SiteClients,
  bucket: string,
  key: string,
  isPublic: boolean,
): Promise<void> {
  await s3
    .send(new PutObjectAclCommand({ Bucket: bucket, Key: key, ACL: isPublic ? "public-read" : "private" }))
    .catch((error: unknown) => {
      throw explainAclRefusal(error, bucket);
    });
}

const unquote = (etag: string): string => etag.replace(/^"|"$/g, "");
