import type { Dialect } from "./dialect.ts";
import type { AwsRequest, AwsResponse } from "./http.ts";
import type { AccountDirectory, Principal } from "./principal.ts";

export type ServiceName = "s3" | "cloudfront" | "sts";

/** What every operation handler is told besides its input. All functions are properties: they may be destructured. */
export interface OperationContext {
  /** Name of the operation that runs, as the model or the pseudo operation has it. */
  readonly operation: string;
  readonly principal: Principal;
  /** The account that asks; the fallback account for anonymous requests. */
  readonly accountId: string;
  /** Region of the signature's scope, else `us-east-1`. */
  readonly region: string;
  /**
   * Region that a verified Version 4 signature is for: S3 answers to it only for the buckets there. `undefined` where
   * nothing is verified (relaxed mode, Version 2, anonymous).
   */
  readonly verifiedRegion?: string | undefined;
  /** S3: whether the Host names the bucket. */
  readonly isVirtualHosted?: boolean | undefined;
  readonly requestId: string;
  /** The request itself, for what no model binds (raw target, remote address). Its body is already parsed or is in the input. */
  readonly request: AwsRequest;
  /** API version of the path (`2020-05-31`) for CloudFront; `undefined` for services without one. */
  readonly apiVersion: string | undefined;
  /** The server's clock. */
  readonly now: () => Date;
  readonly accounts: AccountDirectory;
  /** The bytes of a body that was read whole (XML, policies), for checksums; `undefined` for streamed bodies. */
  readonly payload: Uint8Array | undefined;
  /** Trailing headers of an `aws-chunked` body, lower-case names; empty until the input's stream has ended. */
  readonly trailers: () => Readonly<Record<string, string>>;
  /** Adds a response header that no output member is bound to; also kept when the operation fails. */
  readonly setHeader: (name: string, value: string) => void;
  /**
   * Who signed a POST form policy: fields by lower-case name (`policy`, `x-amz-credential`, `x-amz-signature`, … or
   * `awsaccesskeyid`, `signature`). Anonymous without a signature; throws S3's own errors.
   */
  readonly authenticateForm: (fields: Readonly<Record<string, string>>) => Principal;
}

/**
 * Carries out one operation: typed input in, typed output out, {@link ServiceError} thrown. No HTTP and no XML:
 * members named after headers are bound by the model.
 *
 * Input of an operation with a streaming body (PutObject, UploadPart): `Body` is a Node `Readable` of the decoded
 * bytes, which fails with a `ServiceError` when framing, length, signature or content hash do not hold.
 * Output bodies: `Readable`, `Uint8Array` or `string`.
 */
export type OperationHandler<State, Input, Output> = (
  context: OperationContext & State,
  input: Input,
) => Output | Promise<Output>;

/**
 * Requests of S3 that no model names. Their handlers get `{ Bucket, Key }`, read `context.request.body` themselves
 * and answer an {@link AwsResponse}.
 *
 * - `PostObject`: POST of a multipart/form-data form to a bucket; `Key` is empty
 * - `PreflightCors`: OPTIONS
 * - `GetWebsite`, `HeadWebsite`: any GET or HEAD whose Host is a website endpoint
 */
export type PseudoOperation = "PostObject" | "PreflightCors" | "GetWebsite" | "HeadWebsite";

/** Input of the {@link PseudoOperation}s. */
export interface PseudoInput {
  readonly Bucket: string;
  /** Decoded; empty for the bucket itself. */
  readonly Key: string;
}

/** One request on its way out, for {@link Service.finish}. */
export interface Exchange {
  readonly request: AwsRequest;
  readonly requestId: string;
  /** `undefined` when the request was refused before an operation was found. */
  readonly operation: string | undefined;
  /** S3: the bucket that the request names. */
  readonly bucket: string | undefined;
  readonly accountId: string;
}

/** The dispatch table of a service, with the state its handlers work on. */
export interface Service<State extends object = object> {
  readonly name: ServiceName;
  /** Spread into the context of every handler. */
  readonly state: State;
  /** By operation name as the model has it (`CreateStreamingDistribution`). What is missing answers NotImplemented. */
  readonly operations: Readonly<Record<string, OperationHandler<State, never, object>>>;
  /** The older shapes of an API version; `undefined` where today's schema serves (2012-05-05 and later). */
  readonly dialect?: (apiVersion: string) => Dialect | undefined;
  /** Last word on every answer of the service, failures included: S3 adds its CORS headers here. Headers only; must not throw. */
  readonly finish?: (exchange: Exchange, response: AwsResponse) => AwsResponse | Promise<AwsResponse>;
}

/** A service whatever its state: what a gateway takes. Its handlers get the state they were made with. */
export interface AnyService extends Omit<Service, "operations"> {
  readonly operations: Readonly<Record<string, OperationHandler<never, never, object>>>;
}
