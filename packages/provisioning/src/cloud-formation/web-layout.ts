import { fromProperties } from "./convert.ts";
import {
  BOOLEAN,
  type CustomMember,
  countedList,
  type Layout,
  list,
  type Members,
  NUMBER,
  SWITCHED_LIST,
  structure,
  TEXT,
} from "./layout.ts";
import { itemsOf, toCounted, toMembers } from "./members.ts";

const ORIGIN: Layout = {
  Id: TEXT,
  DomainName: TEXT,
  OriginPath: TEXT,
  CustomHeaders: list({ HeaderName: TEXT, HeaderValue: TEXT }, "OriginCustomHeaders"),
  S3OriginConfig: structure({ OriginAccessIdentity: TEXT, OriginReadTimeout: NUMBER }),
  CustomOriginConfig: structure({
    HTTPPort: NUMBER,
    HTTPSPort: NUMBER,
    OriginProtocolPolicy: TEXT,
    OriginSslProtocols: list("text", "OriginSSLProtocols"),
    OriginReadTimeout: NUMBER,
    OriginKeepaliveTimeout: NUMBER,
    IpAddressType: TEXT,
  }),
  ConnectionAttempts: NUMBER,
  ConnectionTimeout: NUMBER,
  ResponseCompletionTimeout: NUMBER,
  OriginShield: structure({ Enabled: BOOLEAN, OriginShieldRegion: TEXT }),
  OriginAccessControlId: TEXT,
};

/** CloudFormation has the two lists side by side, the API one inside the other. */
const ALLOWED_METHODS: CustomMember = {
  kind: "custom",
  properties: ["AllowedMethods", "CachedMethods"],
  toProperties: (methods) => {
    const cached = itemsOf(methods.CachedMethods);
    return {
      AllowedMethods: itemsOf(methods),
      ...(cached.length === 0 ? {} : { CachedMethods: cached }),
    };
  },
  fromProperties: ({ AllowedMethods: allowed, CachedMethods: cached }) => {
    if (allowed === undefined && cached === undefined) return undefined;
    return {
      // The default of both lists.
      ...toCounted(allowed ?? ["GET", "HEAD"], "AllowedMethods"),
      ...(cached === undefined ? {} : { CachedMethods: toCounted(cached, "CachedMethods") }),
    };
  },
};

const LOGGING_PROPERTIES: Layout = { IncludeCookies: BOOLEAN, Bucket: TEXT, Prefix: TEXT };

/** In CloudFormation, logs are on when they are described. */
const LOGGING: CustomMember = {
  kind: "custom",
  properties: ["Logging"],
  toProperties: ({ Enabled: isEnabled, ...logging }) => (isEnabled === true ? { Logging: logging } : {}),
  fromProperties: ({ Logging: described }) => {
    if (described === undefined) return undefined;
    const logging = fromProperties(toMembers(described, "Logging"), LOGGING_PROPERTIES, "Logging");
    return { Enabled: true, IncludeCookies: false, Prefix: "", ...logging };
  },
};

const GEO_RESTRICTION: CustomMember = {
  kind: "custom",
  properties: ["GeoRestriction"],
  toProperties: (restriction) => {
    const countries = itemsOf(restriction);
    const type: Members = { RestrictionType: restriction.RestrictionType };
    return { GeoRestriction: countries.length === 0 ? type : { ...type, Locations: countries } };
  },
  fromProperties: ({ GeoRestriction: described }) => {
    if (described === undefined) return undefined;
    const properties = toMembers(described, "GeoRestriction");
    const { RestrictionType: type, Locations: countries = { Quantity: 0 } } = fromProperties(
      properties,
      { RestrictionType: TEXT, Locations: list() },
      "GeoRestriction",
    );
    return { RestrictionType: type, ...toMembers(countries, "Locations") };
  },
};

const DEFAULT_BEHAVIOR: Layout = {
  TargetOriginId: TEXT,
  TrustedSigners: SWITCHED_LIST,
  TrustedKeyGroups: SWITCHED_LIST,
  ViewerProtocolPolicy: TEXT,
  AllowedMethods: ALLOWED_METHODS,
  SmoothStreaming: BOOLEAN,
  Compress: BOOLEAN,
  LambdaFunctionAssociations: list({ LambdaFunctionARN: TEXT, EventType: TEXT, IncludeBody: BOOLEAN }),
  FunctionAssociations: list({ FunctionARN: TEXT, EventType: TEXT }),
  FieldLevelEncryptionId: TEXT,
  RealtimeLogConfigArn: TEXT,
  CachePolicyId: TEXT,
  OriginRequestPolicyId: TEXT,
  ResponseHeadersPolicyId: TEXT,
  GrpcConfig: structure({ Enabled: BOOLEAN }),
  ForwardedValues: structure({
    QueryString: BOOLEAN,
    Cookies: structure({ Forward: TEXT, WhitelistedNames: list() }),
    Headers: list(),
    QueryStringCacheKeys: list(),
  }),
  MinTTL: NUMBER,
  DefaultTTL: NUMBER,
  MaxTTL: NUMBER,
};

/** Deprecated members of the API's answers, which say again what others say. */
const REPEATED: CustomMember = {
  kind: "custom",
  properties: [],
  toProperties: () => ({}),
  fromProperties: () => undefined,
};

/**
 * `DistributionConfig`. Source: the references of the API and of `AWS::CloudFront::Distribution`. Not here: what
 * CloudFormation has no name for (CallerReference), VPC origins, mutual TLS and multi-tenant members.
 */
export const WEB_LAYOUT: Layout = {
  Aliases: list(),
  DefaultRootObject: TEXT,
  Origins: list(ORIGIN),
  OriginGroups: countedList({
    Id: TEXT,
    FailoverCriteria: structure({ StatusCodes: countedList("number") }),
    Members: countedList({ OriginId: TEXT }),
    SelectionCriteria: TEXT,
  }),
  DefaultCacheBehavior: structure(DEFAULT_BEHAVIOR),
  CacheBehaviors: list({ PathPattern: TEXT, ...DEFAULT_BEHAVIOR }),
  CustomErrorResponses: list({
    ErrorCode: NUMBER,
    ResponsePagePath: TEXT,
    // Text in the API, an integer in CloudFormation.
    ResponseCode: TEXT,
    ErrorCachingMinTTL: NUMBER,
  }),
  Comment: TEXT,
  Logging: LOGGING,
  PriceClass: TEXT,
  Enabled: BOOLEAN,
  ViewerCertificate: structure({
    CloudFrontDefaultCertificate: BOOLEAN,
    IAMCertificateId: { kind: "text", property: "IamCertificateId" },
    ACMCertificateArn: { kind: "text", property: "AcmCertificateArn" },
    SSLSupportMethod: { kind: "text", property: "SslSupportMethod" },
    MinimumProtocolVersion: TEXT,
    Certificate: REPEATED,
    CertificateSource: REPEATED,
  }),
  Restrictions: structure({ GeoRestriction: GEO_RESTRICTION }),
  WebACLId: TEXT,
  HttpVersion: TEXT,
  IsIPV6Enabled: { kind: "boolean", property: "IPV6Enabled" },
  ContinuousDeploymentPolicyId: TEXT,
  Staging: BOOLEAN,
};
