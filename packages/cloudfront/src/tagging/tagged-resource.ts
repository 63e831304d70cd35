import { type CloudFrontArn, parseArn } from "../arn.ts";
import { distributionKey } from "../distribution-record.ts";
import { cloudFrontError } from "../errors.ts";
import { required } from "../required.ts";
import type { Context } from "../state.ts";
import type { Tables } from "../storage/tables.ts";

/**
 * The ARN of a resource of the account that can have tags: distributions of both kinds and functions.
 *
 * @throws ServiceError InvalidArgument (no ARN), AccessDenied (another account's), NoSuchResource
 */
export async function taggedResource(
  { accountId, tables }: Context,
  resource: string | undefined,
): Promise<string> {
  const arn = required(resource, "resource");
  const parsed = parseArn(arn);
  if (parsed === undefined) {
    throw cloudFrontError("InvalidArgument", `The parameter Resource is not a valid ARN.`);
  }
  if (parsed.accountId !== accountId) throw cloudFrontError("AccessDenied");
  if (!(await exists(tables, parsed))) throw cloudFrontError("NoSuchResource");
  return arn;
}

async function exists(tables: Tables, { accountId, type, id }: CloudFrontArn): Promise<boolean> {
  switch (type) {
    case "streaming-distribution":
      return (await tables.distributions.get(distributionKey(accountId, "streaming", id))) !== undefined;
    case "distribution":
      return (await tables.distributions.get(distributionKey(accountId, "web", id))) !== undefined;
    case "function":
      return (await tables.functions.get(`${accountId}/${id}`)) !== undefined;
    default:
      return false;
  }
}
