/** Any S3 over HTTP, as the edge's ports want it. */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Readable } from "node:stream";
import {
  GetObjectCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { parseS3OriginDomain } from "@oxbow/cloudfront";
import {
  type LogSink,
  type ObjectInfo,
  type ObjectRef,
  type ObjectSource,
  ObjectSourceError,
  type ObjectSourceErrorCode,
} from "@oxbow/edge";

export interface S3OriginOptions {
  /** `https://s3.example.org`: buckets are the first part of the path, at amazonaws.com the first label of the host. */
  readonly endpoint: string;
  readonly region: string;
  /** Whether the environment has credentials: an origin access identity then reads with them, and logs can be written. */
  readonly hasCredentials: boolean;
}

/** Connections kept open: windows are read one after another by many titles at once. */
const MAX_SOCKETS = 256;

export interface S3Origin {
  readonly source: ObjectSource;
  /** `undefined` without credentials: nobody may write logs then. */
  readonly logSink: LogSink | undefined;
  readonly close: () => void;
}

export function openS3Origin({ endpoint, region, hasCredentials }: S3OriginOptions): S3Origin {
  const settings = {
    endpoint,
    region,
    forcePathStyle: !new URL(endpoint).hostname.endsWith(".amazonaws.com"),
    requestHandler: {
      connectionTimeout: 5000,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
      httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    },
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  } as const;
  const anonymous = new S3Client({
    ...settings,
    credentials: { accessKeyId: "", secretAccessKey: "" },
    // What anybody may read is asked for as anybody.
    signer: { sign: async (request) => request },
  });
  const signing = hasCredentials ? new S3Client(settings) : undefined;
  const clientFor = ({ originAccessIdentity }: ObjectRef): S3Client =>
    originAccessIdentity === undefined ? anonymous : (signing ?? anonymous);
  return {
    source: {
      head: async (ref) =>
        await withSourceErrors(async () => {
          const target = { Bucket: bucketOf(ref.originDomainName), Key: ref.key };
          return toInfo(await clientFor(ref).send(new HeadObjectCommand(target)));
        }),
      read: async (ref, { start, end }, etag) =>
        await withSourceErrors(async () => {
          const { Body } = await clientFor(ref).send(
            new GetObjectCommand({
              Bucket: bucketOf(ref.originDomainName),
              Key: ref.key,
              IfMatch: etag,
              ...(end > start ? { Range: `bytes=${start}-${end - 1}` } : {}),
            }),
          );
          return Body as Readable;
        }),
    },
    logSink:
      signing === undefined
        ? undefined
        : {
            deliver: async (domainName, key, gzip) => {
              await signing.send(
                new PutObjectCommand({
                  Bucket: parseS3OriginDomain(domainName)?.bucket ?? domainName,
                  Key: key,
                  Body: gzip,
                  ContentType: "application/x-gzip",
                }),
              );
            },
          },
    close: () => {
      anonymous.destroy();
      signing?.destroy();
    },
  };
}

function bucketOf(originDomainName: string): string {
  const origin = parseS3OriginDomain(originDomainName);
  if (origin !== undefined) return origin.bucket;
  throw new ObjectSourceError(
    "unavailable",
    `the origin ${originDomainName} is no S3 bucket: other origins are not read`,
  );
}

function toInfo(answer: HeadObjectCommandOutput): ObjectInfo {
  const headers = {
    "cache-control": answer.CacheControl,
    "content-disposition": answer.ContentDisposition,
    "content-encoding": answer.ContentEncoding,
    "content-language": answer.ContentLanguage,
    expires: answer.ExpiresString,
    ...Object.fromEntries(
      Object.entries(answer.Metadata ?? {}).map(([name, value]) => [`x-amz-meta-${name}`, value]),
    ),
  };
  return {
    byteLength: answer.ContentLength ?? 0,
    etag: answer.ETag ?? '""',
    lastModified: answer.LastModified ?? new Date(0),
    contentType: answer.ContentType ?? "binary/octet-stream",
    headers: Object.fromEntries(
      Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined),
    ),
  };
}

const CODE_OF_STATUS: Readonly<Record<number, ObjectSourceErrorCode>> = {
  401: "forbidden",
  403: "forbidden",
  404: "not-found",
  412: "changed",
  416: "changed",
};

async function withSourceErrors<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ObjectSourceError) throw error;
    const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
    const code = (status === undefined ? undefined : CODE_OF_STATUS[status]) ?? "unavailable";
    throw new ObjectSourceError(
      code,
      error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    );
  }
}
