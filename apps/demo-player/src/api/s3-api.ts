import { allOf, callAws, parseXml, textOf } from "./aws-request.ts";

/** An object in a bucket. */
export interface S3Object {
  readonly key: string;
  readonly byteLength: number;
  /** ISO 8601. */
  readonly lastModified: string;
}

const encodeKey = (key: string): string => key.split("/").map(encodeURIComponent).join("/");

/** Names of the account's buckets. */
export async function listBuckets(endpoint: string): Promise<readonly string[]> {
  const response = await callAws(endpoint, { service: "s3", path: "/" });
  return allOf(parseXml(await response.text()), "Bucket").map((bucket) => textOf(bucket, "Name"));
}

/** The first thousand objects of a bucket. */
export async function listObjects(endpoint: string, bucket: string): Promise<readonly S3Object[]> {
  const response = await callAws(endpoint, { service: "s3", path: `/${bucket}?list-type=2` });
  return allOf(parseXml(await response.text()), "Contents").map((each) => ({
    key: textOf(each, "Key"),
    byteLength: Number(textOf(each, "Size")),
    lastModified: textOf(each, "LastModified"),
  }));
}

/** True when anybody may read the object. */
export async function isPublic(endpoint: string, bucket: string, key: string): Promise<boolean> {
  const path = `/${bucket}/${encodeKey(key)}?acl`;
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
    path: `/${bucket}/${encodeKey(key)}?acl`,
    headers: { "x-amz-acl": isForAll ? "public-read" : "private" },
  });
}

export async function putObject(endpoint: string, bucket: string, key: string, body: Blob): Promise<void> {
  await callAws(endpoint, {
    service: "s3",
    method: "PUT",
    path: `/${bucket}/${encodeKey(key)}`,
    body,
    headers: { "content-type": body.type || "application/octet-stream", "x-amz-acl": "public-read" },
  });
}

export async function copyObject(endpoint: string, bucket: string, from: string, to: string): Promise<void> {
  await callAws(endpoint, {
    service: "s3",
    method: "PUT",
    path: `/${bucket}/${encodeKey(to)}`,
    headers: { "x-amz-copy-source": `/${bucket}/${encodeKey(from)}`, "x-amz-acl": "public-read" },
  });
}

export async function deleteObject(endpoint: string, bucket: string, key: string): Promise<void> {
  await callAws(endpoint, { service: "s3", method: "DELETE", path: `/${bucket}/${encodeKey(key)}` });
}

export async function getObject(endpoint: string, bucket: string, key: string): Promise<Blob> {
  return await (await callAws(endpoint, { service: "s3", path: `/${bucket}/${encodeKey(key)}` })).blob();
}
