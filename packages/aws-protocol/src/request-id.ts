/** Returns `length` unpredictable bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/** The identifiers of one answer. */
export interface RequestIds {
  readonly requestId: string;
  /** S3's extended id (`x-amz-id-2`); empty elsewhere. */
  readonly hostId: string;
}

const BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** 16 characters of [A-Z0-9] and 76 of base64, as S3 writes them. */
export function s3RequestIds(randomBytes: RandomBytes): RequestIds {
  const bytes = randomBytes(16 + 56);
  let requestId = "";
  for (const byte of bytes.subarray(0, 16)) requestId += BASE36[byte % BASE36.length];
  return { requestId, hostId: Buffer.from(bytes.subarray(16)).toString("base64") };
}

/** A UUID, as CloudFront and STS write them. */
export function uuidRequestIds(randomBytes: RandomBytes): RequestIds {
  const hex = Buffer.from(randomBytes(16)).toString("hex");
  const requestId = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
  return { requestId, hostId: "" };
}
