import type { ResourceKind } from "../plan/plan.ts";

/** Something of the site's own that goes away. */
export interface Removal {
  readonly kind: Exclude<ResourceKind, "player-configuration" | "deployment">;
  /** A name a person knows: the bucket, `bucket/key`, the distribution's or identity's id. */
  readonly name: string;
}

/** Something that stays, and why. */
export interface Kept extends Removal {
  readonly reason: string;
}

/** What happened while a site was destroyed. The last one is `done`; a dry run has only `planned` and `done`. */
export type DestroyEvent =
  | { readonly type: "planned"; readonly removals: readonly Removal[]; readonly kept: readonly Kept[] }
  /** A distribution was disabled, so that it can be deleted once that is deployed. */
  | { readonly type: "disabled"; readonly removal: Removal }
  | { readonly type: "waiting"; readonly removal: Removal; readonly waitedMs: number }
  | { readonly type: "deleted"; readonly removal: Removal }
  | { readonly type: "done"; readonly removedCount: number };
