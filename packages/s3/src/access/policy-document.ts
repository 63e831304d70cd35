import { malformedPolicy } from "../errors.ts";

/** One value or several, as policies write them; here always several. */
type Values = readonly string[];

/** Who a statement is about: `*`, or values by principal type (`AWS`, `CanonicalUser`, `Service`, `Federated`). */
export type PolicyPrincipal = "*" | Readonly<Record<string, Values>>;

export interface PolicyStatement {
  readonly effect: "Allow" | "Deny";
  readonly principal: PolicyPrincipal;
  readonly isPrincipalNegated: boolean;
  readonly actions: Values;
  readonly isActionNegated: boolean;
  readonly resources: Values;
  readonly isResourceNegated: boolean;
  /** Operator, then key, then values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, Values>>>>;
}

/** A bucket policy, ready to be evaluated. */
export interface Policy {
  readonly statements: readonly PolicyStatement[];
}

/** Longest policy, in bytes. Source: S3 user guide. */
const MAX_POLICY_BYTES = 20 * 1024;

/**
 * Parses and checks the form of a bucket policy: what {@link Policy} needs to be evaluated.
 *
 * @throws ServiceError MalformedPolicy
 */
export function parsePolicy(text: string): Policy {
  if (Buffer.byteLength(text) > MAX_POLICY_BYTES) {
    throw malformedPolicy("Policy exceeds the maximum allowed document size.");
  }
  const document = parseJson(text);
  if (
    document.Version !== undefined &&
    document.Version !== "2012-10-17" &&
    document.Version !== "2008-10-17"
  ) {
    throw malformedPolicy("The policy must contain a valid version string");
  }
  const { Statement: statements } = document;
  if (statements === undefined) throw malformedPolicy("Missing required field Statement");
  const list = Array.isArray(statements) ? statements : [statements];
  if (list.length === 0) throw malformedPolicy("Could not parse the policy: Statement is empty!");
  return { statements: list.map(parseStatement) };
}

type Json = Readonly<Record<string, unknown>>;

function parseJson(text: string): Json {
  const problem = "Policies must be valid JSON and the first byte must be '{'";
  if (!text.startsWith("{")) throw malformedPolicy(problem);
  try {
    return asObject(JSON.parse(text), problem);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformedPolicy(problem);
    throw error;
  }
}

function parseStatement(value: unknown): PolicyStatement {
  const statement = asObject(value, "Invalid policy syntax.");
  const { Effect: effect } = statement;
  if (effect === undefined) throw malformedPolicy("Missing required field Effect");
  if (effect !== "Allow" && effect !== "Deny") throw malformedPolicy(`Invalid effect: ${String(effect)}`);
  const principal = oneOf(statement, "Principal", "NotPrincipal");
  const action = oneOf(statement, "Action", "NotAction");
  const resource = oneOf(statement, "Resource", "NotResource");
  return {
    effect,
    principal: parsePrincipal(principal.value),
    isPrincipalNegated: principal.isNegated,
    actions: asStrings(action.value, "Policy has invalid action"),
    isActionNegated: action.isNegated,
    resources: asStrings(resource.value, "Policy has invalid resource"),
    isResourceNegated: resource.isNegated,
    conditions: parseConditions(statement.Condition),
  };
}

function oneOf(statement: Json, name: string, negatedName: string): { value: unknown; isNegated: boolean } {
  const value = statement[name];
  const negated = statement[negatedName];
  if (value !== undefined && negated !== undefined) {
    throw malformedPolicy(`Statement must not have both ${name} and ${negatedName}`);
  }
  if (value === undefined && negated === undefined) throw malformedPolicy(`Missing required field ${name}`);
  return { value: value ?? negated, isNegated: value === undefined };
}

const PRINCIPAL_TYPES = new Set(["AWS", "CanonicalUser", "Service", "Federated"]);

function parsePrincipal(value: unknown): PolicyPrincipal {
  const problem = "Invalid principal in policy";
  if (value === "*") return "*";
  const byType = asObject(value, problem);
  const entries = Object.entries(byType).map(([type, names]) => {
    if (!PRINCIPAL_TYPES.has(type)) throw malformedPolicy(problem);
    return [type, asStrings(names, problem)] as const;
  });
  if (entries.length === 0) throw malformedPolicy(problem);
  return Object.fromEntries(entries);
}

function parseConditions(value: unknown): PolicyStatement["conditions"] {
  if (value === undefined) return {};
  const problem = "Conditions must be valid JSON objects";
  return Object.fromEntries(
    Object.entries(asObject(value, problem)).map(([operator, keys]) => [
      operator,
      Object.fromEntries(
        Object.entries(asObject(keys, problem)).map(([key, values]) => [key, asScalars(values, problem)]),
      ),
    ]),
  );
}

function asObject(value: unknown, problem: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformedPolicy(problem);
  return value as Json;
}

function asStrings(value: unknown, problem: string): Values {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw malformedPolicy(problem);
  return list.map((item) => {
    if (typeof item !== "string") throw malformedPolicy(problem);
    return item;
  });
}

/** Condition values may also be written as JSON booleans and numbers. */
function asScalars(value: unknown, problem: string): Values {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item === "string") return item;
    if (typeof item === "boolean" || typeof item === "number") return String(item);
    throw malformedPolicy(problem);
  });
}
