import type { Policy, PolicyStatement } from "./policy-document.ts";

/**
 * Condition keys that tie a statement to somebody in particular, if their values name him without wildcards.
 * Source: S3 user guide, "the meaning of public".
 */
const RESTRICTING_KEYS = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceorgid",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
  "s3:x-amz-server-side-encryption-aws-kms-key-id",
]);

/** True when the policy gives everybody something. */
export function isPublicPolicy({ statements }: Policy): boolean {
  return statements.some(
    (statement) => statement.effect === "Allow" && isForEverybody(statement) && !isRestricted(statement),
  );
}

function isForEverybody({ principal, isPrincipalNegated }: PolicyStatement): boolean {
  if (isPrincipalNegated || principal === "*") return true;
  return (principal.AWS ?? []).some((value) => value.includes("*"));
}

function isRestricted({ conditions }: PolicyStatement): boolean {
  return Object.entries(conditions).some(
    ([operator, keys]) =>
      !operator.includes("Not") &&
      !operator.endsWith("IfExists") &&
      Object.entries(keys).some(
        ([key, values]) => RESTRICTING_KEYS.has(key.toLowerCase()) && values.every(isParticular),
      ),
  );
}

/** A network wider than /8 (IPv4) or /32 (IPv6) is taken as everybody. */
function isParticular(value: string): boolean {
  if (value.includes("*")) return false;
  const [, address, bits] = /^([0-9a-f.:]+)\/(\d+)$/i.exec(value) ?? [];
  if (address === undefined) return true;
  return Number(bits) >= (address.includes(":") ? 32 : 8);
}
