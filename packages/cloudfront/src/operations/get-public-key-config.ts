import type { GetPublicKeyConfigRequest, GetPublicKeyConfigResult } from "@aws-sdk/client-cloudfront";
import { PUBLIC_KEY } from "../public-key/public-key-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetPublicKeyConfig`, GET /VERSION/public-key/ID/config. */
export const getPublicKeyConfig: Handler<GetPublicKeyConfigRequest, GetPublicKeyConfigResult> = async (
  context,
  { Id },
) => {
  const { value: record } = await findResource(context, PUBLIC_KEY, Id);
  return { PublicKeyConfig: record.config, ETag: record.etag };
};
