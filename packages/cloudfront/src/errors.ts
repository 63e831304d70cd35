import { ServiceError } from "@oxbow/aws-protocol";

/**
 * Every failure the service answers with: code, HTTP status, text.
 *
 * Statuses are the model's. Texts are what the service was seen to answer in public reports (marked `seen`);
 * the others are the model's own sentences, since no literal answer was found.
 */
const ERRORS = {
  AccessDenied: [403, "Access denied."],
  BatchTooLarge: [413, "Invalidation batch specified is too large."],
  CNAMEAlreadyExists: [
    409, // seen: terraform, s3-website, many
    "One or more of the CNAMEs you provided are already associated with a different resource.",
  ],
  CachePolicyAlreadyExists: [409, "A cache policy with this name already exists."],
  CachePolicyInUse: [
    409, // seen: sst
    "The specified cache policy is currently associated with a cache behavior. Please disassociate the policy before deleting.",
  ],
  CannotChangeImmutablePublicKeyFields: [400, "You can't change the value of a public key."],
  CloudFrontOriginAccessIdentityAlreadyExists: [
    409, // seen: ansible#55189
    "The caller reference you are using to create the CloudFront origin access identity is associated with another identity.",
  ],
  CloudFrontOriginAccessIdentityInUse: [
    409, // seen: sst
    "The CloudFront origin access identity is still being used.",
  ],
  DistributionAlreadyExists: [
    409, // seen: aws-sdk-js-v3#2618; the id of the other distribution is appended
    "The caller reference that you are using to create a distribution is associated with another distribution.",
  ],
  DistributionNotDisabled: [
    409, // seen: terraform
    "The distribution you are trying to delete has not been disabled.",
  ],
  FieldLevelEncryptionConfigAlreadyExists: [
    409,
    "The specified configuration for field-level encryption already exists.",
  ],
  FieldLevelEncryptionConfigInUse: [409, "The specified configuration for field-level encryption is in use."],
  FieldLevelEncryptionProfileAlreadyExists: [
    409,
    "The specified profile for field-level encryption already exists.",
  ],
  FieldLevelEncryptionProfileInUse: [409, "The specified profile for field-level encryption is in use."],
  FunctionAlreadyExists: [
    409,
    "A function with the same name already exists in this Amazon Web Services account.",
  ],
  FunctionInUse: [409, "Cannot delete the function because it's attached to one or more cache behaviors."],
  FunctionSizeLimitExceeded: [413, "The function is too large."],
  IllegalDelete: [400, "Deletion is not allowed for this entity."],
  IllegalOriginAccessConfiguration: [
    400,
    "An origin cannot contain both an origin access control (OAC) and an origin access identity (OAI).",
  ],
  IllegalUpdate: [400, "You cannot update Origin or CallerReference."], // seen: three reports
  InconsistentQuantities: [400, "The value of Quantity and the size of Items don't match."],
  InvalidArgument: [400, "An argument is invalid."],
  InvalidDefaultRootObject: [
    400,
    "The default root object file name is too big or contains an invalid character.",
  ],
  InvalidDomainNameForOriginAccessControl: [
    400,
    "An origin access control is associated with an origin whose domain name is not supported.",
  ],
  InvalidErrorCode: [400, "An invalid error code was specified."],
  InvalidForwardCookies: [
    400,
    "Your request contains forward cookies option which doesn't match with the expectation for the whitelisted list of cookie names. Either list of cookie names has been specified when not allowed or list of cookie names is missing when expected.",
  ],
  InvalidFunctionAssociation: [400, "A CloudFront function association is invalid."],
  InvalidGeoRestrictionParameter: [400, "The specified geo restriction parameter is not valid."],
  InvalidIfMatchVersion: [
    400, // seen: crossplane#1595, aws-sdk#576
    "The If-Match version is missing or not valid for the resource.",
  ],
  InvalidLambdaFunctionAssociation: [400, "The specified Lambda@Edge function association is invalid."],
  InvalidLocationCode: [400, "The location code specified is not valid."],
  InvalidOrigin: [400, "The specified origin server does not exist or is not valid."], // seen: 2019-2022
  InvalidOriginAccessControl: [400, "The origin access control is not valid."],
  InvalidOriginAccessIdentity: [
    400, // seen
    "The specified origin access identity does not exist or is not valid.",
  ],
  InvalidOriginKeepaliveTimeout: [400, "The keep alive timeout specified for the origin is not valid."],
  InvalidOriginReadTimeout: [400, "The read timeout specified for the origin is not valid."],
  InvalidQueryStringParameters: [400, "The query string parameters specified are not valid."],
  InvalidRelativePath: [
    400,
    "The relative path is too big, is not URL-encoded, or does not begin with a slash (/).",
  ],
  InvalidResponseCode: [400, "A response code is not valid."],
  InvalidTTLOrder: [
    400, // seen: terraform#17878
    "MinTTL, MaxTTL and DefaultTTL should follow order MinTTL less than or equal to DefaultTTL less than or equal to MaxTTL",
  ],
  InvalidTagging: [400, "The tagging specified is not valid."],
  InvalidViewerCertificate: [400, "A viewer certificate specified is not valid."],
  InvalidWebACLId: [400, "A web ACL ID specified is not valid."],
  InvalidationBatchAlreadyExists: [
    409, // the model has no shape for it; status not known
    "The caller reference that you are using to create an invalidation batch is associated with another invalidation batch.",
  ],
  KeyGroupAlreadyExists: [409, "A key group with this name already exists."],
  MalformedXML: [
    400,
    "The XML document you provided was not well-formed or did not validate against our published schema.",
  ],
  MissingAuthenticationToken: [403, "Request is missing Authentication Token"],
  MonitoringSubscriptionAlreadyExists: [
    409,
    "A monitoring subscription already exists for the specified distribution.",
  ],
  NoSuchCachePolicy: [404, "The cache policy does not exist."],
  NoSuchCloudFrontOriginAccessIdentity: [404, "The specified origin access identity does not exist."],
  NoSuchDistribution: [404, "The specified distribution does not exist."], // seen
  NoSuchFieldLevelEncryptionConfig: [
    404,
    "The specified configuration for field-level encryption doesn't exist.",
  ],
  NoSuchFieldLevelEncryptionProfile: [404, "The specified profile for field-level encryption doesn't exist."],
  NoSuchFunctionExists: [404, "The function does not exist."],
  NoSuchInvalidation: [404, "The specified invalidation does not exist."],
  NoSuchMonitoringSubscription: [
    404,
    "A monitoring subscription does not exist for the specified distribution.",
  ],
  NoSuchOrigin: [
    404, // as moto has it
    "One or more of your origins or origin groups do not exist.",
  ],
  NoSuchOriginAccessControl: [404, "The origin access control does not exist."],
  NoSuchOriginRequestPolicy: [404, "The origin request policy does not exist."],
  NoSuchPublicKey: [404, "The specified public key doesn't exist."],
  NoSuchRealtimeLogConfig: [404, "The real-time log configuration does not exist."],
  NoSuchResource: [404, "A resource that was specified is not valid."],
  NoSuchResponseHeadersPolicy: [404, "The response headers policy does not exist."],
  NoSuchStreamingDistribution: [404, "The specified streaming distribution does not exist."],
  OriginAccessControlAlreadyExists: [
    409,
    "An origin access control with the specified parameters already exists.",
  ],
  OriginAccessControlInUse: [
    409,
    "Cannot delete the origin access control because it's in use by one or more distributions.",
  ],
  OriginRequestPolicyAlreadyExists: [409, "An origin request policy with this name already exists."],
  OriginRequestPolicyInUse: [
    409,
    "Cannot delete the origin request policy because it is attached to one or more cache behaviors.",
  ],
  PreconditionFailed: [
    412, // seen: terraform-aws#27147
    "The request failed because it didn't meet the preconditions in one or more request-header fields",
  ],
  PublicKeyAlreadyExists: [
    409, // seen: medplum#5272
    "The name that you are using to create a CloudFront public key is associated with another public key in your account.",
  ],
  PublicKeyInUse: [409, "The specified public key is in use."],
  QueryArgProfileEmpty: [400, "No profile specified for the field-level encryption query argument."],
  RealtimeLogConfigAlreadyExists: [409, "A real-time log configuration with this name already exists."],
  RealtimeLogConfigInUse: [
    400,
    "Cannot delete the real-time log configuration because it is attached to one or more cache behaviors.",
  ],
  RealtimeLogConfigOwnerMismatch: [
    401,
    "The specified real-time log configuration belongs to a different Amazon Web Services account.",
  ],
  ResourceInUse: [409, "Cannot delete this resource because it is in use."],
  ResponseHeadersPolicyAlreadyExists: [409, "A response headers policy with this name already exists."],
  ResponseHeadersPolicyInUse: [
    409,
    "Cannot delete the response headers policy because it is attached to one or more cache behaviors in a CloudFront distribution.",
  ],
  StreamingDistributionAlreadyExists: [
    409,
    "The caller reference you attempted to create the streaming distribution with is associated with another distribution",
  ],
  StreamingDistributionNotDisabled: [
    409, // seen for web distributions
    "The distribution you are trying to delete has not been disabled.",
  ],
  TooLongCSPInResponseHeadersPolicy: [
    400,
    "The length of the Content-Security-Policy header value in the response headers policy exceeds the maximum.",
  ],
  TooManyCacheBehaviors: [400, "You cannot create more cache behaviors for the distribution."],
  TooManyCachePolicies: [
    400,
    "You have reached the maximum number of cache policies for this Amazon Web Services account.",
  ],
  TooManyCloudFrontOriginAccessIdentities: [
    400,
    "Processing your request would cause you to exceed the maximum number of origin access identities allowed.",
  ],
  TooManyCookieNamesInWhiteList: [
    400,
    "Your request contains more cookie names in the whitelist than are allowed per cache behavior.",
  ],
  TooManyCookiesInCachePolicy: [400, "The number of cookies in the cache policy exceeds the maximum."],
  TooManyCookiesInOriginRequestPolicy: [
    400,
    "The number of cookies in the origin request policy exceeds the maximum.",
  ],
  TooManyCustomHeadersInResponseHeadersPolicy: [
    400,
    "The number of custom headers in the response headers policy exceeds the maximum.",
  ],
  TooManyDistributionCNAMEs: [400, "Your request contains more CNAMEs than are allowed per distribution."],
  TooManyDistributions: [
    400,
    "Processing your request would cause you to exceed the maximum number of distributions allowed.",
  ],
  TooManyFieldLevelEncryptionConfigs: [
    400,
    "The maximum number of configurations for field-level encryption have been created.",
  ],
  TooManyFieldLevelEncryptionContentTypeProfiles: [
    400,
    "The maximum number of content type profiles for field-level encryption have been created.",
  ],
  TooManyFieldLevelEncryptionEncryptionEntities: [
    400,
    "The maximum number of encryption entities for field-level encryption have been created.",
  ],
  TooManyFieldLevelEncryptionFieldPatterns: [
    400,
    "The maximum number of field patterns for field-level encryption have been created.",
  ],
  TooManyFieldLevelEncryptionProfiles: [
    400,
    "The maximum number of profiles for field-level encryption have been created.",
  ],
  TooManyFieldLevelEncryptionQueryArgProfiles: [
    400,
    "The maximum number of query arg profiles for field-level encryption have been created.",
  ],
  TooManyFunctionAssociations: [
    400,
    "You have reached the maximum number of CloudFront function associations for this distribution.",
  ],
  TooManyFunctions: [
    400,
    "You have reached the maximum number of CloudFront functions for this Amazon Web Services account.",
  ],
  TooManyHeadersInCachePolicy: [400, "The number of headers in the cache policy exceeds the maximum."],
  TooManyHeadersInForwardedValues: [400, "Your request contains too many headers in forwarded values."],
  TooManyHeadersInOriginRequestPolicy: [
    400,
    "The number of headers in the origin request policy exceeds the maximum.",
  ],
  TooManyInvalidationsInProgress: [
    400,
    "You have exceeded the maximum number of allowable InProgress invalidation batch requests, or invalidation objects.",
  ],
  TooManyKeyGroups: [
    400,
    "You have reached the maximum number of key groups for this Amazon Web Services account.",
  ],
  TooManyKeyGroupsAssociatedToDistribution: [
    400,
    "The number of key groups referenced by this distribution is more than the maximum allowed.",
  ],
  TooManyLambdaFunctionAssociations: [
    400,
    "Your request contains more Lambda@Edge function associations than are allowed per distribution.",
  ],
  TooManyOriginAccessControls: [
    400,
    "The number of origin access controls in your Amazon Web Services account exceeds the maximum allowed.",
  ],
  TooManyOriginCustomHeaders: [400, "Your request contains too many origin custom headers."],
  TooManyOriginGroupsPerDistribution: [
    400,
    "Processing your request would cause you to exceed the maximum number of origin groups allowed.",
  ],
  TooManyOriginRequestPolicies: [
    400,
    "You have reached the maximum number of origin request policies for this Amazon Web Services account.",
  ],
  TooManyOrigins: [400, "You cannot create more origins for the distribution."],
  TooManyPublicKeys: [
    400, // seen: terraform-aws#36663
    "Processing your request will cause you to exceed the maximum number of CloudFront public keys allowed.",
  ],
  TooManyPublicKeysInKeyGroup: [
    400,
    "The number of public keys in this key group is more than the maximum allowed.",
  ],
  TooManyQueryStringParameters: [400, "Your request contains too many query string parameters."],
  TooManyQueryStringsInCachePolicy: [
    400,
    "The number of query strings in the cache policy exceeds the maximum.",
  ],
  TooManyQueryStringsInOriginRequestPolicy: [
    400,
    "The number of query strings in the origin request policy exceeds the maximum.",
  ],
  TooManyRealtimeLogConfigs: [
    400,
    "You have reached the maximum number of real-time log configurations for this Amazon Web Services account.",
  ],
  TooManyRemoveHeadersInResponseHeadersPolicy: [
    400,
    "The number of headers in RemoveHeadersConfig in the response headers policy exceeds the maximum.",
  ],
  TooManyResponseHeadersPolicies: [
    400,
    "You have reached the maximum number of response headers policies for this Amazon Web Services account.",
  ],
  TooManyStreamingDistributionCNAMEs: [
    400,
    "Your request contains more CNAMEs than are allowed per distribution.",
  ],
  TooManyStreamingDistributions: [
    400,
    "Processing your request would cause you to exceed the maximum number of streaming distributions allowed.",
  ],
  TooManyTrustedSigners: [
    400,
    "Your request contains more trusted signers than are allowed per distribution.",
  ],
  TrustedKeyGroupDoesNotExist: [400, "The specified key group does not exist."],
  TrustedSignerDoesNotExist: [400, "One or more of your trusted signers don't exist."],
} as const;

/** Every error code this service answers with on its own account. */
export type CloudFrontErrorCode = keyof typeof ERRORS;

/** All codes with their statuses and texts, for tables and tests. */
export function errorTable(): readonly { code: CloudFrontErrorCode; status: number; message: string }[] {
  return (Object.keys(ERRORS) as CloudFrontErrorCode[]).map((code) => {
    const [status, message] = ERRORS[code];
    return { code, status, message };
  });
}

/** The failure to throw; `message` replaces the table's text where the service names what was wrong. */
export function cloudFrontError(code: CloudFrontErrorCode, message?: string): ServiceError {
  const [status, text] = ERRORS[code];
  return new ServiceError(code, message ?? text, { status });
}

/** InvalidArgument in the wording the service has for a parameter (`The parameter MinTTL is required.`). */
export function invalidParameter(parameter: string, complaint: string): ServiceError {
  return cloudFrontError("InvalidArgument", `The parameter ${parameter} ${complaint}`);
}
