/** Refusals of bodies, as S3 words them (s3-errors-aws.tsv, S3 error reference). */
import { ServiceError } from "../service-error.ts";

export function incompleteBody(): ServiceError {
  const message = "You did not provide the number of bytes specified by the Content-Length HTTP header";
  return new ServiceError("IncompleteBody", message, { status: 400 });
}

export function terminatedUnexpectedly(): ServiceError {
  return new ServiceError("IncompleteBody", "The request body terminated unexpectedly", { status: 400 });
}

export function malformedTrailer(): ServiceError {
  const message =
    "The request contained trailing data that was not well-formed or did not conform to our published schema.";
  return new ServiceError("MalformedTrailerError", message, { status: 400 });
}

export function missingContentLength(): ServiceError {
  return new ServiceError("MissingContentLength", "You must provide the Content-Length HTTP header.", {
    status: 411,
  });
}

export function messageTooLong(maxBytes: number): ServiceError {
  return new ServiceError("MaxMessageLengthExceeded", "Your request was too big.", {
    status: 400,
    fields: { MaxMessageLengthBytes: String(maxBytes) },
  });
}

export function contentSha256Mismatch(declared: string, computed: string): ServiceError {
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
  return new ServiceError("XAmzContentSHA256Mismatch", message, {
    status: 400,
    fields: { ClientComputedContentSHA256: declared, S3ComputedContentSHA256: computed },
  });
}

export function invalidContentSha256(value: string): ServiceError {
  const message =
    "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, " +
    "STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, " +
    "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.";
  return new ServiceError("InvalidArgument", message, {
    status: 400,
    fields: { ArgumentName: "x-amz-content-sha256", ArgumentValue: value },
  });
}

export function invalidDigest(contentMd5: string): ServiceError {
  return new ServiceError("InvalidDigest", "The Content-MD5 you specified was invalid.", {
    status: 400,
    fields: { "Content-MD5": contentMd5 },
  });
}

export function badDigest(expected: string, calculated: string): ServiceError {
  const message = "The Content-MD5 you specified did not match what we received.";
  return new ServiceError("BadDigest", message, {
    status: 400,
    fields: { ExpectedDigest: expected, CalculatedDigest: calculated },
  });
}
