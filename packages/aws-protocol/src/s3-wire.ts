/**
 * Where S3 departs from restXml and from its own model: one table a kind of departure.
 *
 * Sources: recorded answers of the real service (s3-errors-aws.tsv), the S3 API reference.
 */
import type { AwsResponse } from "./http.ts";
import type { XmlStyle } from "./serialize.ts";
import { ServiceError } from "./service-error.ts";
import type { Violation } from "./violation.ts";
import { escapeText } from "./xml-writer.ts";

const S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

export const S3_STYLE: XmlStyle = Object.freeze({
  declaration: '<?xml version="1.0" encoding="UTF-8"?>\n',
  contentType: "application/xml",
  namespace: S3_NAMESPACE,
});

/** Old documents and some clients write the host the other way round. */
const ACCEPTED_NAMESPACES: ReadonlySet<string> = new Set([
  S3_NAMESPACE,
  "https://s3.amazonaws.com/doc/2006-03-01/",
  "http://s3.amazonaws.com/doc/2006-03-01",
  "http://doc.s3.amazonaws.com/2006-03-01",
  "http://doc.s3.amazonaws.com/2006-03-01/",
]);

export function acceptsS3Namespace(namespace: string): boolean {
  return ACCEPTED_NAMESPACES.has(namespace);
}

/** Statuses that the model has wrong. Source: answers recorded on the real service (LocalStack, test_s3_api.py). */
const STATUSES: Readonly<Record<string, number>> = { PutBucketPolicy: 204, PutBucketTagging: 204 };

/** Query parameters that may be there without a value, which is as if they were not. */
const MAY_BE_EMPTY: ReadonlySet<string> = new Set(["max-keys", "max-parts", "max-uploads"]);

/** Puts an input that follows the model into the form S3's semantics want. */
export function toS3Input(input: Record<string, unknown>, decodedLength: number | undefined): void {
  for (const member of ["MaxKeys", "MaxParts", "MaxUploads"]) {
    if (input[member] === "") delete input[member];
  }
  // The framing is taken off: what is stored has neither its encoding nor its length.
  if (typeof input.ContentEncoding === "string") {
    const codings = input.ContentEncoding.split(",").filter(
      (coding) => coding.trim().toLowerCase() !== "aws-chunked",
    );
    const rest = codings.join(",").trim();
    if (rest === "") delete input.ContentEncoding;
    else input.ContentEncoding = rest;
  }
  if (decodedLength !== undefined) input.ContentLength = decodedLength;
}

/** Puts an answer that follows the model into S3's own form. */
export function toS3Response(operation: string, output: object, response: AwsResponse): AwsResponse {
  const status = statusOf(operation, output) ?? response.status;
  // The model nests the region in an element of its own name.
  if (operation === "GetBucketLocation") {
    const { LocationConstraint: region = "" } = output as { LocationConstraint?: string };
    const open = `<LocationConstraint xmlns="${S3_NAMESPACE}"`;
    const document = region === "" ? `${open}/>` : `${open}>${escapeText(region)}</LocationConstraint>`;
    return { ...response, status, body: S3_STYLE.declaration + document };
  }
  return status === response.status ? response : { ...response, status };
}

function statusOf(operation: string, output: object): number | undefined {
  // 202 for a restoration that begins, 200 for another period of one that was there (API reference, RestoreObject).
  if (operation === "RestoreObject")
    return "WasRestored" in output && output.WasRestored === true ? 200 : 202;
  return STATUSES[operation] ?? (isPartial(operation, output) ? 206 : undefined);
}

/** Content-Range makes an answer 206; the model knows 200 only. */
function isPartial(operation: string, output: object): boolean {
  return (
    (operation === "GetObject" || operation === "HeadObject") &&
    "ContentRange" in output &&
    output.ContentRange !== undefined
  );
}

/** The resource does not know the method. */
export function methodNotAllowed(method: string, hasBucket: boolean, hasKey: boolean): ServiceError {
  const resource = hasKey ? "OBJECT" : hasBucket ? "BUCKET" : "SERVICE";
  return new ServiceError("MethodNotAllowed", "The specified method is not allowed against this resource.", {
    status: 405,
    fields: { Method: method, ResourceType: resource },
    headers: {
      allow: hasKey ? "GET, HEAD, PUT, POST, DELETE, OPTIONS" : "GET, HEAD, PUT, POST, DELETE, OPTIONS",
    },
  });
}

const MALFORMED_XML =
  "The XML you provided was not well-formed or did not validate against our published schema";

/** Operations whose body may hold elements the model lacks: clients pass on what a listing gave them. */
const TOLERATES_UNKNOWN: ReadonlySet<string> = new Set(["CompleteMultipartUpload", "DeleteObjects"]);

