import type { ListInvalidationsRequest, ListInvalidationsResult } from "@aws-sdk/client-cloudfront";
import { invalidationStatus } from "../invalidation/invalidation-status.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { pageOfItems, withItems } from "../paging/page.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `ListInvalidations`, GET /VERSION/distribution/ID/invalidation: the most recent first. */
export const listInvalidations: Handler<ListInvalidationsRequest, ListInvalidationsResult> = async (
  context,
  input,
) => {
  const { tables, now } = context;
  const id = required(input.DistributionId, "distributionId");
  const { value: distribution } = await findDistribution(context, "web", id);
  const documents = await tables.invalidations.list({ prefix: `${distribution.id}/` });
  const records = documents.map(({ value }) => value).sort((a, b) => b.createdMs - a.createdMs);
  const page = pageOfItems(records, (record) => record.id, input);
  return {
    InvalidationList: withItems(page, (record) => ({
      Id: record.id,
      CreateTime: new Date(record.createdMs),
      Status: invalidationStatus(record, now()),
    })),
  };
};
