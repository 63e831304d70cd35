import type { Finding } from "./finding.ts";

/**
 * The rules of S3 bucket names, each with its own message. A streaming origin is a host name
 * (`BUCKET.s3.amazonaws.com`), so the old laxer rules of us-east-1 do not do.
 *
 * Source: S3 user guide, bucket naming rules.
 */
export function validateBucketName(name: string, place: string): readonly Finding[] {
  const findings: Finding[] = [];
  const wrong = (code: Finding["code"], message: string, fix: string): void => {
    findings.push({ severity: "error", code, place, message: `the bucket name "${name}" ${message}`, fix });
  };
  if (name.length < 3 || name.length > 63) {
    wrong("BUCKET_LENGTH", `has ${name.length} characters`, "use 3 to 63 characters");
  }
  if (/[A-Z]/.test(name))
    wrong("BUCKET_UPPER_CASE", "has upper-case letters", `write "${name.toLowerCase()}"`);
  if (/\s/.test(name))
    wrong("BUCKET_SPACE", "has a space", `write "${name.trim().replace(/\s+/g, "-").toLowerCase()}"`);
  const odd = /[^a-zA-Z0-9.\-\s]/.exec(name);
  if (odd !== null) {
    wrong(
      "BUCKET_CHARACTER",
      `has the character "${odd[0]}"`,
      "use lower-case letters, digits, hyphens and dots only",
    );
  }
  if (/^[.-]|[.-]$/.test(name))
    wrong("BUCKET_EDGE", "begins or ends with a dot or hyphen", "begin and end with a letter or digit");
  if (/\.\.|\.-|-\./.test(name))
    wrong("BUCKET_DOTS", "has a dot beside a dot or hyphen", "put letters or digits between them");
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name))
    wrong("BUCKET_IP_ADDRESS", "looks like an IP address", "use a name, not an address");
  const reserved = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3)$/.exec(name);
  if (reserved !== null)
    wrong("BUCKET_RESERVED", `has "${reserved[0]}", which S3 keeps for itself`, "leave it out");
  return findings;
}
