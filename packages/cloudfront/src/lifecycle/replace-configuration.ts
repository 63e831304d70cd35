import type { Document } from "@oxbow/store";
import { type DistributionKind, distributionKey, type RecordOfKind } from "../distribution-record.ts";
import type { Context } from "../state.ts";
import { countDistribution } from "./account-counts.ts";
import { claimAliases } from "./alias-claims.ts";

export interface Replacement<Kind extends DistributionKind> {
  readonly kind: Kind;
  readonly document: Document<RecordOfKind[Kind]>;
  readonly config: RecordOfKind[Kind]["config"];
  readonly aliasesBefore: readonly string[];
  readonly aliases: readonly string[];
}

/** Accepts a new configuration: new ETag, InProgress again; the edge serves the old one until it is deployed. */
export async function replaceConfiguration<Kind extends DistributionKind>(
  context: Context,
  { kind, document, config, aliasesBefore, aliases }: Replacement<Kind>,
): Promise<RecordOfKind[Kind]> {
  const { accountId, tables, identifiers, deployments, now } = context;
  const nowMs = now().getTime();
  const record: RecordOfKind[Kind] = {
    ...document.value,
    config,
    etag: identifiers.etag(),
    lastModifiedMs: nowMs,
    pendingSinceMs: nowMs,
  };
  await tables.commit([
    await countDistribution(context, kind, 0),
    tables.distributions.put(distributionKey(accountId, kind, record.id), record, document.revision),
    ...(await claimAliases(context, record.id, aliasesBefore, aliases)),
  ]);
  deployments.schedule(record);
  return record;
}
