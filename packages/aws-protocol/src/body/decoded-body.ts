/**
 * The body of an upload as its handler should see it: `aws-chunked` framing taken off, length, content hash and chunk
 * signatures checked while it flows. What does not hold makes the stream fail with a `ServiceError`.
 */
import { createHash, type Hash, hash } from "node:crypto";
import { Readable } from "node:stream";
import type { AwsRequest } from "../http.ts";
import type { ChunkVerifier } from "../signature/chunk-verifier.ts";
import { AwsChunkedDecoder, AwsChunkedProtocolError, type ChunkEvent } from "./aws-chunked.ts";
import {
  contentSha256Mismatch,
  incompleteBody,
  invalidContentSha256,
  malformedTrailer,
  missingContentLength,
  terminatedUnexpectedly,
} from "./body-errors.ts";
import { type BodyFilter, FilteredBody } from "./filtered-body.ts";

/** A body and what may come after it. */
export interface DecodedBody {
  readonly body: FilteredBody;
  /** Decoded length in bytes, where the request tells. */
  readonly length: number | undefined;
  /** Trailing headers; empty until the body has ended. */
  readonly trailers: () => Readonly<Record<string, string>>;
}

const HEX_SHA256 = /^[0-9a-f]{64}$/i;
const UNSIGNED = "UNSIGNED-PAYLOAD";
const NO_TRAILERS: Readonly<Record<string, string>> = Object.freeze({});

/**
 * Opens the body of a request.
 *
 * @param verifier - checks chunk signatures; `undefined` where signatures are not verified.
 */
export function decodeBody(request: AwsRequest, verifier: ChunkVerifier | undefined): DecodedBody {
  const { headers } = request;
  const source = request.body ?? Readable.from([], { objectMode: false });
  const contentSha256 = headers["x-amz-content-sha256"];
  if (contentSha256?.startsWith("STREAMING-")) {
    const length = lengthOf(headers["x-amz-decoded-content-length"]);
    if (length === undefined) throw missingContentLength();
    const filter = new ChunkedFilter(length, verifier);
    return { body: new FilteredBody(source, filter), length, trailers: () => filter.trailers };
  }
  const length = lengthOf(headers["content-length"]);
  if (request.body === undefined && length === undefined) throw missingContentLength();
  const isSigned = contentSha256 !== undefined && contentSha256 !== UNSIGNED;
  if (isSigned && !HEX_SHA256.test(contentSha256)) throw invalidContentSha256(contentSha256);
  const filter = new LengthFilter(length, isSigned ? contentSha256.toLowerCase() : undefined);
  return { body: new FilteredBody(source, filter), length, trailers: () => NO_TRAILERS };
}

/** Takes the framing off, counts, and hands chunks to the verifier. */
class ChunkedFilter implements BodyFilter {
  trailers: Readonly<Record<string, string>> = NO_TRAILERS;
  readonly #decoder = new AwsChunkedDecoder();
  readonly #expectedLength: number;
  readonly #verifier: ChunkVerifier | undefined;
  #length = 0;
  #chunkHash: Hash | undefined;

  constructor(expectedLength: number, verifier: ChunkVerifier | undefined) {
    this.#expectedLength = expectedLength;
    this.#verifier = verifier;
    this.#chunkHash = verifier === undefined ? undefined : createHash("sha256");
  }

  accept(bytes: Uint8Array): readonly Uint8Array[] {
    return this.#data(() => this.#decoder.receive(bytes));
  }

  finish(): void {
    this.#data(() => this.#decoder.finish());
    if (this.#length !== this.#expectedLength) throw incompleteBody();
  }

  #data(step: () => readonly ChunkEvent[]): readonly Uint8Array[] {
    const data: Uint8Array[] = [];
    for (const event of refusing(step)) {
      switch (event.kind) {
        case "data":
          this.#length += event.bytes.byteLength;
          if (this.#length > this.#expectedLength) throw incompleteBody();
          this.#chunkHash?.update(event.bytes);
          data.push(event.bytes);
          break;
        case "chunkEnd":
          if (this.#verifier !== undefined && this.#chunkHash !== undefined) {
            this.#verifier.verifyChunk(this.#chunkHash.digest("hex"), event.signature);
            this.#chunkHash = createHash("sha256");
          }
          break;
        case "end":
          this.#verifier?.verifyTrailers(event.trailers);
          this.trailers = event.trailers;
          break;
      }
    }
    return data;
  }
}

/** Passes bytes on; at the end their number and hash must be the declared ones. */
class LengthFilter implements BodyFilter {
  readonly #expectedLength: number | undefined;
  readonly #declaredSha256: string | undefined;
  #hash: Hash | undefined;
  /** Of a body that came in one piece. */
  #wholeSha256: string | undefined;
  #length = 0;

  constructor(expectedLength: number | undefined, declaredSha256: string | undefined) {
    this.#expectedLength = expectedLength;
    this.#declaredSha256 = declaredSha256;
  }

  accept(bytes: Uint8Array): readonly Uint8Array[] {
    this.#length += bytes.byteLength;
    if (this.#declaredSha256 !== undefined) this.#digest(bytes);
    return [bytes];
  }

  finish(): void {
    if (this.#expectedLength !== undefined && this.#length !== this.#expectedLength) throw incompleteBody();
    if (this.#declaredSha256 === undefined) return;
    const computed = this.#wholeSha256 ?? (this.#hash ?? createHash("sha256")).digest("hex");
    if (computed !== this.#declaredSha256) throw contentSha256Mismatch(this.#declaredSha256, computed);
  }

  #digest(bytes: Uint8Array): void {
    if (this.#hash === undefined && bytes.byteLength === this.#expectedLength) {
      this.#wholeSha256 = hash("sha256", bytes);
      return;
    }
    this.#hash ??= createHash("sha256");
    this.#hash.update(bytes);
  }
}

/** Runs a step of the decoder; what it cannot read is refused in S3's words. */
function refusing(step: () => readonly ChunkEvent[]): readonly ChunkEvent[] {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof AwsChunkedProtocolError)) throw error;
    throw error.code === "ERR_AWS_CHUNKED_TRAILER" ? malformedTrailer() : terminatedUnexpectedly();
  }
}

function lengthOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
