import type { Document } from "@oxbow/store";
import { cloudFrontError } from "../errors.ts";
import type { Context } from "../state.ts";
import type { RealtimeLogRecord } from "./realtime-log-record.ts";
import { realtimeLogName } from "./realtime-log-reference.ts";

/** @throws ServiceError NoSuchRealtimeLogConfig */
export async function findRealtimeLog(
  { accountId, tables }: Context,
  name: string | undefined,
  arn: string | undefined,
): Promise<Document<RealtimeLogRecord>> {
  const document = await tables.realtimeLogs.get(`${accountId}/${realtimeLogName(accountId, name, arn)}`);
  if (document === undefined) throw cloudFrontError("NoSuchRealtimeLogConfig");
  return document;
}
