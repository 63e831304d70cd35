import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";
import { findByHost } from "../read-cloud-facts.ts";

const CODE = "DISTRIBUTIONS_SWAPPED";

/** Item 1: the player's page has a web distribution (`d…`), the media an RTMP one (`s…`). */
export function checkDistributionsSwapped({ parsed, cloud, site, probe }: Patient): CheckResult {
  const host = parsed.ok ? parsed.reference.host : "";
  const web = cloud === undefined || host === "" ? undefined : findByHost(cloud.web, host);
  const isWeb = probe?.stage === "rejected" && probe.detail.includes("DistributionTypeMismatch");
  const looksWeb = cloud === undefined && /^d\w{10,}\.cloudfront\.(net|localhost)$/.test(host);
  if ((web !== undefined && cloud?.distribution?.DomainName !== host) || isWeb || looksWeb) {
    return fault(
      CODE,
      `the streamer ${host} is ${web === undefined ? "a" : `the`} web distribution${web === undefined ? "" : ` ${web.Id}`}, which does not stream`,
      "write the domain name of the RTMP distribution, which begins with s, as the streamer",
    );
  }
  const pageId = site !== undefined && "distributionId" in site.player ? site.player.distributionId : "";
  if (cloud?.streaming.some(({ Id }) => Id === pageId)) {
    return fault(
      CODE,
      `player.distributionId is ${pageId}, an RTMP distribution, which serves no pages`,
      "write the id of a web distribution there",
    );
  }
  if (host === "") return cannotTell(CODE, "no streamer is known");
  return ok(CODE, `the streamer ${host} is no web distribution`);
}
