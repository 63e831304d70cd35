/** Checks the signatures inside an `aws-chunked` body, each of which signs the one before it. */
import { createHash } from "node:crypto";
import type { ServiceError } from "../service-error.ts";
import { type CredentialScope, scopeText } from "./credential-scope.ts";
import { signaturesMatch } from "./signatures-match.ts";
import { signV4 } from "./signing-key.ts";

const EMPTY_SHA256 = createHash("sha256").digest("hex");
const TRAILER_SIGNATURE = "x-amz-trailer-signature";

/** What the chunks of a request are signed with. */
export interface ChunkSigning {
  readonly key: Buffer;
  readonly timestamp: string;
  readonly scope: CredentialScope;
  /** Signature of the request's headers. */
  readonly seedSignature: string;
  /** True when a signature of the trailing headers was announced. */
  readonly hasSignedTrailers: boolean;
  /** Makes the refusal of a string to sign and the signature that came with it. */
  readonly mismatch: (stringToSign: string, provided: string) => ServiceError;
}

/** Source: S3 user guide, "Signature calculations: transferring payload in multiple chunks" and "… trailing headers". */
export class ChunkVerifier {
  readonly #signing: ChunkSigning;
  #previous: string;

  constructor(signing: ChunkSigning) {
    this.#signing = signing;
    this.#previous = signing.seedSignature;
  }

  /** Checks a chunk by the SHA-256 of its data. Throws `SignatureDoesNotMatch`. */
  verifyChunk(dataSha256: string, signature: string | undefined): void {
    this.#verify(["AWS4-HMAC-SHA256-PAYLOAD", this.#previous, EMPTY_SHA256, dataSha256], signature);
  }

  /** Checks the trailing headers. Throws `SignatureDoesNotMatch`. */
  verifyTrailers(trailers: Readonly<Record<string, string>>): void {
    if (!this.#signing.hasSignedTrailers) return;
    const canonical = Object.entries(trailers)
      .filter(([name]) => name !== TRAILER_SIGNATURE)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}:${value}\n`)
      .join("");
    const hash = createHash("sha256").update(canonical).digest("hex");
    this.#verify(["AWS4-HMAC-SHA256-TRAILER", this.#previous, hash], trailers[TRAILER_SIGNATURE]);
  }

  #verify([algorithm = "", ...rest]: readonly string[], provided = ""): void {
    const { key, timestamp, scope, mismatch } = this.#signing;
    const stringToSign = [algorithm, timestamp, scopeText(scope), ...rest].join("\n");
    const expected = signV4(key, stringToSign);
    if (!signaturesMatch(expected, provided)) throw mismatch(stringToSign, provided);
    this.#previous = expected;
  }
}
