import { allOf, callAws, parseXml, textOf } from "./aws-request.ts";

/** An object in a bucket. */
export interface S3Object {
  readonly key: string;
  readonly byteLength: number;
  /** ISO 8601. */
  readonly lastModified: string;
}

/** Objects of a bucket that are listed. */
const MOST_OBJECTS = 5000;

/**
 * Path of an object. A browser resolves `.` and `..` before it asks, however they are written, and would ask for, or
 * delete, another object: such keys are refused.
 *
 * @throws Error when a browser cannot ask for this key
 */
function objectPath(bucket: string, key: string): string {
  const segments = key.split("/");
  if (segments.some((segment) => segment === "." || segment === ".."))
    throw new Error(`a browser cannot ask for “${key}”: it takes the dots for folders. Use an S3 client.`);
  return `/${bucket}/${segments.map(encodeURIComponent).join("/")}`;
}

/** Names of the account's buckets. */
export async function listBuckets(endpoint: string): Promise<readonly string[]> {
  const response = await callAws(endpoint, { service: "s3", path: "/" });
  return allOf(parseXml(await response.text()), "Bucket").map((bucket) => textOf(bucket, "Name"));
}

/** What a bucket holds, up to some thousand objects. */
export interface ObjectList {
  readonly objects: readonly S3Object[];
  /** There are more. */
  readonly isCut: boolean;
}

/** Lists the objects of a bucket, page by page. @param prefix only those whose keys begin with it */
export async function listObjects(endpoint: string, bucket: string, prefix = ""): Promise<ObjectList> {
  const objects: S3Object[] = [];
  let token = "";
  do {
    const query = new URLSearchParams({
      "list-type": "2",
      // Keys may hold what XML cannot.
      "encoding-type": "url",
      ...(prefix !== "" && { prefix }),
      ...(token !== "" && { "continuation-token": token }),
    });
    const response = await callAws(endpoint, { service: "s3", path: `/${bucket}?${query}` });
    const page = parseXml(await response.text());
    for (const each of allOf(page, "Contents")) {
      objects.push({
        key: decodeURIComponent(textOf(each, "Key").replaceAll("+", " ")),
        byteLength: Number(textOf(each, "Size")),
        lastModified: textOf(each, "LastModified"),
      });
    }
    token = textOf(page, "NextContinuationToken");
  } while (token !== "" && objects.length < MOST_OBJECTS);
  return { objects, isCut: token !== "" };
}

/** True when anybody may read the object. */
export async function isPublic(endpoint: string, bucket: string, key: string): Promise<boolean> {
  const path = `${objectPath(bucket, key)}?acl`;
  const acl = parseXml(await (await callAws(endpoint, { service: "s3", path })).text());
  return allOf(acl, "Grant").some(
    (grant) =>
      textOf(grant, "URI").endsWith("/AllUsers") && /READ|FULL_CONTROL/.test(textOf(grant, "Permission")),
  );
}

/** Lets anybody, or only the owner, read an object. */
export async function setPublic(
  endpoint: string,
  bucket: string,
  key: string,
  isForAll: boolean,
): Promise<void> {
  await callAws(endpoint, {
    service: "s3",
    method: "PUT",
    path: `${objectPath(bucket, key)}?acl`,
    headers: { "x-amz-acl": isForAll ? "public-read" : "private" },
  });
}

export async function putObject(endpoint: string, bucket: string, key: string, body: Blob): Promise<void> {
  await callAws(endpoint, {
    service: "s3",
    method: "PUT",
    path: objectPath(bucket, key),
    body,
    headers: { "content-type": body.type || "application/octet-stream", "x-amz-acl": "public-read" },
  });
}

/** Copies an object within its bucket; who may read it does not go along by itself. */
export async function copyObject(
  endpoint: string,
  bucket: string,
  from: string,
  to: string,
  isForAll: boolean,
): Promise<void> {
  await callAws(endpoint, {
    service: "s3",
    method: "PUT",
    path: objectPath(bucket, to),
    headers: {
      "x-amz-copy-source": objectPath(bucket, from),
      "x-amz-acl": isForAll ? "public-read" : "private",
    },
  });
}

export async function deleteObject(endpoint: string, bucket: string, key: string): Promise<void> {
  await callAws(endpoint, { service: "s3", method: "DELETE", path: objectPath(bucket, key) });
}

/** Reads an object. @param mostBytes no more than its beginning */
export async function getObject(
  endpoint: string,
  bucket: string,
  key: string,
  mostBytes?: number,
): Promise<Blob> {
  const headers = mostBytes === undefined ? {} : { range: `bytes=0-${mostBytes - 1}` };
  return await (await callAws(endpoint, { service: "s3", path: objectPath(bucket, key), headers })).blob();
}
