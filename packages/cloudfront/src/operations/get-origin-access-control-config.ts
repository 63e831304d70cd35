import type {
  GetOriginAccessControlConfigRequest,
  GetOriginAccessControlConfigResult,
} from "@aws-sdk/client-cloudfront";
import { ACCESS_CONTROL } from "../origin-access-control/access-control-kind.ts";
import { findResource } from "../resource/find-resource.ts";
import type { Handler } from "../state.ts";

/** `GetOriginAccessControlConfig`, GET /VERSION/origin-access-control/ID/config. */
export const getOriginAccessControlConfig: Handler<
  GetOriginAccessControlConfigRequest,
  GetOriginAccessControlConfigResult
> = async (context, { Id }) => {
  const { value: record } = await findResource(context, ACCESS_CONTROL, Id);
  return { OriginAccessControlConfig: record.config, ETag: record.etag };
};
