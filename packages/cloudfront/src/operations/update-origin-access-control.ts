import type {
  UpdateOriginAccessControlRequest,
  UpdateOriginAccessControlResult,
} from "@aws-sdk/client-cloudfront";
import { checkIfMatch } from "../if-match.ts";
import {
  ACCESS_CONTROL,
  acceptAccessControl,
  toAccessControl,
} from "../origin-access-control/access-control-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import { replaceResource } from "../resource/replace-resource.ts";
import type { Handler } from "../state.ts";

/** `UpdateOriginAccessControl`, PUT /VERSION/origin-access-control/ID/config. */
export const updateOriginAccessControl: Handler<
  UpdateOriginAccessControlRequest,
  UpdateOriginAccessControlResult
> = async (context, { Id, IfMatch, OriginAccessControlConfig: input }) => {
  const document = await findResource(context, ACCESS_CONTROL, Id);
  checkIfMatch(IfMatch, document.value.etag);
  const config = acceptAccessControl(input);
  const record = await replaceResource(context, ACCESS_CONTROL, document, config);
  return { OriginAccessControl: toAccessControl(record), ETag: record.etag };
};
