import { accessDeniedBecause, entityTooLarge, entityTooSmall, invalidPolicyDocument } from "../errors.ts";

type Fields = Readonly<Record<string, string>>;

type PolicyCondition =
  | { readonly kind: "eq" | "starts-with"; readonly field: string; readonly value: string }
  | { readonly kind: "content-length-range"; readonly minimum: string; readonly maximum: string };

/** What a signed form allows. */
export interface PostPolicy {
  readonly expiration: Date;
  readonly conditions: readonly PolicyCondition[];
}

/** Fields that no policy has to name. Source: S3 API reference, POST policy. */
const FREE_FIELDS = new Set(["policy", "file", "signature", "awsaccesskeyid", "x-amz-signature"]);

const ISO_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** @throws ServiceError InvalidPolicyDocument */
export function parsePostPolicy(base64: string): PostPolicy {
  const { expiration, conditions } = parseJson(Buffer.from(base64, "base64").toString());
  if (typeof expiration !== "string" || !ISO_DATE.test(expiration) || Number.isNaN(Date.parse(expiration))) {
    throw invalidPolicyDocument("Invalid 'expiration' value: it must be an ISO 8601 date.");
  }
  if (!Array.isArray(conditions))
    throw invalidPolicyDocument("Invalid JSON: Missing or invalid 'conditions'.");
  return { expiration: new Date(expiration), conditions: conditions.map(parseCondition) };
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalidPolicyDocument("Invalid JSON.");
  }
  if (typeof value !== "object" || value === null) throw invalidPolicyDocument("Invalid JSON.");
  return value as Readonly<Record<string, unknown>>;
}

function parseCondition(condition: unknown): PolicyCondition {
  if (Array.isArray(condition)) {
    const [operator, field, value] = condition as readonly unknown[];
    const kind = String(operator).toLowerCase();
    if (condition.length !== 3) throw invalidPolicyDocument("Invalid Condition: wrong number of arguments.");
    if (kind === "content-length-range") {
      if (Number(field) < 0 || Number(value) < 0)
        throw invalidPolicyDocument("Invalid content-length-range.");
      return { kind, minimum: String(field), maximum: String(value) };
    }
    if (kind !== "eq" && kind !== "starts-with") {
      throw invalidPolicyDocument("Invalid Condition.");
    }
    return { kind, field: String(field), value: String(value) };
  }
  const entries = typeof condition === "object" && condition !== null ? Object.entries(condition) : [];
  const [entry] = entries;
  if (entry === undefined || entries.length !== 1) {
    throw invalidPolicyDocument(
      "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
    );
  }
  return { kind: "eq", field: `$${entry[0]}`, value: String(entry[1]) };
}

/**
 * Checks a form's fields before its file: every condition holds, and no field comes that none allows.
 *
 * @throws ServiceError AccessDenied
 */
export function checkFields(policy: PostPolicy, bucketName: string, form: Fields, now: Date): void {
  if (policy.expiration.getTime() < now.getTime()) throw refused("Policy expired.");
  const fields: Fields = { ...form, bucket: bucketName };
  const named = new Set<string>();
  for (const condition of policy.conditions) {
    if (condition.kind === "content-length-range") {
      const { minimum, maximum } = condition;
      if (!/^\d+$/.test(minimum) || !/^\d+$/.test(maximum))
        throw conditionFailed(condition.kind, minimum, maximum);
      continue;
    }
    const { kind, field, value } = condition;
    const name = field.slice(1).toLowerCase();
    named.add(name);
    if (!field.startsWith("$") || !holds(kind, fields[name], value))
      throw conditionFailed(kind, field, value);
  }
  const extra = Object.keys(fields).filter(
    (name) => !named.has(name) && !FREE_FIELDS.has(name) && !name.startsWith("x-ignore-"),
  );
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(", ")}`);
}

function holds(kind: "eq" | "starts-with", actual: string | undefined, expected: string): boolean {
  if (kind === "eq") return actual === expected;
  // An empty beginning allows anything, also that the field is not there.
  return expected === "" || actual?.startsWith(expected) === true;
}

/** Checks the length of the file. @throws ServiceError EntityTooSmall, EntityTooLarge */
export function checkLength(policy: PostPolicy, byteLength: number): void {
  for (const condition of policy.conditions) {
    if (condition.kind !== "content-length-range") continue;
    const minimum = Number(condition.minimum);
    const maximum = Number(condition.maximum);
    if (byteLength < minimum) throw entityTooSmall(byteLength, minimum);
    if (byteLength > maximum) throw entityTooLarge(byteLength, maximum);
  }
}

function conditionFailed(kind: string, first: string, second: string): Error {
  const parts = [kind, first, second].map((part) => JSON.stringify(part));
  return refused(`Policy Condition failed: [${parts.join(", ")}]`);
}

function refused(reason: string): Error {
  return accessDeniedBecause(`Invalid according to Policy: ${reason}`);
}
