import { Readable } from "node:stream";
import { FilteredBody } from "@oxbow/aws-protocol";
import type { BlobWriter } from "@oxbow/store";
import {
  type ChecksumAlgorithm,
  createDigest,
  DEFAULT_ALGORITHM,
  type Digest,
  digestOf,
  prepareDigest,
} from "../checksum/checksum-algorithm.ts";
import { checkDigests, type DeclaredChecksum } from "../checksum/checksum-request.ts";
import { entityTooLarge, incompleteBody } from "../errors.ts";
import type { S3Context, S3State } from "../s3-context.ts";
import type { Chunk } from "./object-record.ts";

/** Longest body of one request, in bytes. Source: S3 user guide, upload limits. */
export const MAX_PUT_BYTES: number = 5 * 1024 ** 3;

/** A body up to this long is gathered and hashed in one go. */
const SMALL_BODY_BYTES = 256 * 1024;

/** Bytes that are in the blob store, and what they are. */
export interface Ingested {
  readonly chunks: readonly Chunk[];
  readonly size: number;
  readonly md5: Buffer;
  readonly algorithm: ChecksumAlgorithm;
  /** Base64, in `algorithm`. */
  readonly checksum: string;
}

/** What an upload's body is: a stream, or nothing. */
export type UploadBody = Readable | Uint8Array | string | undefined;

/**
 * Streams the body of an upload into a new blob and checks it against what the request declares: length, MD5,
 * checksum (in a header or a trailer). When it does not hold, or the client goes away, nothing is left.
 */
export async function ingestUpload(
  context: S3Context,
  body: UploadBody,
  declared: DeclaredChecksum,
  alongside?: Digest,
): Promise<Ingested> {
  const { headers } = context.request;
  const length = headers["x-amz-decoded-content-length"] ?? headers["content-length"];
  const declaredBytes = length === undefined ? undefined : Number(length);
  if (declaredBytes !== undefined && declaredBytes > MAX_PUT_BYTES) {
    throw entityTooLarge(declaredBytes, MAX_PUT_BYTES);
  }
  return ingest(context, body, declared.algorithm ?? DEFAULT_ALGORITHM, {
    declaredBytes,
    alongside,
    check: (ingested) => checkDigests(declared, ingested, context.trailers()),
  });
}

export interface IngestOptions {
  /** How long the body should be; not known of every body. */
  readonly declaredBytes?: number | undefined;
  /** Refuses by throwing what was read, before it is kept. */
  readonly check?: (ingested: Omit<Ingested, "chunks">) => void;
  /** A second checksum, for the caller: it sees all bytes. */
  readonly alongside?: Digest | undefined;
}

/** Streams any bytes into a new blob. */
export async function ingest(
  { blobs }: Pick<S3State, "blobs">,
  body: UploadBody,
  algorithm: ChecksumAlgorithm,
  { declaredBytes, check, alongside }: IngestOptions = {},
): Promise<Ingested> {
  const preparing = prepareDigest(algorithm);
  if (preparing !== undefined) await preparing;
  const checkRead = (read: Read): void => {
    if (declaredBytes !== undefined && read.size !== declaredBytes) throw incompleteBody();
    check?.(read);
  };
  const isSmall = declaredBytes !== undefined && declaredBytes <= SMALL_BODY_BYTES;
  if (isSmall || !(body instanceof Readable)) {
    const bytes = await readWhole(body);
    alongside?.update(bytes);
    const read = digestWhole(bytes, algorithm);
    checkRead(read);
    return { ...read, chunks: read.size === 0 ? [] : [{ blob: await blobs.put(bytes), size: read.size }] };
  }
  let writer: BlobWriter | undefined;
  const open = async () => {
    writer = await blobs.create();
    return writer;
  };
  try {
    const read = await pump(body, algorithm, open, alongside);
    checkRead(read);
    const blob = await writer?.commit();
    return { ...read, chunks: blob === undefined ? [] : [{ blob, size: read.size }] };
  } catch (error) {
    await writer?.abort();
    throw error;
  }
}

type Open = () => Promise<BlobWriter>;
type Read = Omit<Ingested, "chunks">;

/** A small body: one buffer, one-shot digests. */
function digestWhole(bytes: Uint8Array, algorithm: ChecksumAlgorithm): Read {
  const checksum = digestOf(algorithm, bytes).toString("base64");
  return { size: bytes.byteLength, md5: digestOf("MD5", bytes), algorithm, checksum };
}

function readWhole(body: UploadBody): Promise<Uint8Array> {
  if (body === undefined) return Promise.resolve(new Uint8Array(0));
  if (typeof body === "string") return Promise.resolve(Buffer.from(body));
  if (body instanceof Uint8Array) return Promise.resolve(body);
  if (body instanceof FilteredBody) return body.collect();
  // Events, not iteration: half the price for a body of one chunk.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    body.on("data", (chunk: Buffer) => chunks.push(chunk));
    body.once("end", () => {
      const [first] = chunks;
      resolve(first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks));
    });
    body.once("error", reject);
    body.once("close", () => {
      if (!body.readableEnded) reject(incompleteBody());
    });
  });
}

/** A body of any length: digests run along, the blob store holds the pace. */
async function pump(
  body: Readable,
  algorithm: ChecksumAlgorithm,
  open: Open,
  alongside: Digest | undefined,
): Promise<Read> {
  const md5 = createDigest("MD5");
  const checksum = createDigest(algorithm);
  let writer: BlobWriter | undefined;
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (chunk.byteLength === 0) continue;
    size += chunk.byteLength;
    if (size > MAX_PUT_BYTES) throw entityTooLarge(size, MAX_PUT_BYTES);
    md5.update(chunk);
    checksum.update(chunk);
    alongside?.update(chunk);
    writer ??= await open();
    await writer.write(chunk);
  }
  return { size, md5: md5.digest(), algorithm, checksum: checksum.digest().toString("base64") };
}
