import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";
import { findByHost } from "../read-cloud-facts.ts";

const CODE = "NOT_SERVING";

/** The distribution is there, Deployed and enabled. */
export function checkServing({ cloud, parsed, site }: Patient): CheckResult {
  if (cloud === undefined) return cannotTell(CODE, "the API was not asked");
  const { distribution } = cloud;
  const host = parsed.ok ? parsed.reference.host : "";
  if (distribution === undefined) {
    if (host !== "" && findByHost(cloud.web, host) !== undefined)
      return cannotTell(CODE, `${host} is a web distribution`);
    if (site === undefined && (host === "" || !/\.cloudfront\.(net|localhost)$/.test(host)))
      return cannotTell(CODE, `it is not known which distribution ${host} is`);
    return fault(
      CODE,
      `the account has no RTMP distribution ${site === undefined ? host : `for the site ${site.name}`}`,
      site === undefined
        ? "look at the domain name and at the account, or create the distribution"
        : "oxbow apply creates it",
    );
  }
  const { Id, Status, StreamingDistributionConfig: config } = distribution;
  if (config?.Enabled !== true)
    return fault(CODE, `distribution ${Id} is disabled`, "update it with Enabled set to true");
  if (Status !== "Deployed")
    return fault(CODE, `distribution ${Id} is ${Status}`, "wait until it is Deployed, then try again");
  return ok(CODE, `distribution ${Id} is Deployed and enabled`);
}
