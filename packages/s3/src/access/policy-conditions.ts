import { BlockList, isIP } from "node:net";
import type { PolicyStatement } from "./policy-document.ts";
import { matchesWildcard } from "./wildcard.ts";

/** The values a request has for a condition key (lower case); `undefined` when the key does not apply to it. */
export type ConditionContext = (key: string) => readonly string[] | undefined;

type Comparison = (actual: string, expected: string) => boolean;

interface Operator {
  readonly matches: Comparison;
  /** Holds when no expected value matches. */
  readonly isNegated: boolean;
}

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  StringLike: (actual, expected) => matchesWildcard(expected, actual),
  ArnEquals: (actual, expected) => matchesWildcard(expected, actual),
  ArnLike: (actual, expected) => matchesWildcard(expected, actual),
  BinaryEquals: (actual, expected) => actual === expected,
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  IpAddress: isInNetwork,
  NumericEquals: (actual, expected) => Number(actual) === Number(expected),
  NumericLessThan: (actual, expected) => Number(actual) < Number(expected),
  NumericLessThanEquals: (actual, expected) => Number(actual) <= Number(expected),
  NumericGreaterThan: (actual, expected) => Number(actual) > Number(expected),
  NumericGreaterThanEquals: (actual, expected) => Number(actual) >= Number(expected),
  DateEquals: (actual, expected) => toMs(actual) === toMs(expected),
  DateLessThan: (actual, expected) => toMs(actual) < toMs(expected),
  DateLessThanEquals: (actual, expected) => toMs(actual) <= toMs(expected),
  DateGreaterThan: (actual, expected) => toMs(actual) > toMs(expected),
  DateGreaterThanEquals: (actual, expected) => toMs(actual) >= toMs(expected),
};

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: "StringEquals",
  StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
  StringNotLike: "StringLike",
  ArnNotEquals: "ArnEquals",
  ArnNotLike: "ArnLike",
  NotIpAddress: "IpAddress",
  NumericNotEquals: "NumericEquals",
  DateNotEquals: "DateEquals",
};

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** Whether policies may use the operator, with or without its prefixes and suffix. */
export function isConditionOperator(name: string): boolean {
  const [, , base = ""] = OPERATOR.exec(name) ?? [];
  return base === "Null" || findOperator(base) !== undefined;
}

function findOperator(base: string): Operator | undefined {
  const negated = NEGATED[base];
  const matches = COMPARISONS[negated ?? base];
  return matches === undefined ? undefined : { matches, isNegated: negated !== undefined };
}

/** True when every operator and every key of the block holds. Source: IAM reference, condition operators. */
export function conditionsHold(
  conditions: PolicyStatement["conditions"],
  context: ConditionContext,
): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      conditionHolds(operator, context(key.toLowerCase()), expected, context),
    ),
  );
}

function conditionHolds(
  name: string,
  actual: readonly string[] | undefined,
  patterns: readonly string[],
  context: ConditionContext,
): boolean {
  const [, quantifier, base = "", ifExists] = OPERATOR.exec(name) ?? [];
  if (base === "Null")
    return patterns.some((value) => (value.toLowerCase() === "true") === (actual === undefined));
  const operator = findOperator(base);
  if (operator === undefined) return false;
  if (actual === undefined) {
    return (
      ifExists !== undefined ||
      quantifier === "ForAllValues" ||
      (operator.isNegated && quantifier === undefined)
    );
  }
  const expected = patterns.map((pattern) => substituteVariables(pattern, context));
  const holds = (value: string) =>
    expected.some((candidate) => operator.matches(value, candidate)) !== operator.isNegated;
  return quantifier === "ForAllValues" ? actual.every(holds) : actual.some(holds);
}

/** `${aws:username}` and its like; `${*}`, `${?}` and `${$}` stand for themselves. Source: IAM reference, policy variables. */
export function substituteVariables(pattern: string, context: ConditionContext): string {
  if (!pattern.includes("${")) return pattern;
  return pattern.replaceAll(/\$\{([^}]*)\}/g, (whole, name: string) => {
    if (name === "*" || name === "?" || name === "$") return name;
    return context(name.toLowerCase())?.[0] ?? whole;
  });
}

/** A date in ISO 8601 or in seconds since the epoch. */
function toMs(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

/** `192.0.2.0/24`, `2001:db8::/32` or a single address. */
function isInNetwork(address: string, network: string): boolean {
  const [base = "", bits] = network.split("/");
  const family = isIP(base) === 6 ? "ipv6" : "ipv4";
  const version = isIP(base);
  if (version === 0 || isIP(address) === 0) return false;
  const fullBits = version === 6 ? 128 : 32;
  const prefixBits = bits === undefined ? fullBits : Number(bits);
  if (!Number.isInteger(prefixBits) || prefixBits < 0 || prefixBits > fullBits) return false;
  const list = new BlockList();
  list.addSubnet(base, prefixBits, family);
  // An IPv4 client of a dual-stack socket is seen as ::ffff:192.0.2.1.
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const tested = family === "ipv4" && mapped !== undefined ? mapped : address;
  return list.check(tested, isIP(tested) === 6 ? "ipv6" : "ipv4");
}
