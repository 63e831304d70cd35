/** Returns `length` unpredictable bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** The identifiers of one answer. */
export interface RequestIds {
  readonly requestId: string;
  /** S3's extended id (`x-amz-id-2`); empty elsewhere. */
  readonly hostId: string;
}

const BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Bytes drawn at a time: asking the system for each request's own costs more than the rest of its identifiers. */
const POOL_BYTES = 4096;

/** Makes the identifiers of answers. */
export class RequestIdSource {
  readonly #randomBytes: RandomBytes;
  #pool: Uint8Array = new Uint8Array();
  #offset = 0;

  constructor(randomBytes: RandomBytes) {
    this.#randomBytes = randomBytes;
  }

  /** 16 characters of [A-Z0-9] and 76 of base64, as S3 writes them. */
  s3(): RequestIds {
    let requestId = "";
    for (const byte of this.#take(16)) requestId += BASE36[byte % BASE36.length];
    const host = this.#take(56);
    return {
      requestId,
      hostId: Buffer.from(host.buffer, host.byteOffset, host.byteLength).toString("base64"),
    };
  }

  /** A UUID, as CloudFront and STS write them. */
  uuid(): RequestIds {
    const hex = Buffer.from(this.#take(16)).toString("hex");
    const requestId = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join("-");
    return { requestId, hostId: "" };
  }

  #take(length: number): Uint8Array {
    if (this.#offset + length > this.#pool.byteLength) {
      this.#pool = this.#randomBytes(POOL_BYTES);
      this.#offset = 0;
    }
    this.#offset += length;
    return this.#pool.subarray(this.#offset - length, this.#offset);
  }
}
