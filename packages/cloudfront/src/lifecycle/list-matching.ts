import type { DistributionConfig } from "@aws-sdk/client-cloudfront";
import type { WebDistributionRecord } from "../distribution-record.ts";
import { type Page, type PageRequest, pageOfItems } from "../paging/page.ts";
import type { Context } from "../state.ts";

/** A page of the account's web distributions whose accepted configuration matches. */
export async function listMatching(
  { accountId, tables, deployments }: Context,
  request: PageRequest,
  matches: (config: DistributionConfig) => boolean,
): Promise<Page<WebDistributionRecord>> {
  const documents = await tables.distributions.list({ prefix: `${accountId}/web/` });
  const found: WebDistributionRecord[] = [];
  for (const document of documents) {
    const { value } = await deployments.settleListed(document);
    if (value.kind === "web" && matches(value.config)) found.push(value);
  }
  return pageOfItems(found, ({ id }) => id, request);
}
