import type { UntagResourceRequest } from "@aws-sdk/client-cloudfront";
import type { Handler } from "../state.ts";
import { taggedResource } from "../tagging/tagged-resource.ts";

/** `UntagResource`, POST /VERSION/tagging?Operation=Untag&Resource=ARN. Keys that are not there are no error. */
export const untagResource: Handler<UntagResourceRequest, object> = async (
  context,
  { Resource, TagKeys },
) => {
  const { tables } = context;
  const arn = await taggedResource(context, Resource);
  const document = await tables.tags.get(arn);
  if (document === undefined) return {};
  const gone = new Set(TagKeys?.Items ?? []);
  const tags = Object.fromEntries(Object.entries(document.value.tags).filter(([key]) => !gone.has(key)));
  await tables.commit([tables.tags.put(arn, { tags }, document.revision)]);
  return {};
};
