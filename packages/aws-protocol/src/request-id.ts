/** Returns `length` unpredictable bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** The identifiers of one answer. */
export interface RequestIds {
  readonly requestId: string;
  /** S3's extended id (`x-amz-id-2`); empty elsewhere. */
  readonly hostId: string;
}

const BASE36 = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const PAIRS: readonly string[] = BASE36.flatMap((first) => BASE36.map((second) => first + second));
/** Bytes drawn at a time: asking the system for each request's own costs more than the rest of its identifiers. */
const POOL_BYTES = 4096;

/** Makes the identifiers of answers. */
export class RequestIdSource {
  readonly #randomBytes: RandomBytes;
  #pool: Buffer = Buffer.alloc(0);
  #offset = 0;

  constructor(randomBytes: RandomBytes) {
    this.#randomBytes = randomBytes;
  }

  /** 16 characters of [A-Z0-9] and 76 of base64, as S3 writes them. */
  s3(): RequestIds {
    const bytes = this.#take(16 + 56);
    let requestId = "";
    for (let index = 0; index < 16; index += 2)
      requestId += PAIRS[(((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0)) % PAIRS.length];
    return { requestId, hostId: bytes.toString("base64", 16) };
  }

  /** A UUID, as CloudFront and STS write them. */
  uuid(): RequestIds {
    const hex = this.#take(16).toString("hex");
    const requestId = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join("-");
    return { requestId, hostId: "" };
  }

  #take(length: number): Buffer {
    if (this.#offset + length > this.#pool.byteLength) {
      const { buffer, byteOffset, byteLength } = this.#randomBytes(POOL_BYTES);
      this.#pool = Buffer.from(buffer, byteOffset, byteLength);
      this.#offset = 0;
    }
    this.#offset += length;
    return this.#pool.subarray(this.#offset - length, this.#offset);
  }
}
