/** Carries a folder to a bucket or back: the AWS SDK for JavaScript v2. */
import { createReadStream } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import AWS from "aws-sdk";

const [endpoint = "", direction, folder = "", bucket = ""] = process.argv.slice(2);
const s3 = new AWS.S3({ endpoint, region: "us-east-1", s3ForcePathStyle: true, signatureVersion: "v4" });

if (direction === "upload") {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    await s3.upload({ Bucket: bucket, Key: relative(folder, path), Body: createReadStream(path) }).promise();
  }
} else {
  let ContinuationToken: string | undefined;
  do {
    const page = await s3
      .listObjectsV2({ Bucket: bucket, MaxKeys: 5, ...(ContinuationToken ? { ContinuationToken } : {}) })
      .promise();
    for (const { Key = "" } of page.Contents ?? []) {
      const { Body } = await s3.getObject({ Bucket: bucket, Key }).promise();
      await mkdir(dirname(join(folder, Key)), { recursive: true });
      await writeFile(join(folder, Key), Body as Buffer);
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}
