import type { Context } from "../state.ts";
import type { InvalidationRecord } from "./invalidation-record.ts";

export function invalidationStatus(record: InvalidationRecord, now: Date): "InProgress" | "Completed" {
  return now.getTime() < record.completeMs ? "InProgress" : "Completed";
}

/** Invalidation batches of a distribution that are under way. */
export async function countInProgress({ tables, now }: Context, distributionId: string): Promise<number> {
  const documents = await tables.invalidations.list({ prefix: `${distributionId}/` });
  return documents.filter(({ value }) => invalidationStatus(value, now()) === "InProgress").length;
}
