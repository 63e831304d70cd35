import type { DeleteRealtimeLogConfigRequest } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { isReferredTo } from "../policy/policy-references.ts";
import { findRealtimeLog } from "../realtime-log/find-realtime-log.ts";
import { realtimeLogArn } from "../realtime-log/realtime-log-output.ts";
import type { Handler } from "../state.ts";

/** `DeleteRealtimeLogConfig`, POST /VERSION/delete-realtime-log-config, unless a cache behaviour names it. */
export const deleteRealtimeLogConfig: Handler<DeleteRealtimeLogConfigRequest, object> = async (
  context,
  { Name, ARN },
) => {
  const { accountId, tables } = context;
  const { key, value: record, revision } = await findRealtimeLog(context, Name, ARN);
  const account = await tables.accounts.get(accountId);
  if (await isReferredTo(context, "RealtimeLogConfigArn", realtimeLogArn(accountId, record.name))) {
    throw cloudFrontError("RealtimeLogConfigInUse");
  }
  await tables.commit([
    tables.accounts.check(accountId, account?.revision ?? "absent"),
    tables.realtimeLogs.delete(key, revision),
  ]);
  return {};
};