/** Enumerations that the handlers check, because S3 answers each with a code of its own or accepts new values. */
const HANDLER_CHECKED: ReadonlySet<string> = new Set([
  // FilterRule/Name of a notification: InvalidArgument with a wording of its own
  "Name",
  // InvalidLocationConstraint, and regions that the model does not list yet
  "LocationConstraint",
  // Taken in upper and lower case
  "x-amz-checksum-algorithm",
  "x-amz-sdk-checksum-algorithm",
  "x-amz-checksum-type",
]);

/** Canned ACLs that buckets take although their enumeration lacks them. Source: S3 user guide, canned ACLs. */
const MORE_BUCKET_ACLS: ReadonlySet<string | undefined> = new Set([
  "aws-exec-read",
  "bucket-owner-full-control",
  "bucket-owner-read",
  "log-delivery-write",
]);

/** Errors for a header or query parameter outside its enumeration or type; the rest are `InvalidArgument`. */
const ARGUMENT_MESSAGES: Readonly<Record<string, string>> = {
  "max-keys": "Provided max-keys not an integer or within integer range",
  "max-parts": "Provided max-parts not an integer or within integer range",
  "max-uploads": "Provided max-uploads not an integer or within integer range",
  "part-number-marker": "Provided part-number-marker not an integer or within integer range",
  partNumber: "Part number must be an integer between 1 and 10000, inclusive",
  "encoding-type": "Invalid Encoding Method specified in Request",
  "x-amz-metadata-directive": "Unknown metadata directive.",
  "x-amz-tagging-directive": "Unknown tagging directive.",
  "x-amz-object-lock-mode": "Unknown wormMode directive.",
  "x-amz-object-lock-legal-hold": "Legal Hold must be either of 'ON' or 'OFF'",
  "x-amz-object-lock-retain-until-date": "The retain until date must be provided in ISO 8601 format",
  "x-amz-object-attributes": "Invalid attribute name specified.",
  "x-amz-server-side-encryption": "The encryption method specified is not supported",
};

/** Headers that S3 ignores when their value is none it knows. */
const IGNORED_VALUES: ReadonlySet<string> = new Set([
  "x-amz-request-payer",
  "x-amz-checksum-mode",
  "x-amz-optional-object-attributes",
]);

/** The refusal of an input; `undefined` when it may pass. */
export function refuseS3Input(
  operation: string,
  violations: readonly Violation[],
  hasBody: boolean,
): ServiceError | undefined {
  const counted = violations.filter((violation) => counts(operation, violation));
  const [first] = counted;
  if (first === undefined) return undefined;
  const argument = counted.find(({ where }) => where !== "body");
  if (argument !== undefined) return refuseArgument(argument);
  if (!hasBody && counted.some(({ kind }) => kind === "required")) {
    return new ServiceError("MissingRequestBodyError", "Request Body is empty", { status: 400 });
  }
  const isAcl = operation === "PutBucketAcl" || operation === "PutObjectAcl";
  return new ServiceError(isAcl ? "MalformedACLError" : "MalformedXML", MALFORMED_XML, { status: 400 });
}

function counts(operation: string, { kind, wireName, where, value }: Violation): boolean {
  if (kind === "lexical" && value === "" && MAY_BE_EMPTY.has(wireName)) return false;
  if (kind === "unknown") return !TOLERATES_UNKNOWN.has(operation);
  if (kind === "enumeration" && HANDLER_CHECKED.has(wireName)) return false;
  if (kind === "enumeration" && wireName === "x-amz-acl" && /Bucket/.test(operation)) {
    return !MORE_BUCKET_ACLS.has(value);
  }
  return where === "body" || kind === "required" || !IGNORED_VALUES.has(wireName);
}

function refuseArgument({ kind, wireName, value = "" }: Violation): ServiceError {
  if (kind === "required") {
    const message = `Missing required header for this request: ${wireName}`;
    return new ServiceError("InvalidRequest", message, { status: 400 });
  }
  if (wireName === "x-amz-storage-class") {
    return new ServiceError("InvalidStorageClass", "The storage class you specified is not valid", {
      status: 400,
      fields: { StorageClassRequested: value },
    });
  }
  if (wireName === "x-amz-object-ownership") {
    return new ServiceError("InvalidArgument", `Invalid x-amz-object-ownership header: ${value}`, {
      status: 400,
      fields: { ArgumentName: wireName },
    });
  }
  return new ServiceError("InvalidArgument", ARGUMENT_MESSAGES[wireName] ?? "", {
    status: 400,
    fields: { ArgumentName: wireName, ArgumentValue: value },
  });
}
