import type { StreamingSite } from "../site/streaming-site.ts";
import type { Finding } from "../validate/finding.ts";

/** What a plan says, in the order in which it is carried out. */
export interface SitePlan {
  readonly site: StreamingSite;
  readonly findings: readonly Finding[];
  readonly steps: readonly PlanStep[];
  /** False when every step is a `keep`. */
  readonly hasChanges: boolean;
}

export interface PlanStep {
  /** Unique within the plan and the same in every plan of the site. */
  readonly id: string;
  /** Step of the guide's task list, 1 to 8. */
  readonly task: number;
  readonly action: "create" | "change" | "keep";
  readonly kind: ResourceKind;
  /** What a person calls it: a bucket's or identity's name, an object's `bucket/key`. */
  readonly name: string;
  /** What is different, for `change`. */
  readonly changes: readonly Change[];
  /** Size of the file, for objects. */
  readonly byteLength?: number;
}

export interface Change {
  /** Member that differs (`Enabled`, `acl`, `content`). */
  readonly member: string;
  readonly from: string;
  readonly to: string;
}

export type ResourceKind =
  | "bucket"
  | "object"
  | "bucket-policy"
  | "origin-access-identity"
  | "web-distribution"
  | "streaming-distribution"
  | "player-configuration"
  | "deployment";
