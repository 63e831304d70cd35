import { BucketLocationConstraint, CreateBucketCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import type { SiteClients } from "../clients.ts";
import { SiteError } from "../errors.ts";
import { isServiceError } from "./service-error.ts";

/** @throws SiteError `ERR_SITE_BUCKET_TAKEN` when it is somebody else's */
export async function bucketExists({ s3 }: SiteClients, bucket: string): Promise<boolean> {
  try {
    await s3.send(new HeadBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    if (isServiceError(error, 404)) return false;
    if (isServiceError(error, 403)) throw bucketTaken(bucket);
    throw error;
  }
}

/** Creates the bucket; one that is there already and ours is as good. */
export async function createBucket({ s3 }: SiteClients, bucket: string, region: string): Promise<void> {
  const configuration = Object.values(BucketLocationConstraint).find((constraint) => constraint === region);
  try {
    await s3.send(
      new CreateBucketCommand({
        Bucket: bucket,
        ...(configuration === undefined
          ? {}
          : { CreateBucketConfiguration: { LocationConstraint: configuration } }),
      }),
    );
  } catch (error) {
    if (isServiceError(error, "BucketAlreadyOwnedByYou")) return;
    if (isServiceError(error, "BucketAlreadyExists")) throw bucketTaken(bucket);
    throw error;
  }
}

function bucketTaken(bucket: string): SiteError {
  return new SiteError(
    "ERR_SITE_BUCKET_TAKEN",
    `the bucket ${bucket} belongs to another account: choose another name (bucket names are shared by all accounts)`,
  );
}
