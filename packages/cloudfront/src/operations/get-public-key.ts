import type { GetPublicKeyRequest, GetPublicKeyResult } from "@aws-sdk/client-cloudfront";
import { PUBLIC_KEY, toPublicKey } from "../public-key/public-key-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetPublicKey`, GET /VERSION/public-key/ID. */
export const getPublicKey: Handler<GetPublicKeyRequest, GetPublicKeyResult> = async (context, { Id }) => {
  const { value: record } = await findResource(context, PUBLIC_KEY, Id);
  return { PublicKey: toPublicKey(record), ETag: record.etag };
};
