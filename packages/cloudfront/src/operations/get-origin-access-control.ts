import type { GetOriginAccessControlRequest, GetOriginAccessControlResult } from "@aws-sdk/client-cloudfront";
import { ACCESS_CONTROL, toAccessControl } from "../origin-access-control/access-control-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetOriginAccessControl`, GET /VERSION/origin-access-control/ID. */
export const getOriginAccessControl: Handler<
  GetOriginAccessControlRequest,
  GetOriginAccessControlResult
> = async (context, { Id }) => {
  const { value: record } = await findResource(context, ACCESS_CONTROL, Id);
  return { OriginAccessControl: toAccessControl(record), ETag: record.etag };
};
