import { ServiceError } from "@oxbow/aws-protocol";

/**
 * Every failure S3 answers here, with the service's own wording.
 *
 * Source: replies recorded on the real service (error code, status, message, extra elements) and the API reference's
 * error list. `Hint` is an element of ours: what the caller can do about a refusal that depends on the defaults.
 */

type Fields = Readonly<Record<string, string>>;

function error(status: number, code: string, message: string, fields: Fields = {}): ServiceError {
  return new ServiceError(code, message, { status, fields });
}

// Buckets

export const noSuchBucket = (name: string): ServiceError =>
  error(404, "NoSuchBucket", "The specified bucket does not exist", { BucketName: name });

export const invalidBucketName = (name: string): ServiceError =>
  error(400, "InvalidBucketName", "The specified bucket is not valid.", { BucketName: name });

export const bucketAlreadyExists = (name: string): ServiceError =>
  error(
    409,
    "BucketAlreadyExists",
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
    { BucketName: name },
  );

export const bucketAlreadyOwnedByYou = (name: string): ServiceError =>
  error(
    409,
    "BucketAlreadyOwnedByYou",
    "Your previous request to create the named bucket succeeded and you already own it.",
    { BucketName: name },
  );

export const bucketNotEmpty = (name: string, isVersioned: boolean): ServiceError =>
  error(
    409,
    "BucketNotEmpty",
    `The bucket you tried to delete is not empty${isVersioned ? ". You must delete all versions in the bucket." : ""}`,
    { BucketName: name },
  );

