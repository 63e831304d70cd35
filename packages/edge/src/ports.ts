import type { Readable } from "node:stream";

/**
 * What the edge needs from the outside. It imports neither S3 nor CloudFront: the host adapts them to these
 * three ports, and `oxbow edge` adapts any S3 over HTTP and a file of distributions.
 */

/** Half-open byte range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** An object at an S3 origin, and on whose behalf it is read. */
export interface ObjectRef {
  /** `bucket.s3.amazonaws.com` or `bucket.s3.REGION.amazonaws.com`: S3Origin.DomainName. */
  readonly originDomainName: string;
  readonly key: string;
  /** Id of the origin access identity; `undefined` reads as anybody may. */
  readonly originAccessIdentity: string | undefined;
}

/** What is known of an object without reading it. */
export interface ObjectInfo {
  readonly byteLength: number;
  /** Quoted, as HTTP has it. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly contentType: string;
  /** Further response headers a web distribution passes on (`cache-control`, `content-encoding`, `x-amz-meta-…`), lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Any S3, as the edge needs it. */
export interface ObjectSource {
  /** @throws ObjectSourceError */
  readonly head: (ref: ObjectRef) => Promise<ObjectInfo>;
  /**
   * Reads a range of the version that `etag` names.
   * @throws ObjectSourceError code `changed` when the object has another ETag by now.
   */
  readonly read: (ref: ObjectRef, range: ByteRange, etag: string) => Promise<Readable>;
}

/** Every code {@link ObjectSourceError} may carry. */
export type ObjectSourceErrorCode =
  /** No such key, and the reader may know that (404). */
  | "not-found"
  /** The reader may not read it (403), or may not know whether it exists. */
  | "forbidden"
  /** The object was replaced since it was opened (412). */
  | "changed"
  /** The origin failed, was too slow or broke off (5xx). */
  | "unavailable";

/** Why an object could not be read. `message` may be shown in logs, never to viewers. */
export class ObjectSourceError extends Error {
  override readonly name = "ObjectSourceError";
  readonly code: ObjectSourceErrorCode;

  constructor(code: ObjectSourceErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What is common to both kinds of distribution, as deployed (not as last accepted by the API). */
interface EdgeDistributionBase {
  readonly id: string;
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** Enabled in the deployed configuration; false as well before the first deployment is complete. */
  readonly isServing: boolean;
  readonly logging: { readonly bucket: string; readonly prefix: string } | undefined;
  /** Changes with every deployment. */
  readonly version: string;
}

/** The key pairs whose signatures a distribution accepts. `undefined` where none is required. */
export interface EdgeSigners {
  readonly keyPairs: readonly { readonly id: string; readonly publicKeyPem: string }[];
}

/** An RTMP distribution as deployed. */
export interface StreamingEdgeDistribution extends EdgeDistributionBase {
  readonly kind: "streaming";
  readonly originDomainName: string;
  readonly originAccessIdentity: string | undefined;
  readonly signers: EdgeSigners | undefined;
}

/** Where a behaviour of a web distribution reads. */
export interface WebEdgeOrigin {
  readonly id: string;
  readonly domainName: string;
  /** Prepended to the key, without a trailing slash; empty for none. */
  readonly path: string;
  readonly originAccessIdentity: string | undefined;
  /** False for a custom origin, which the edge does not read. */
  readonly isS3: boolean;
}

/** What a web distribution does with paths that match a pattern. */
export interface WebEdgeBehavior {
  /** `*` for the default behaviour. */
  readonly pathPattern: string;
  readonly originId: string;
  readonly viewerProtocolPolicy: "allow-all" | "https-only" | "redirect-to-https";
  readonly allowedMethods: readonly string[];
  readonly compress: boolean;
  readonly signers: EdgeSigners | undefined;
  /** Response headers a response-headers policy adds, and its CORS configuration if it has one. */
  readonly cors: WebEdgeCors | undefined;
}

/** The CORS part of a response headers policy. */
export interface WebEdgeCors {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds: number;
  readonly allowCredentials: boolean;
}

/** A web distribution as deployed. */
export interface WebEdgeDistribution extends EdgeDistributionBase {
  readonly kind: "web";
  readonly defaultRootObject: string;
  readonly origins: readonly WebEdgeOrigin[];
  /** In order of precedence; the default behaviour is the last. */
  readonly behaviors: readonly WebEdgeBehavior[];
  readonly customErrors: readonly {
    readonly errorCode: number;
    readonly responsePagePath: string;
    readonly responseCode: number;
  }[];
}

/** What a host name leads to. */
export type EdgeDistribution = StreamingEdgeDistribution | WebEdgeDistribution;

/** The distributions, as the control plane deployed them. */
export interface DistributionDirectory {
  /** By domain name or alias, lower case, without a port. A disabled or undeployed one is found too: see `isServing`. */
  readonly findByHost: (host: string) => EdgeDistribution | undefined;
  /** All of them. */
  readonly list: () => readonly EdgeDistribution[];
  /** Calls back with the id after a distribution was deployed, disabled or deleted. Returns the unsubscriber. */
  readonly subscribe: (listener: (distributionId: string) => void) => () => void;
}

/** Takes finished log files; `key` is the whole object key, prefix included. */
export interface LogSink {
  readonly deliver: (bucket: string, key: string, gzip: Uint8Array) => Promise<void>;
}
