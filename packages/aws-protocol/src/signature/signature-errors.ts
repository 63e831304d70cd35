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