export const illegalLocationConstraint = (location: string): ServiceError =>
  error(
    400,
    "IllegalLocationConstraintException",
    `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );

export const invalidLocationConstraint = (location: string): ServiceError =>
  error(400, "InvalidLocationConstraint", "The specified location-constraint is not valid", {
    LocationConstraint: location,
  });

export const authorizationRegionWrong = (region: string, expected: string): ServiceError =>
  wrongRegion(
    "AuthorizationHeaderMalformed",
    `The authorization header is malformed; the region '${region}' is wrong; expecting '${expected}'`,
    expected,
  );

export const credentialRegionWrong = (region: string, expected: string): ServiceError =>
  wrongRegion(
    "AuthorizationQueryParametersError",
    `Error parsing the X-Amz-Credential parameter; the region '${region}' is wrong; expecting '${expected}'`,
    expected,
  );

function wrongRegion(code: string, message: string, expected: string): ServiceError {
  return new ServiceError(code, message, {
    status: 400,
    fields: { Region: expected },
    headers: { "x-amz-bucket-region": expected },
  });
}

export const permanentRedirect = (bucket: string, region: string): ServiceError =>
  new ServiceError(
    "PermanentRedirect",
    "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
    {
      status: 301,
      fields: { Endpoint: `${bucket}.s3.${region}.amazonaws.com`, Bucket: bucket },
      headers: { "x-amz-bucket-region": region },
    },
  );

export const illegalVersioningConfiguration = (): ServiceError =>
  error(400, "IllegalVersioningConfigurationException", "The Versioning element must be specified");

export const invalidBucketState = (message: string): ServiceError =>
  error(409, "InvalidBucketState", message);

/** 404 of a bucket's sub-resource that was never put. */
export const notConfigured = (code: string, message: string, bucketName: string): ServiceError =>
  error(404, code, message, { BucketName: bucketName });

export const noSuchConfiguration = (): ServiceError =>
  error(404, "NoSuchConfiguration", "The specified configuration does not exist.");

export const invalidTargetBucketForLogging = (target: string): ServiceError =>
  error(400, "InvalidTargetBucketForLogging", "The target bucket for logging does not exist", {
    TargetBucket: target,
  });

export const crossLocationLogging = (targetRegion: string): ServiceError =>
  error(403, "CrossLocationLoggingProhibitted", "Cross S3 location logging not allowed. ", {
    TargetBucketLocation: targetRegion,
  });

// Arguments

export const invalidArgument = (message: string, name?: string, value?: string): ServiceError =>
  error(400, "InvalidArgument", message, {
    ...(name === undefined ? {} : { ArgumentName: name }),
    ...(value === undefined ? {} : { ArgumentValue: value }),
  });

export const invalidRedirectLocation = (): ServiceError =>
  error(
    400,
    "InvalidRedirectLocation",
    "The website redirect location must have a prefix of 'http://' or 'https://' or '/'.",
  );

export const invalidRequest = (message: string): ServiceError => error(400, "InvalidRequest", message);

export const malformedXml = (): ServiceError =>
  error(
    400,
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

export const missingSecurityHeader = (name: string): ServiceError =>
  error(400, "MissingSecurityHeader", "Your request was missing a required header", {
    MissingHeaderName: name,
  });

export const unexpectedContent = (): ServiceError =>
  error(400, "UnexpectedContent", "This request does not support content");

export const headerNotImplemented = (header: string, additionalMessage?: string): ServiceError =>
  error(501, "NotImplemented", "A header you provided implies functionality that is not implemented", {
    Header: header,
    ...(additionalMessage === undefined ? {} : { additionalMessage }),
  });

export const invalidTag = (message: string, key?: string, value?: string): ServiceError =>
  error(400, "InvalidTag", message, {
    ...(key === undefined ? {} : { TagKey: key }),
    ...(value === undefined ? {} : { TagValue: value }),
  });

export const badRequest = (message: string): ServiceError => error(400, "BadRequest", message);

// Access

export const accessDenied = (hint?: string): ServiceError =>
  error(403, "AccessDenied", "Access Denied", hint === undefined ? {} : { Hint: hint });

export const accessDeniedBecause = (message: string): ServiceError => error(403, "AccessDenied", message);

export const aclNotSupported = (): ServiceError =>
  error(400, "AccessControlListNotSupported", "The bucket does not allow ACLs", {
    Hint:
      "Its object ownership is BucketOwnerEnforced, as for every bucket made since April 2023. Either put ownership controls " +
      "BucketOwnerPreferred and delete the public access block, or grant access with a bucket policy, or start with --s3-defaults legacy.",
  });

export const invalidBucketAclWithObjectOwnership = (): ServiceError =>
  error(
    400,
    "InvalidBucketAclWithObjectOwnership",
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
  );

export const malformedAcl = (): ServiceError =>
  error(
    400,
    "MalformedACLError",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

export const unresolvableGrantByEmail = (): ServiceError =>
  error(
    400,
    "UnresolvableGrantByEmailAddress",
    "The e-mail address you provided does not match any account on record.",
  );

export const malformedPolicy = (message: string): ServiceError => error(400, "MalformedPolicy", message);

export const invalidBucketOwner = (accountId: string): ServiceError =>
  error(
    400,
    "InvalidBucketOwnerAWSAccountID",
    `The value of the expected bucket owner parameter must be an AWS Account ID... [${accountId}]`,
  );

// Objects

export const noSuchKey = (key: string): ServiceError =>
  error(404, "NoSuchKey", "The specified key does not exist.", { Key: key });

export const noSuchVersion = (key: string, versionId: string): ServiceError =>
  error(404, "NoSuchVersion", "The specified version does not exist.", { Key: key, VersionId: versionId });

export const keyTooLong = (byteLength: number): ServiceError =>
  error(400, "KeyTooLongError", "Your key is too long", { Size: String(byteLength), MaxSizeAllowed: "1024" });

/** An operation on a delete marker; `headers` tell what it met. */
export const methodNotAllowed = (method: string, resourceType: string, headers: Fields = {}): ServiceError =>
  new ServiceError("MethodNotAllowed", "The specified method is not allowed against this resource.", {
    status: 405,
    fields: { Method: method, ResourceType: resourceType },
    headers,
  });

export const preconditionFailed = (condition: string): ServiceError =>
  error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", {
    Condition: condition,
  });

export const notModified = (headers: Fields): ServiceError =>
  new ServiceError("NotModified", "Not Modified", { status: 304, headers });

export const conditionalRequestConflict = (condition: string, key: string): ServiceError =>
  error(
    409,
    "ConditionalRequestConflict",
    "The conditional request cannot succeed due to a conflicting operation against this resource.",
    { Condition: condition, Key: key },
  );

export const invalidRange = (range: string, size: number): ServiceError =>
  new ServiceError("InvalidRange", "The requested range is not satisfiable", {
    status: 416,
    fields: { RangeRequested: range, ActualObjectSize: String(size) },
    headers: { "content-range": `bytes */${size}` },
  });

export const invalidPartNumber = (requested: number, actual: number): ServiceError =>
  error(416, "InvalidPartNumber", "The requested partnumber is not satisfiable", {
    PartNumberRequested: String(requested),
    ActualPartCount: String(actual),
  });

export const invalidStorageClass = (storageClass: string): ServiceError =>
  error(400, "InvalidStorageClass", "The storage class you specified is not valid", {
    StorageClassRequested: storageClass,
  });

export const invalidObjectState = (storageClass: string): ServiceError =>
  error(403, "InvalidObjectState", "The operation is not valid for the object's storage class", {
    StorageClass: storageClass,
  });

export const metadataTooLarge = (size: number): ServiceError =>
  error(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", {
    Size: String(size),
    MaxSizeAllowed: "2048",
  });

export const incompleteBody = (): ServiceError =>
  error(
    400,
    "IncompleteBody",
    "You did not provide the number of bytes specified by the Content-Length HTTP header",
  );

export const entityTooLarge = (proposed: number, maximum: number): ServiceError =>
  error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
    ProposedSize: String(proposed),
    MaxSizeAllowed: String(maximum),
  });

/** A POST form below its policy's range. */
export const entityTooSmall = (proposed: number, minimum: number): ServiceError =>
  error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
    ProposedSize: String(proposed),
    MinSizeAllowed: String(minimum),
  });

// Digests

export const invalidDigest = (value: string): ServiceError =>
  error(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", { "Content-MD5": value });

export const badContentMd5 = (expected: string, calculated: string): ServiceError =>
  error(400, "BadDigest", "The Content-MD5 you specified did not match what we received.", {
    ExpectedDigest: expected,
    CalculatedDigest: calculated,
  });

export const badDigest = (algorithm: string): ServiceError =>
  error(400, "BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);

// Multipart uploads

export const noSuchUpload = (uploadId: string): ServiceError =>
  error(
    404,
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    { UploadId: uploadId },
  );

export const invalidPart = (uploadId: string, partNumber: number, etag: string): ServiceError =>
  error(
    400,
    "InvalidPart",
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { UploadId: uploadId, PartNumber: String(partNumber), ETag: etag },
  );

export const invalidPartOrder = (uploadId: string): ServiceError =>
  error(
    400,
    "InvalidPartOrder",
    "The list of parts was not in ascending order. Parts must be ordered by part number.",
    { UploadId: uploadId },
  );

export const partTooSmall = (partNumber: number, etag: string, size: number, minimum: number): ServiceError =>
  error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
    ETag: etag,
    PartNumber: String(partNumber),
    ProposedSize: String(size),
    MinSizeAllowed: String(minimum),
  });

// Object lock

export const noObjectLockConfiguration = (bucketName: string): ServiceError =>
  error(
    404,
    "ObjectLockConfigurationNotFoundError",
    "Object Lock configuration does not exist for this bucket",
    {
      BucketName: bucketName,
    },
  );

export const invalidRetentionPeriod = (): ServiceError =>
  error(400, "InvalidRetentionPeriod", "Default retention period must be a positive integer value");

export const noObjectLock = (): ServiceError =>
  error(
    404,
    "NoSuchObjectLockConfiguration",
    "The specified object does not have a ObjectLock configuration",
  );

// CORS

export const corsForbidden = (message: string, method: string, resourceType: string): ServiceError =>
  error(403, "AccessForbidden", `CORSResponse: ${message}`, { Method: method, ResourceType: resourceType });

// POST forms

export const malformedPost = (message: string): ServiceError => error(400, "MalformedPOSTRequest", message);

export const invalidPolicyDocument = (message: string): ServiceError =>
  error(400, "InvalidPolicyDocument", `Invalid Policy: ${message}`);
