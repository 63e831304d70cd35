/** Every code a {@link SiteError} may carry. */
export type SiteErrorCode =
  /** The site file is not there, is not JSON or a module, or holds no object. */
  | "ERR_SITE_UNREADABLE"
  /** The site has findings of severity `error`; nothing was called. */
  | "ERR_SITE_INVALID"
  /** A bucket of the site belongs to another account. */
  | "ERR_SITE_BUCKET_TAKEN"
  /** The bucket refuses ACLs, which `access: "public-objects"` needs. */
  | "ERR_SITE_ACLS_REFUSED"
  /** Something did not get deployed within the bound. */
  | "ERR_SITE_NOT_DEPLOYED"
  /** Others kept changing a resource while it was being updated. */
  | "ERR_SITE_CONFLICT"
  /** What is to be migrated is no RTMP distribution, or a template has values that stand for others or that are not known. */
  | "ERR_SITE_MIGRATION_SOURCE";

/** A site that cannot be provisioned as it is written; `message` says what to write or do instead. */
export class SiteError extends Error {
  override readonly name = "SiteError";
  readonly code: SiteErrorCode;

  constructor(code: SiteErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
