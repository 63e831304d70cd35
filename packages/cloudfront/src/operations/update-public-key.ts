import type { UpdatePublicKeyRequest, UpdatePublicKeyResult } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { checkIfMatch } from "../if-match.ts";
import { acceptPublicKey, PUBLIC_KEY, toPublicKey } from "../public-key/public-key-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import { replaceResource } from "../resource/replace-resource.ts";
import type { Handler } from "../state.ts";

/** `UpdatePublicKey`, PUT /VERSION/public-key/ID/config: only the comment can change. */
export const updatePublicKey: Handler<UpdatePublicKeyRequest, UpdatePublicKeyResult> = async (
  context,
  { Id, IfMatch, PublicKeyConfig: input },
) => {
  const document = await findResource(context, PUBLIC_KEY, Id);
  checkIfMatch(IfMatch, document.value.etag);
  const config = acceptPublicKey(input);
  const { CallerReference, Name, EncodedKey } = document.value.config;
  const isSame =
    config.CallerReference === CallerReference && config.Name === Name && config.EncodedKey === EncodedKey;
  if (!isSame) throw cloudFrontError("CannotChangeImmutablePublicKeyFields");
  const record = await replaceResource(context, PUBLIC_KEY, document, config);
  return { PublicKey: toPublicKey(record), ETag: record.etag };
};
