import { playerFolder, type StreamingSite } from "../site/streaming-site.ts";
import { validateBucketName } from "./bucket-name.ts";
import type { Finding } from "./finding.ts";

const PRICE_CLASSES = ["PriceClass_100", "PriceClass_200", "PriceClass_All"];
const COMMENT_LIMIT = 128;
/**
 * Regions whose buckets CloudFront's standard logs cannot be delivered to: those that have to be opted in.
 *
 * Source: CloudFront developer guide, "Choosing an Amazon S3 bucket for your standard logs".
 */
const REGIONS_WITHOUT_LOG_DELIVERY: ReadonlySet<unknown> = new Set([
  ...["af-south-1", "ap-east-1", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ca-west-1"],
  ...["eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1"],
]);
/** A DNS name, with an optional `*.` in front. */
const ALIAS = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** What can be told from the site alone, without reading a file. */
export function validateSiteMembers(site: StreamingSite): readonly Finding[] {
  const findings: Finding[] = [];
  const wrong = (code: Finding["code"], place: string, message: string, fix: string): void => {
    findings.push({ severity: "error", code, place, message, fix });
  };
  if (typeof site.name !== "string" || !/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/.test(site.name)) {
    wrong(
      "SITE_MEMBER",
      "name",
      `the name ${JSON.stringify(site.name)} cannot name resources`,
      "use 1 to 63 letters, digits and hyphens",
    );
  }
  for (const place of ["media", "player"] as const) {
    const folder = site[place];
    if (typeof folder !== "object" || folder === null) {
      wrong(
        "SITE_MEMBER",
        place,
        `${place} is ${JSON.stringify(folder)}`,
        `write ${place}: { bucket: "…", directory: "./…" }`,
      );
    } else if (!("distributionId" in folder)) {
      for (const member of ["bucket", "directory"] as const) {
        if (typeof folder[member] !== "string" || folder[member] === "") {
          wrong(
            "SITE_MEMBER",
            `${place}.${member}`,
            `${place}.${member} is ${JSON.stringify(folder[member])}`,
            "write a string",
          );
        }
      }
    }
  }
  if (typeof site.media?.bucket === "string")
    findings.push(...validateBucketName(site.media.bucket, "media.bucket"));
  const player = site.player === undefined || site.player === null ? undefined : playerFolder(site);
  if (typeof player?.bucket === "string" && player.bucket !== site.media?.bucket) {
    findings.push(...validateBucketName(player.bucket, "player.bucket"));
  }
  if (!["public-objects", "origin-access-identity"].includes(site.access)) {
    wrong(
      "SITE_MEMBER",
      "access",
      `access is ${JSON.stringify(site.access)}`,
      'write "public-objects" or "origin-access-identity"',
    );
  }
  for (const [index, alias] of site.aliases.entries()) {
    if (!ALIAS.test(alias)) {
      wrong(
        "ALIAS",
        `aliases[${index}]`,
        `"${alias}" is not a domain name`,
        'write a name such as "media.example.com"',
      );
    }
  }
  if (site.comment.length > COMMENT_LIMIT) {
    wrong(
      "COMMENT_LENGTH",
      "comment",
      `the comment has ${site.comment.length} characters`,
      `use at most ${COMMENT_LIMIT}`,
    );
  }
  if (!PRICE_CLASSES.includes(site.priceClass)) {
    wrong(
      "PRICE_CLASS",
      "priceClass",
      `"${site.priceClass}" is not a price class`,
      `write one of ${PRICE_CLASSES.join(", ")}`,
    );
  }
  for (const [index, signer] of site.trustedSigners.entries()) {
    if (signer !== "self" && !/^\d{12}$/.test(signer)) {
      wrong(
        "TRUSTED_SIGNER",
        `trustedSigners[${index}]`,
        `"${signer}" names no account`,
        'write "self" or 12 digits without hyphens',
      );
    }
  }
  if (site.logging !== undefined) {
    findings.push(...validateBucketName(site.logging.bucket, "logging.bucket"));
    if (REGIONS_WITHOUT_LOG_DELIVERY.has(site.region)) {
      findings.push({
        severity: "warning",
        code: "LOGGING_REGION",
        place: "logging.bucket",
        message: `CloudFront does not deliver access logs to buckets in ${site.region}, where "${site.logging.bucket}" would be made`,
        fix: 'name a bucket that is there already in another region, such as us-east-1, or write region: "us-east-1"',
      });
    }
    if (site.logging.prefix.startsWith("/")) {
      wrong(
        "LOGGING_PREFIX",
        "logging.prefix",
        `"${site.logging.prefix}" begins with a slash`,
        `write "${site.logging.prefix.replace(/^\/+/, "")}"`,
      );
    }
  }
  return findings;
}
