export interface ServiceErrorOptions {
  /** HTTP status. */
  readonly status: number;
  /** Elements S3 adds beside Code and Message (`BucketName`, `Key`, `Condition`), in this order. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Response headers the failure carries besides the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure the AWS model knows: the handler throws it, `errors.ts` writes it as the service would. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  /** The error code on the wire (`NoSuchStreamingDistribution`). */
  readonly code: string;
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, options: ServiceErrorOptions) {
    super(message);
    this.code = code;
    this.status = options.status;
    this.fields = options.fields ?? {};
    this.headers = options.headers ?? {};
  }
}
