/**
 * The body of an upload as its handler should see it: `aws-chunked` framing taken off, length, content hash and chunk
 * signatures checked while it flows. What does not hold makes the stream fail with a `ServiceError`.
 */
import { createHash, type Hash } from "node:crypto";
import { Readable, Transform, type TransformCallback } from "node:stream";
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

/** A body and what may come after it. */
export interface DecodedBody {
  readonly body: Readable;
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
    const transform = new ChunkedTransform(length, verifier);
    return { body: flow(source, transform), length, trailers: () => transform.trailers };
  }
  const length = lengthOf(headers["content-length"]);
  if (contentSha256 === undefined || contentSha256 === UNSIGNED) {
    return { body: source, length, trailers: () => NO_TRAILERS };
  }
  if (!HEX_SHA256.test(contentSha256)) throw invalidContentSha256(contentSha256);
  return { body: flow(source, new HashTransform(contentSha256)), length, trailers: () => NO_TRAILERS };
}

/** Takes the framing off; counts, and hands chunks to the verifier. */
class ChunkedTransform extends Transform {
  trailers: Readonly<Record<string, string>> = NO_TRAILERS;
  readonly #decoder = new AwsChunkedDecoder();
  readonly #expectedLength: number;
  readonly #verifier: ChunkVerifier | undefined;
  #length = 0;
  #chunkHash: Hash | undefined;

  constructor(expectedLength: number, verifier: ChunkVerifier | undefined) {
    super();
    this.#expectedLength = expectedLength;
    this.#verifier = verifier;
    this.#chunkHash = verifier === undefined ? undefined : createHash("sha256");
  }

  override _transform(chunk: Uint8Array, _encoding: BufferEncoding, done: TransformCallback): void {
    settle(done, () => this.#accept(this.#decoder.receive(chunk)));
  }

  override _flush(done: TransformCallback): void {
    settle(done, () => {
      this.#accept(this.#decoder.finish());
      if (this.#length !== this.#expectedLength) throw incompleteBody();
    });
  }

  #accept(events: readonly ChunkEvent[]): void {
    for (const event of events) {
      switch (event.kind) {
        case "data":
          this.#length += event.bytes.byteLength;
          if (this.#length > this.#expectedLength) throw incompleteBody();
          this.#chunkHash?.update(event.bytes);
          this.push(event.bytes);
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
  }
}

/** Passes bytes on and compares their hash with the declared one at the end. */
class HashTransform extends Transform {
  readonly #declared: string;
  readonly #hash = createHash("sha256");

  constructor(declared: string) {
    super();
    this.#declared = declared.toLowerCase();
  }

  override _transform(chunk: Uint8Array, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const computed = this.#hash.digest("hex");
    done(computed === this.#declared ? null : contentSha256Mismatch(this.#declared, computed));
  }
}

/** Joins two streams so that a source that breaks off breaks the result too, and an abandoned result lets go of the source. */
function flow(source: Readable, transform: Transform): Readable {
  source.once("error", () => transform.destroy(terminatedUnexpectedly()));
  source.once("close", () => {
    if (!source.readableEnded) transform.destroy(terminatedUnexpectedly());
  });
  transform.once("close", () => {
    if (!source.readableEnded) source.unpipe(transform);
  });
  return source.pipe(transform);
}

function settle(done: TransformCallback, step: () => void): void {
  try {
    step();
  } catch (error) {
    done(toServiceFailure(error));
    return;
  }
  done();
}

function toServiceFailure(error: unknown): Error {
  if (error instanceof AwsChunkedProtocolError) {
    return error.code === "ERR_AWS_CHUNKED_TRAILER" ? malformedTrailer() : terminatedUnexpectedly();
  }
  return error instanceof Error ? error : new TypeError(String(error));
}

function lengthOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
