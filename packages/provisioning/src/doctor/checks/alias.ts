import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { DoctorDns } from "../doctor-options.ts";
import type { Patient } from "../patient.ts";
import { findByHost } from "../read-cloud-facts.ts";

const CODE = "ALIAS";

/** Every alternate domain name is the distribution's, and a CNAME leads from it to the distribution. */
export async function checkAlias({ cloud, parsed, settings }: Patient): Promise<CheckResult> {
  if (cloud === undefined) return cannotTell(CODE, "the API was not asked");
  const host = parsed.ok ? parsed.reference.host : "";
  const isOwnName = host === "localhost" || /\.cloudfront\.(net|localhost)$|^[\d.:]*$/.test(host);
  const { distribution } = cloud;
  if (distribution === undefined) {
    if (isOwnName || findByHost(cloud.web, host) !== undefined)
      return cannotTell(CODE, "the distribution is not known");
    return fault(
      CODE,
      `no RTMP distribution of the account has the alias ${host}`,
      `add ${host} to the distribution's Aliases, or use its domain name`,
    );
  }
  const aliases = distribution.StreamingDistributionConfig?.Aliases?.Items ?? [];
  for (const alias of aliases) {
    const wrong = await aliasFault(alias, distribution.DomainName ?? "", settings.dns);
    if (wrong !== undefined) return wrong;
  }
  return ok(CODE, aliases.length === 0 ? "there are no aliases" : `${aliases.join(", ")} point here`);
}

async function aliasFault(
  alias: string,
  domainName: string,
  dns: DoctorDns,
): Promise<CheckResult | undefined> {
  // What a wildcard covers cannot be looked up as such.
  if (alias.startsWith("*.")) return undefined;
  const fix = `make ${alias} a CNAME of ${domainName}`;
  let target: string | undefined;
  try {
    [target] = await dns.resolveCname(alias);
  } catch {
    return await withoutCname(alias, dns, fix);
  }
  if (target?.replace(/\.$/, "").toLowerCase() === domainName) return undefined;
  return fault(CODE, `${alias} is a CNAME of ${target}, not of ${domainName}`, fix);
}

/** A name without a CNAME may have an address all the same: an alias record, or a line of a hosts file. */
async function withoutCname(alias: string, dns: DoctorDns, fix: string): Promise<CheckResult> {
  try {
    return cannotTell(CODE, `${alias} has no CNAME; it resolves to ${await dns.lookup(alias)}`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ENOTFOUND"
      ? fault(CODE, `${alias} does not resolve`, fix)
      : cannotTell(CODE, `${alias} cannot be looked up: ${String(code ?? error)}`);
  }
}
