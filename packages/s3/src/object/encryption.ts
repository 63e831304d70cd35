import { createHash } from "node:crypto";
import { ServiceError } from "@oxbow/aws-protocol";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { invalidArgument, invalidRequest } from "../errors.ts";
import type { S3Defaults } from "../s3-context.ts";
import { managedKeyArn } from "./managed-key.ts";
import type { StoredEncryption } from "./object-record.ts";

/** The members by which requests ask for encryption, and by which answers tell of it. */
export interface EncryptionInput {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

const ALGORITHMS: ReadonlySet<string> = new Set(["AES256", "aws:kms", "aws:kms:dsse"]);
const CUSTOMER_KEY_BYTES = 32;

/** How a new object is encrypted: what the request asks for, else the bucket's default, else that of the time. */
export function readEncryption(
  input: EncryptionInput,
  bucket: BucketRecord,
  defaults: S3Defaults,
): StoredEncryption | undefined {
  const customerKeyMd5 = readCustomerKey(input);
  if (customerKeyMd5 !== undefined) {
    if (input.ServerSideEncryption !== undefined) {
      throw invalidArgument(
        "Server Side Encryption with Customer provided key is incompatible with the encryption method specified",
        "x-amz-server-side-encryption",
        input.ServerSideEncryption,
      );
    }
    return { algorithm: "AES256", customerKeyMd5 };
  }
  const asked = input.ServerSideEncryption;
  if (asked !== undefined) return askedEncryption(asked, input, bucket);
  if (input.SSEKMSKeyId !== undefined) throw keyWithoutKms();
  const rule = bucket.encryption?.Rules?.[0];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  if (byDefault?.SSEAlgorithm === undefined)
    return defaults === "modern" ? { algorithm: "AES256" } : undefined;
  return {
    algorithm: byDefault.SSEAlgorithm,
    ...kmsKey(byDefault.SSEAlgorithm, byDefault.KMSMasterKeyID, bucket),
    ...(rule?.BucketKeyEnabled === true ? { isBucketKeyEnabled: true } : {}),
  };
}

/** The key of an object under KMS: the one that is named, else the one that KMS keeps for S3. */
function kmsKey(
  algorithm: string,
  named: string | undefined,
  bucket: BucketRecord,
): Pick<StoredEncryption, "kmsKeyId"> {
  return algorithm === "AES256" ? {} : { kmsKeyId: named ?? managedKeyArn(bucket) };
}

function askedEncryption(algorithm: string, input: EncryptionInput, bucket: BucketRecord): StoredEncryption {
  if (!ALGORITHMS.has(algorithm)) {
    throw invalidArgument(
      "The encryption method specified is not supported",
      "x-amz-server-side-encryption",
      algorithm,
    );
  }
  if (input.SSEKMSKeyId !== undefined && algorithm === "AES256") {
    throw keyWithoutKms(algorithm);
  }
  return {
    algorithm,
    ...kmsKey(algorithm, input.SSEKMSKeyId, bucket),
    ...(input.SSEKMSEncryptionContext === undefined ? {} : { context: input.SSEKMSEncryptionContext }),
    ...(input.BucketKeyEnabled === true ? { isBucketKeyEnabled: true } : {}),
  };
}

function keyWithoutKms(algorithm?: string): ServiceError {
  return invalidArgument(
    "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
    "x-amz-server-side-encryption",
    algorithm,
  );
}

/** MD5 of the customer's key, after the three headers were checked against each other; `undefined` without them. */
function readCustomerKey(input: EncryptionInput): string | undefined {
  const { SSECustomerAlgorithm: algorithm, SSECustomerKey: key, SSECustomerKeyMD5: md5 } = input;
  if (algorithm === undefined && key === undefined && md5 === undefined) return undefined;
  if (algorithm === undefined) {
    throw invalidArgument(
      "Requests specifying Server Side Encryption with Customer provided keys must provide a valid encryption algorithm.",
      "x-amz-server-side-encryption",
    );
  }
  if (algorithm !== "AES256") {
    throw new ServiceError(
      "InvalidEncryptionAlgorithmError",
      "The Encryption request you specified is not valid. Supported value: AES256.",
      {
        status: 400,
        fields: { ArgumentName: "x-amz-server-side-encryption", ArgumentValue: algorithm },
      },
    );
  }
  if (key === undefined) {
    throw invalidArgument(
      "Requests specifying Server Side Encryption with Customer provided keys must provide an appropriate secret key.",
      "x-amz-server-side-encryption",
    );
  }
  const bytes = Buffer.from(key, "base64");
  if (bytes.byteLength !== CUSTOMER_KEY_BYTES || md5 === undefined) {
    throw invalidArgument(
      "The secret key was invalid for the specified algorithm.",
      "x-amz-server-side-encryption",
    );
  }
  const actualMd5 = createHash("md5").update(bytes).digest("base64");
  if (actualMd5 !== md5) {
    throw invalidArgument(
      "The calculated MD5 hash of the key did not match the hash that was provided.",
      "x-amz-server-side-encryption",
    );
  }
  return actualMd5;
}

/**
 * Lets a read through only with the key the object was put with.
 *
 * @throws ServiceError InvalidRequest, AccessDenied
 */
export function checkCustomerKey(stored: StoredEncryption | undefined, input: EncryptionInput): void {
  const given = readCustomerKey(input);
  const expected = stored?.customerKeyMd5;
  if (expected === given) return;
  if (expected === undefined) {
    throw invalidRequest("The encryption parameters are not applicable to this object.");
  }
  if (given === undefined) {
    throw invalidRequest(
      "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
    );
  }
  throw new ServiceError(
    "AccessDenied",
    "Requests specifying Server Side Encryption with Customer provided keys must provide the correct secret key.",
    { status: 403 },
  );
}

/** What answers tell of an object's encryption. */
export interface EncryptionOutput {
  ServerSideEncryption?: "AES256" | "aws:kms" | "aws:kms:dsse";
  SSEKMSKeyId?: string;
  SSEKMSEncryptionContext?: string;
  BucketKeyEnabled?: boolean;
  SSECustomerAlgorithm?: string;
  SSECustomerKeyMD5?: string;
}

export function encryptionOutput(encryption: StoredEncryption | undefined): EncryptionOutput {
  if (encryption === undefined) return {};
  const { algorithm, customerKeyMd5, kmsKeyId, isBucketKeyEnabled, context } = encryption;
  if (customerKeyMd5 !== undefined) {
    return { SSECustomerAlgorithm: algorithm, SSECustomerKeyMD5: customerKeyMd5 };
  }
  return {
    ServerSideEncryption: algorithm === "aws:kms" || algorithm === "aws:kms:dsse" ? algorithm : "AES256",
    ...(kmsKeyId === undefined ? {} : { SSEKMSKeyId: kmsKeyId }),
    ...(context === undefined ? {} : { SSEKMSEncryptionContext: context }),
    ...(isBucketKeyEnabled === true ? { BucketKeyEnabled: true } : {}),
  };
}

/** Parts of an upload under a customer's key come under the same key. @throws ServiceError InvalidRequest */
export function checkPartEncryption(stored: StoredEncryption | undefined, input: EncryptionInput): void {
  const given = readCustomerKey(input);
  const expected = stored?.customerKeyMd5;
  if (given === expected) return;
  if (given !== undefined && expected !== undefined) {
    throw invalidRequest("The provided encryption parameters did not match the ones used originally.");
  }
  throw invalidRequest(
    "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.",
  );
}
