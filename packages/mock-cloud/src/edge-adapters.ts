/** The services, as the edge's ports want them: its imports end here. */
import { type Principal, ServiceError } from "@oxbow/aws-protocol";
import { type CloudFrontService, type LogDeliveryGrant, parseS3OriginDomain } from "@oxbow/cloudfront";
import {
  type DistributionDirectory,
  type LogSink,
  type ObjectRef,
  type ObjectSource,
  ObjectSourceError,
} from "@oxbow/edge";
import { ObjectReadError, type ObjectReadRequest, type S3Service } from "@oxbow/s3";

/** Objects as CloudFront may read them: on behalf of the distribution's origin access identity, else as anybody. */
export function objectSource(s3: S3Service, { directory }: CloudFrontService): ObjectSource {
  const requestOf = ({ originDomainName, key, originAccessIdentity }: ObjectRef): ObjectReadRequest => {
    const origin = parseS3OriginDomain(originDomainName);
    if (origin === undefined) {
      throw new ObjectSourceError(
        "unavailable",
        `the origin ${originDomainName} is no S3 bucket: other origins are not read`,
      );
    }
    return { bucket: origin.bucket, key, principal: principalOf(directory, originAccessIdentity) };
  };
  return {
    head: (ref) => withSourceErrors(() => s3.headObject(requestOf(ref))),
    read: (ref, range, etag) => withSourceErrors(() => s3.readObject({ ...requestOf(ref), range, etag })),
  };
}

/** A deleted identity may do what anybody may. */
function principalOf(directory: CloudFrontService["directory"], identityId: string | undefined): Principal {
  const identity = identityId === undefined ? undefined : directory.identityById(identityId);
  if (identity === undefined) return { kind: "anonymous" };
  return { kind: "originAccessIdentity", identityId: identity.id, canonicalUserId: identity.canonicalUserId };
}

/** The deployed distributions: equal in structure to what the edge asks for. */
export function distributionDirectory({ directory }: CloudFrontService): DistributionDirectory {
  return directory;
}

/** Access logs become objects of the logging bucket, which distributions call by its domain name. */
export function logSink(s3: S3Service): LogSink {
  return {
    deliver: (domainName, key, gzip) => {
      const bucket = parseS3OriginDomain(domainName)?.bucket ?? domainName;
      return s3.putSystemObject(bucket, key, gzip, "application/x-gzip");
    },
  };
}

/** Switching logging on, as far as it is S3's. */
export function grantLogDelivery(s3: S3Service): (bucket: string) => Promise<LogDeliveryGrant> {
  return async (bucket) => {
    try {
      await s3.grantLogDelivery(bucket);
      return "granted";
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return error.code === "NoSuchBucket" ? "no-such-bucket" : "acls-disabled";
    }
  };
}

async function withSourceErrors<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    // Both sides use the same three codes.
    if (error instanceof ObjectReadError) throw new ObjectSourceError(error.code, error.message);
    throw error;
  }
}
