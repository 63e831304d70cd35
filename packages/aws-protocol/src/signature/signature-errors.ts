/**
 * Refusals of signatures, in the words of the services. Texts and fields: s3-errors-aws.tsv (recorded 2023-2025) where
 * a row exists, else the S3 error reference and public reports.
 */
import type { ServiceName } from "../operation.ts";
import { ServiceError } from "../service-error.ts";

/** CloudFront, when a version 4 signature lacks parts (fog-aws#17). */
export function incompleteSignature(
  missing: readonly string[],
  isDateMissing: boolean,
  authorization: string,
): ServiceError {
  const parameters = missing.map((part) => `Authorization header requires ${part}.`);
  const date = isDateMissing
    ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]
    : [];
  const message = [...parameters, ...date, `Authorization=${authorization}`].join(" ");
  return new ServiceError("IncompleteSignature", message, { status: 400 });
}

export function authorizationHeaderMalformed(
  service: ServiceName,
  credential: string | undefined,
): ServiceError {
  if (service !== "s3") {
    const message =
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, " +
      `got '${credential ?? ""}'`;
    return new ServiceError("IncompleteSignature", message, { status: 400 });
  }
  const message =
    credential === undefined
      ? "The authorization header is malformed; the authorization component is missing."
      : 'The authorization header is malformed; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".';
  return new ServiceError("AuthorizationHeaderMalformed", message, { status: 400 });
}

export function unsupportedAuthorization(service: ServiceName, authorization: string): ServiceError {
  return service === "s3"
    ? new ServiceError("InvalidArgument", "Unsupported Authorization Type", {
        status: 400,
        fields: { ArgumentName: "Authorization", ArgumentValue: authorization },
      })
    : incompleteSignature(
        ["'Credential' parameter", "'Signature' parameter", "'SignedHeaders' parameter"],
        false,
        authorization,
      );
}

export function onlyOneMechanism(authorization: string): ServiceError {
  const message =
    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or " +
    "the Authorization header should be specified";
  return new ServiceError("InvalidArgument", message, {
    status: 400,
    fields: { ArgumentName: "Authorization", ArgumentValue: authorization },
  });
}

export function missingV4QueryParameters(): ServiceError {
  const message =
    "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, " +
    "X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.";
  return new ServiceError("AuthorizationQueryParametersError", message, { status: 400 });
}

export function missingV2QueryParameters(): ServiceError {
  const message = "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters";
  return new ServiceError("AccessDenied", message, { status: 403 });
}

export function credentialMalformed(): ServiceError {
  const message =
    "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting " +
    '"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".';
  return new ServiceError("AuthorizationQueryParametersError", message, { status: 400 });
}

export function expiresOutOfRange(expires: string, maxSeconds: number): ServiceError {
  const value = Number(expires);
  const message = !Number.isInteger(value)
    ? "X-Amz-Expires should be a number"
    : value < 0
      ? "X-Amz-Expires must be non-negative"
      : `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${maxSeconds} seconds`;
  return new ServiceError("AuthorizationQueryParametersError", message, { status: 400 });
}

export function missingAuthenticationToken(): ServiceError {
  return new ServiceError("MissingAuthenticationToken", "Request is missing Authentication Token", {
    status: 403,
  });
}

/** The access key is none that strict authentication knows. */
export function unknownAccessKey(service: ServiceName, accessKeyId: string): ServiceError {
  return service === "s3"
    ? new ServiceError(
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
        {
          status: 403,
          fields: { AWSAccessKeyId: accessKeyId },
        },
      )
    : new ServiceError("InvalidClientTokenId", "The security token included in the request is invalid.", {
        status: 403,
      });
}

/** What a mismatch is reported with. */
export interface Mismatch {
  readonly accessKeyId: string;
  readonly signatureProvided: string;
  readonly stringToSign: string;
  /** Version 4 only. */
  readonly canonicalRequest?: string;
}

export function signatureDoesNotMatch(service: ServiceName, mismatch: Mismatch): ServiceError {
  if (service !== "s3") {
    const message =
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access " +
      "Key and signing method. Consult the service documentation for details.";
    return new ServiceError("SignatureDoesNotMatch", message, { status: 403 });
  }
  const { accessKeyId, signatureProvided, stringToSign, canonicalRequest } = mismatch;
  const message =
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.";
  return new ServiceError("SignatureDoesNotMatch", message, {
    status: 403,
    fields: {
      AWSAccessKeyId: accessKeyId,
      StringToSign: stringToSign,
      SignatureProvided: signatureProvided,
      StringToSignBytes: hexBytes(stringToSign),
      ...(canonicalRequest === undefined
        ? {}
        : { CanonicalRequest: canonicalRequest, CanonicalRequestBytes: hexBytes(canonicalRequest) }),
    },
  });
}

/** S3 allows 15 minutes between the clocks. */
export const MAX_SKEW_MS = 900_000;

/** @param requestTime - as the request gives it (`20251122T120000Z`, or an HTTP date). */
export function requestTimeTooSkewed(
  service: ServiceName,
  requestTime: string,
  requestDate: Date,
  serverTime: Date,
): ServiceError {
  if (service === "s3") {
    return new ServiceError(
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
      {
        status: 403,
        fields: {
          RequestTime: requestTime,
          ServerTime: withoutMilliseconds(serverTime),
          MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
        },
      },
    );
  }
  const server = basicFormat(serverTime);
  const message =
    requestDate < serverTime
      ? `Signature expired: ${requestTime} is now earlier than ${basicFormat(new Date(serverTime.getTime() - MAX_SKEW_MS))} (${server} - 15 min.)`
      : `Signature not yet current: ${requestTime} is still later than ${basicFormat(new Date(serverTime.getTime() + MAX_SKEW_MS))} (${server} + 15 min.)`;
  return new ServiceError("SignatureDoesNotMatch", message, { status: 403 });
}

export function missingDate(): ServiceError {
  const message = "AWS authentication requires a valid Date or x-amz-date header";
  return new ServiceError("AccessDenied", message, { status: 403 });
}

export function requestHasExpired(
  expires: Date,
  serverTime: Date,
  expiresSeconds: number | undefined,
): ServiceError {
  return new ServiceError("AccessDenied", "Request has expired", {
    status: 403,
    fields: {
      ...(expiresSeconds === undefined ? {} : { "X-Amz-Expires": String(expiresSeconds) }),
      Expires: withoutMilliseconds(expires),
      ServerTime: withoutMilliseconds(serverTime),
    },
  });
}

export function headersNotSigned(names: readonly string[]): ServiceError {
  const message = "There were headers present in the request which were not signed";
  return new ServiceError("AccessDenied", message, {
    status: 403,
    fields: { HeadersNotSigned: names.join(", ") },
  });
}

export function missingContentSha256(): ServiceError {
  const message = "Missing required header for this request: x-amz-content-sha256";
  return new ServiceError("InvalidRequest", message, { status: 400 });
}

export function credentialDateMismatch(scopeDate: string, timestamp: string): ServiceError {
  const message =
    `The authorization header is malformed; Invalid credential date "${scopeDate}". This date is not the same as ` +
    `X-Amz-Date: "${timestamp.slice(0, 8)}".`;
  return new ServiceError("AuthorizationHeaderMalformed", message, { status: 400 });
}

function hexBytes(text: string): string {
  return Buffer.from(text)
    .toString("hex")
    .replace(/..(?=.)/g, "$& ");
}

function withoutMilliseconds(date: Date): string {
  return date.toISOString().replace(/\.\d{3}/, "");
}

function basicFormat(date: Date): string {
  return withoutMilliseconds(date).replace(/[-:]/g, "");
}
