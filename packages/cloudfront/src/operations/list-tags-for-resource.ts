import type { ListTagsForResourceRequest, ListTagsForResourceResult } from "@aws-sdk/client-cloudfront";
import type { Handler } from "../state.ts";
import { taggedResource } from "../tagging/tagged-resource.ts";
import { toTags } from "../tagging/tags.ts";

/** `ListTagsForResource`, GET /VERSION/tagging?Resource=ARN. */
export const listTagsForResource: Handler<ListTagsForResourceRequest, ListTagsForResourceResult> = async (
  context,
  { Resource },
) => {
  const arn = await taggedResource(context, Resource);
  return { Tags: toTags((await context.tables.tags.get(arn))?.value.tags ?? {}) };
};
