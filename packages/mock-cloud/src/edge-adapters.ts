/** The services, as the edge's ports want them: its imports end here. */
import type { Readable } from "node:stream";
import type { CloudFrontService } from "@oxbow/cloudfront";
import {
  type DistributionDirectory,
  type LogSink,
  type ObjectInfo,
  type ObjectRef,
  type ObjectSource,
  ObjectSourceError,
} from "@oxbow/edge";
import { ObjectAccessError, type ObjectAccessFailure, type ObjectReader, type S3Service } from "@oxbow/s3";

/** `BUCKET.s3.amazonaws.com`, `BUCKET.s3.REGION.amazonaws.com`, `BUCKET.s3-REGION.amazonaws.com`. */
const S3_ORIGIN = /^(?<bucket>.+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com$/;

/** Objects as CloudFront may read them: on behalf of the distribution's origin access identity, else as anybody. */
export function objectSource(s3: S3Service, cloudfront: CloudFrontService): ObjectSource {
  const readerOf = ({ originAccessIdentity }: ObjectRef): ObjectReader =>
    originAccessIdentity === undefined
      ? { kind: "anonymous" }
      : {
          kind: "originAccessIdentity",
          identityId: originAccessIdentity,
          canonicalUserId: cloudfront.canonicalUserIdOf(originAccessIdentity),
        };
  return {
    head: (ref) => asSourceError<ObjectInfo>(() => s3.headObject(readerOf(ref), bucketOf(ref), ref.key)),
    read: (ref, range, etag) =>
      asSourceError<Readable>(() => s3.readObject(readerOf(ref), bucketOf(ref), ref.key, range, etag)),
  };
}

export function distributionDirectory(cloudfront: CloudFrontService): DistributionDirectory {
  return cloudfront.directory;
}

export function logSink(s3: S3Service): LogSink {
  return {
    deliver: (bucket, key, gzip) => s3.putSystemObject(bucket, key, gzip, "application/x-gzip"),
  };
}

function bucketOf({ originDomainName }: ObjectRef): string {
  const bucket = S3_ORIGIN.exec(originDomainName)?.groups?.bucket;
  if (bucket === undefined) {
    throw new ObjectSourceError(
      "unavailable",
      `the origin ${originDomainName} is no S3 bucket: other origins are not read`,
    );
  }
  return bucket;
}

async function asSourceError<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ObjectAccessError) throw new ObjectSourceError(CODES[error.code], error.message);
    throw error;
  }
}

const CODES: Readonly<Record<ObjectAccessFailure, ObjectSourceError["code"]>> = {
  "not-found": "not-found",
  forbidden: "forbidden",
  changed: "changed",
};
