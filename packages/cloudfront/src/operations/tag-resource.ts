import type { TagResourceRequest } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import type { Handler } from "../state.ts";
import { taggedResource } from "../tagging/tagged-resource.ts";
import { acceptTags } from "../tagging/tags.ts";

/** `TagResource`, POST /VERSION/tagging?Operation=Tag&Resource=ARN: adds tags and overwrites those of the same key. */
export const tagResource: Handler<TagResourceRequest, object> = async (context, { Resource, Tags }) => {
  const { tables, limits } = context;
  const arn = await taggedResource(context, Resource);
  const document = await tables.tags.get(arn);
  const tags = { ...document?.value.tags, ...acceptTags(Tags, limits.tagsPerResource) };
  if (Object.keys(tags).length > limits.tagsPerResource) throw cloudFrontError("InvalidTagging");
  await tables.commit([tables.tags.put(arn, { tags }, document?.revision ?? "absent")]);
  return {};
};
