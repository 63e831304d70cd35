import type { DistributionConfig } from "@aws-sdk/client-cloudfront";
import type { StreamingConfig } from "./streaming-distribution/streaming-config.ts";

export type DistributionKind = "streaming" | "web";

/** What both kinds of distribution have: who, where, which version, how far it is deployed. */
interface DistributionRecordBase<Kind extends DistributionKind, Config> {
  readonly kind: Kind;
  readonly id: string;
  readonly accountId: string;
  readonly domainName: string;
  readonly etag: string;
  readonly lastModifiedMs: number;
  /** The last accepted configuration: what the API shows. */
  readonly config: Config;
  /** What the edge serves, with the ETag it had; `undefined` before the first deployment is complete. */
  readonly deployed?: { readonly config: Config; readonly etag: string } | undefined;
  /** When the change that is under way was accepted; `undefined` once it is deployed. */
  readonly pendingSinceMs?: number | undefined;
}

export type StreamingDistributionRecord = DistributionRecordBase<"streaming", StreamingConfig>;
export type WebDistributionRecord = DistributionRecordBase<"web", DistributionConfig>;
export type DistributionRecord = StreamingDistributionRecord | WebDistributionRecord;

/** The record of each kind. */
export interface RecordOfKind {
  readonly streaming: StreamingDistributionRecord;
  readonly web: WebDistributionRecord;
}

export function distributionKey(accountId: string, kind: DistributionKind, id: string): string {
  return `${accountId}/${kind}/${id}`;
}

export function statusOf(record: DistributionRecord): "InProgress" | "Deployed" {
  return record.pendingSinceMs === undefined ? "Deployed" : "InProgress";
}

/** As the deployment leaves it. */
export function asDeployed<Record extends DistributionRecord>(record: Record): Record {
  const { pendingSinceMs: _, ...rest } = record;
  return { ...rest, deployed: { config: record.config, etag: record.etag } } as Record;
}
