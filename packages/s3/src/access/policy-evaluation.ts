import type { Principal } from "@oxbow/aws-protocol";
import { type ConditionContext, conditionsHold, substituteVariables } from "./policy-conditions.ts";
import type { Policy, PolicyPrincipal, PolicyStatement } from "./policy-document.ts";
import { matchesWildcard } from "./wildcard.ts";

/** What is asked, in the words of policies. */
export interface PolicyQuestion {
  readonly principal: Principal;
  /** `s3:GetObject`. */
  readonly action: string;
  /** `arn:aws:s3:::bucket/key`. */
  readonly resource: string;
  readonly conditions: ConditionContext;
}

/** Which way the policy goes. */
export type PolicyEffect = "allow" | "deny" | "none";

/** A denial wins over every permission; without a matching statement the policy has no opinion. */
export function evaluatePolicy(policy: Policy, question: PolicyQuestion): PolicyEffect {
  let effect: PolicyEffect = "none";
  for (const statement of policy.statements) {
    if (!applies(statement, question)) continue;
    if (statement.effect === "Deny") return "deny";
    effect = "allow";
  }
  return effect;
}

function applies(statement: PolicyStatement, question: PolicyQuestion): boolean {
  return (
    matchesPrincipal(statement.principal, question.principal) !== statement.isPrincipalNegated &&
    matchesAction(statement.actions, question.action) !== statement.isActionNegated &&
    matchesResource(statement.resources, question) !== statement.isResourceNegated &&
    conditionsHold(statement.conditions, question.conditions)
  );
}

function matchesAction(patterns: readonly string[], action: string): boolean {
  const lowerCase = action.toLowerCase();
  return patterns.some((pattern) => matchesWildcard(pattern.toLowerCase(), lowerCase));
}

function matchesResource(patterns: readonly string[], { resource, conditions }: PolicyQuestion): boolean {
  return patterns.some((pattern) => matchesWildcard(substituteVariables(pattern, conditions), resource));
}

/** ARN of an origin access identity as bucket policies name it. Source: CloudFront developer guide. */
export function originAccessIdentityArn(identityId: string): string {
  return `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${identityId}`;
}

const ACCOUNT_PRINCIPAL = /^(?:arn:aws[a-z-]*:(?:iam|sts)::)?(\d{12})(?::.*)?$/;

/**
 * There are accounts here, no users: a statement about a user or role of an account is about the account.
 */
function matchesPrincipal(named: PolicyPrincipal, principal: Principal): boolean {
  if (named === "*") return true;
  return Object.entries(named).some(([type, values]) =>
    values.some((value) => isMeant(type, value, principal)),
  );
}

function isMeant(type: string, value: string, principal: Principal): boolean {
  if (type === "AWS") {
    if (value === "*") return true;
    if (principal.kind === "account")
      return ACCOUNT_PRINCIPAL.exec(value)?.[1] === principal.account.accountId;
    return (
      principal.kind === "originAccessIdentity" && value === originAccessIdentityArn(principal.identityId)
    );
  }
  if (type !== "CanonicalUser") return false;
  if (principal.kind === "account") return value === principal.account.canonicalUserId;
  return principal.kind === "originAccessIdentity" && value === principal.canonicalUserId;
}
