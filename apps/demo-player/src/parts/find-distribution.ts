import type { Distribution } from "../api/admin-api.ts";

/** The RTMP distribution that answers to a host name; `undefined` when this cloud has none. */
export function findDistribution(
  distributions: readonly Distribution[],
  host: string,
): Distribution | undefined {
  return distributions.find(
    ({ kind, domainName, aliases }) =>
      kind === "streaming" && (domainName === host || aliases.includes(host)),
  );
}
