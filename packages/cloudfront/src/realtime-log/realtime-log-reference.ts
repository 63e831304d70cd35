import { parseArn } from "../arn.ts";
import { cloudFrontError } from "../errors.ts";

/**
 * The name of a real-time log configuration that is given by name, by ARN or by both.
 *
 * @throws ServiceError InvalidArgument when neither is there or they differ, AccessDenied for another account's.
 */
export function realtimeLogName(
  accountId: string,
  name: string | undefined,
  arn: string | undefined,
): string {
  const parsed = arn === undefined ? undefined : parseArn(arn);
  if (arn !== undefined && parsed?.type !== "realtime-log-config") {
    throw cloudFrontError("InvalidArgument", "The parameter ARN is not valid.");
  }
  if (parsed !== undefined && parsed.accountId !== accountId) throw cloudFrontError("AccessDenied");
  const found = name ?? parsed?.id;
  if (found === undefined || (parsed !== undefined && parsed.id !== found)) {
    throw cloudFrontError("InvalidArgument", "The parameter Name or ARN is required, and both must agree.");
  }
  return found;
}
