/** Something about a site that its owner should know before anything is called. */
export interface Finding {
  /** Errors stop the plan, warnings do not. */
  readonly severity: "error" | "warning";
  readonly code: FindingCode;
  /** Member of the site file (`media.bucket`) or file (`media/a.mov`). */
  readonly place: string;
  /** What is wrong, with the value. */
  readonly message: string;
  /** What to write or do instead. */
  readonly fix: string;
}

/** Every code a {@link Finding} may carry. */
export type FindingCode =
  | "SITE_MEMBER"
  | "BUCKET_LENGTH"
  | "BUCKET_UPPER_CASE"
  | "BUCKET_SPACE"
  | "BUCKET_CHARACTER"
  | "BUCKET_EDGE"
  | "BUCKET_DOTS"
  | "BUCKET_IP_ADDRESS"
  | "BUCKET_RESERVED"
  | "DIRECTORY_MISSING"
  | "DIRECTORY_EMPTY"
  | "ALIAS"
  | "COMMENT_LENGTH"
  | "PRICE_CLASS"
  | "TRUSTED_SIGNER"
  | "LOGGING_PREFIX"
  | "LOGGING_REGION"
  | "CACHE_CONTROL"
  | "CACHE_CONTROL_UNMATCHED"
  | "PLAYER_PAGE_MISSING"
  | "FLV_NAME"
  | "MEDIA_CODEC_LEGACY"
  | "MEDIA_MOOV_LAST"
  | "MEDIA_BROKEN"
  | "FOREIGN_OBJECT"
  | "KEY_LENGTH";
