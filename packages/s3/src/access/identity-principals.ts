import { originAccessIdentityArn } from "./policy-evaluation.ts";

type Json = Readonly<Record<string, unknown>>;

/** The id of the origin access identity that has a canonical user id. */
export type IdentityLookup = (canonicalUserId: string) => Promise<string | undefined>;

/**
 * A policy as the service keeps it: an origin access identity that was named by its canonical user id is named by
 * its ARN. Text without one stays as it was written.
 *
 * Fidelity: the service does so with every canonical user id; those of accounts stay here.
 *
 * @param text a policy that was parsed and accepted before
 */
export async function withIdentityArns(text: string, identityOf: IdentityLookup): Promise<string> {
  const document = JSON.parse(text) as Json;
  const statements = document.Statement;
  let isChanged = false;
  const list = (Array.isArray(statements) ? statements : [statements]) as readonly Json[];
  const rewritten: Json[] = [];
  for (const statement of list) {
    const named = await namedByArn(statement.Principal, identityOf);
    isChanged ||= named !== undefined;
    rewritten.push(named === undefined ? statement : { ...statement, Principal: named });
  }
  if (!isChanged) return text;
  return JSON.stringify({ ...document, Statement: Array.isArray(statements) ? rewritten : rewritten[0] });
}

/** The principal with ARNs for identities; `undefined` when it names none by its canonical user id. */
async function namedByArn(principal: unknown, identityOf: IdentityLookup): Promise<Json | undefined> {
  if (typeof principal !== "object" || principal === null) return undefined;
  const { CanonicalUser: canonicalUsers, AWS: named, ...others } = principal as Json;
  const users: string[] = [];
  const arns: string[] = [];
  for (const user of stringsOf(canonicalUsers)) {
    const identity = await identityOf(user);
    if (identity === undefined) users.push(user);
    else arns.push(originAccessIdentityArn(identity));
  }
  if (arns.length === 0) return undefined;
  const all = [...stringsOf(named), ...arns];
  return {
    ...others,
    AWS: all.length === 1 ? all[0] : all,
    ...(users.length === 0 ? {} : { CanonicalUser: users.length === 1 ? users[0] : users }),
  };
}

function stringsOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as readonly string[];
}
