import { formatArn } from "../arn.ts";
import type { DistributionRecord } from "../distribution-record.ts";

export function arnOf({
  accountId,
  kind,
  id,
}: Pick<DistributionRecord, "accountId" | "kind" | "id">): string {
  return formatArn({ accountId, type: kind === "streaming" ? "streaming-distribution" : "distribution", id });
}
