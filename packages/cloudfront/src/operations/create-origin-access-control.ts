import type {
  CreateOriginAccessControlRequest,
  CreateOriginAccessControlResult,
} from "@aws-sdk/client-cloudfront";
import { locationOf } from "../location.ts";
import {
  ACCESS_CONTROL,
  acceptAccessControl,
  toAccessControl,
} from "../origin-access-control/access-control-kind.ts";
import { createResource } from "../resource/create-resource.ts";
import type { Handler } from "../state.ts";

/** `CreateOriginAccessControl`, POST /VERSION/origin-access-control. */
export const createOriginAccessControl: Handler<
  CreateOriginAccessControlRequest,
  CreateOriginAccessControlResult
> = async (context, { OriginAccessControlConfig: input }) => {
  const record = await createResource(context, ACCESS_CONTROL, acceptAccessControl(input));
  return {
    OriginAccessControl: toAccessControl(record),
    Location: locationOf(context.apiVersion, `origin-access-control/${record.id}`),
    ETag: record.etag,
  };
};
