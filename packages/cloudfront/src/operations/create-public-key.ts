import type { CreatePublicKeyRequest, CreatePublicKeyResult } from "@aws-sdk/client-cloudfront";
import { locationOf } from "../location.ts";
import { acceptPublicKey, PUBLIC_KEY, toPublicKey } from "../public-key/public-key-kind.ts";
import { createResource } from "../resource/create-resource.ts";
import type { Handler } from "../state.ts";

/** `CreatePublicKey`, POST /VERSION/public-key. */
export const createPublicKey: Handler<CreatePublicKeyRequest, CreatePublicKeyResult> = async (
  context,
  { PublicKeyConfig: input },
) => {
  const record = await createResource(context, PUBLIC_KEY, acceptPublicKey(input));
  return {
    PublicKey: toPublicKey(record),
    Location: locationOf(context.apiVersion, `public-key/${record.id}`),
    ETag: record.etag,
  };
};
