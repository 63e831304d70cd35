/** Who asks? Reads the signature of a request and turns it into a {@link Principal}. */
import type { Accounts } from "./accounts.ts";
import type { AwsRequest } from "./http.ts";
import type { ServiceName } from "./operation.ts";
import type { Account, Principal } from "./principal.ts";
import type { QueryString } from "./query-string.ts";
import { parseSignature } from "./signature/parse-signature.ts";
import { missingAuthenticationToken } from "./signature/signature-errors.ts";

/** The outcome: who, and in which region they think they are. */
export interface Authentication {
  readonly principal: Principal;
  /** Account that asks; the fallback account for anonymous requests. */
  readonly account: Account;
  /** Region of the signature's scope. */
  readonly region: string | undefined;
}

/** Reads who signed a request. Throws the service's own errors. */
export function authenticate(
  request: AwsRequest,
  query: QueryString,
  service: ServiceName,
  accounts: Accounts,
): Authentication {
  const signature = parseSignature(request, query, service);
  if (signature.kind === "none") {
    if (service !== "s3") throw missingAuthenticationToken();
    return { principal: { kind: "anonymous" }, account: accounts.fallback, region: undefined };
  }
  const accessKeyId = signature.kind === "v4" ? signature.scope.accessKeyId : signature.accessKeyId;
  const account = accounts.byAccessKeyId(accessKeyId);
  return {
    principal: { kind: "account", account, accessKeyId },
    account,
    region: signature.kind === "v4" ? signature.scope.region : undefined,
  };
}
