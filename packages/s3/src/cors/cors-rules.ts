import type { CORSRule } from "@aws-sdk/client-s3";
import { matchesWildcard } from "../access/wildcard.ts";
import { invalidRequest, malformedXml } from "../errors.ts";

const METHODS: ReadonlySet<string> = new Set(["GET", "PUT", "POST", "DELETE", "HEAD"]);

/** Most rules of a bucket. Source: S3 user guide. */
const MAX_RULES = 100;

/** @throws ServiceError MalformedXML, InvalidRequest */
export function checkCorsRules(rules: readonly CORSRule[]): readonly CORSRule[] {
  if (rules.length === 0 || rules.length > MAX_RULES) throw malformedXml();
  for (const {
    AllowedMethods: methods = [],
    AllowedOrigins: origins = [],
    AllowedHeaders: headers = [],
  } of rules) {
    if (methods.length === 0 || origins.length === 0) throw malformedXml();
    for (const method of methods) {
      if (METHODS.has(method)) continue;
      throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
    }
    for (const origin of origins) checkOneWildcard(origin, "AllowedOrigin");
    for (const header of headers) checkOneWildcard(header, "AllowedHeader");
  }
  return rules;
}

function checkOneWildcard(value: string, element: string): void {
  if (value.split("*").length > 2) {
    throw invalidRequest(`${element} "${value}" can not have more than one wildcard.`);
  }
}

/** What a browser asks: of a preflight the headers it wants to send too. */
export interface CorsQuestion {
  readonly origin: string;
  readonly method: string;
  readonly requestHeaders: readonly string[];
}

/** The first rule that allows it. */
export function findCorsRule(rules: readonly CORSRule[], question: CorsQuestion): CORSRule | undefined {
  return rules.find(
    (rule) =>
      (rule.AllowedOrigins ?? []).some((origin) => matchesWildcard(origin, question.origin)) &&
      (rule.AllowedMethods ?? []).includes(question.method) &&
      question.requestHeaders.every((header) => isAllowedHeader(rule, header)),
  );
}

function isAllowedHeader({ AllowedHeaders: allowed = [] }: CORSRule, header: string): boolean {
  return allowed.some((pattern) => matchesWildcard(pattern.toLowerCase(), header.toLowerCase()));
}

/** The response headers of a request that the rule allows. */
export function corsHeaders(
  rule: CORSRule,
  { origin, requestHeaders }: CorsQuestion,
): Record<string, string> {
  const isForAnyOrigin = (rule.AllowedOrigins ?? []).includes("*");
  return {
    "access-control-allow-origin": isForAnyOrigin ? "*" : origin,
    "access-control-allow-methods": (rule.AllowedMethods ?? []).join(", "),
    ...(isForAnyOrigin ? {} : { "access-control-allow-credentials": "true" }),
    ...(requestHeaders.length === 0
      ? {}
      : { "access-control-allow-headers": requestHeaders.join(", ").toLowerCase() }),
    ...(rule.ExposeHeaders === undefined || rule.ExposeHeaders.length === 0
      ? {}
      : { "access-control-expose-headers": rule.ExposeHeaders.join(", ") }),
    ...(rule.MaxAgeSeconds === undefined ? {} : { "access-control-max-age": String(rule.MaxAgeSeconds) }),
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}
