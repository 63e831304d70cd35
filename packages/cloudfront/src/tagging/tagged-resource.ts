import { parseArn } from "../arn.ts";
import { distributionKey } from "../distribution-record.ts";
import { cloudFrontError } from "../errors.ts";
import { required } from "../required.ts";
import type { Context } from "../state.ts";

/**
 * The ARN of a resource of the account that can have tags: distributions of both kinds.
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
  const kind =
    parsed.type === "streaming-distribution"
      ? "streaming"
      : parsed.type === "distribution"
        ? "web"
        : undefined;
  if (kind === undefined) throw cloudFrontError("NoSuchResource");
  const document = await tables.distributions.get(distributionKey(accountId, kind, parsed.id));
  if (document === undefined) throw cloudFrontError("NoSuchResource");
  return arn;
}
