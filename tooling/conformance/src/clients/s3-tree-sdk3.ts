/** Carries a folder to a bucket or back: the AWS SDK for JavaScript v3 with its default checksums, streams and multipart. */
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";

const [endpoint = "", direction, folder = "", bucket = ""] = process.argv.slice(2);
const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true });

if (direction === "upload") {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    await new Upload({
      client,
      params: { Bucket: bucket, Key: relative(folder, path), Body: createReadStream(path) },
    }).done();
  }
} else {
  for await (const { Contents = [] } of paginateListObjectsV2({ client, pageSize: 5 }, { Bucket: bucket })) {
    for (const { Key = "" } of Contents) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      await mkdir(dirname(join(folder, Key)), { recursive: true });
      if (!(Body instanceof Readable)) throw new Error(`${Key} came without a stream`);
      await pipeline(Body, createWriteStream(join(folder, Key)));
    }
  }
}
