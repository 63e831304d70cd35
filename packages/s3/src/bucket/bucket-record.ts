import type {
  AccelerateConfiguration,
  AnalyticsConfiguration,
  CORSRule,
  IntelligentTieringConfiguration,
  InventoryConfiguration,
  LifecycleRule,
  LoggingEnabled,
  MetricsConfiguration,
  NotificationConfiguration,
  ObjectOwnership,
  Payer,
  ReplicationConfiguration,
  ServerSideEncryptionConfiguration,
  Tag,
  TransitionDefaultMinimumObjectSize,
  WebsiteConfiguration,
} from "@aws-sdk/client-s3";
import type { Grant, Owner } from "../access/grant.ts";

/** The four switches of Block Public Access. */
export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** What a bucket applies to objects that bring no retention of their own. */
export interface DefaultRetention {
  readonly mode: "GOVERNANCE" | "COMPLIANCE";
  readonly days?: number;
  readonly years?: number;
}

/** Configurations of which a bucket has many, each by its id. */
export interface ConfigurationsById {
  readonly analytics?: Readonly<Record<string, AnalyticsConfiguration>>;
  readonly intelligentTiering?: Readonly<Record<string, IntelligentTieringConfiguration>>;
  readonly inventory?: Readonly<Record<string, InventoryConfiguration>>;
  readonly metrics?: Readonly<Record<string, MetricsConfiguration>>;
}

/**
 * A bucket as the store keeps it. Configurations that are only stored and returned keep the wire's shape;
 * their dates are ISO 8601 strings here.
 */
export interface BucketRecord extends ConfigurationsById {
  readonly name: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly createdMs: number;
  /** The 12 digits of the account it belongs to. */
  readonly ownerAccountId: string;
  readonly owner: Owner;
  readonly grants: readonly Grant[];
  /** Never put in a bucket that was made with the legacy defaults; ObjectWriter then. */
  readonly ownership?: ObjectOwnership;
  readonly publicAccessBlock?: PublicAccessBlock;
  /** The policy's text as it was put. */
  readonly policy?: string;
  /** Absent until versioning was first put. */
  readonly versioning?: "Enabled" | "Suspended";
  readonly isObjectLockEnabled?: boolean;
  readonly defaultRetention?: DefaultRetention;
  readonly cors?: readonly CORSRule[];
  readonly website?: WebsiteConfiguration;
  readonly lifecycle?: {
    readonly rules: readonly LifecycleRule[];
    readonly minimumObjectSize: TransitionDefaultMinimumObjectSize;
  };
  readonly tags?: readonly Tag[];
  readonly logging?: LoggingEnabled;
  readonly encryption?: ServerSideEncryptionConfiguration;
  readonly notification?: NotificationConfiguration;
  readonly replication?: ReplicationConfiguration;
  readonly accelerate?: AccelerateConfiguration["Status"];
  readonly requestPayer?: Payer;
}
