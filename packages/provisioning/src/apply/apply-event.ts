import type { PlanStep } from "../plan/plan.ts";

/** What happened while a plan was applied. The last one is `done`. */
export type ApplyEvent =
  | { readonly type: "started"; readonly step: PlanStep }
  /** Bytes of an object that went up so far. */
  | {
      readonly type: "progress";
      readonly step: PlanStep;
      readonly loadedBytes: number;
      readonly totalBytes: number;
    }
  /** A distribution is still InProgress. */
  | {
      readonly type: "waiting";
      readonly step: PlanStep;
      readonly distributionId: string;
      readonly waitedMs: number;
    }
  | {
      readonly type: "finished";
      readonly step: PlanStep;
      readonly outcome: "created" | "changed" | "kept";
      /** What it gave: ids and names. */
      readonly details: Readonly<Record<string, string>>;
    }
  | { readonly type: "done"; readonly site: SiteAddresses };

/** Where a provisioned site is. */
export interface SiteAddresses {
  readonly webDistributionId: string;
  readonly webDomainName: string;
  readonly streamingDistributionId: string;
  readonly streamingDomainName: string;
  /** `rtmp://DOMAIN/cfx/st`: what players call the streamer. */
  readonly streamer: string;
  /** Object keys that can be streamed. */
  readonly files: readonly string[];
}
