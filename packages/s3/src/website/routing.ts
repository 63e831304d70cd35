import type { Redirect, RoutingRule } from "@aws-sdk/client-s3";

/** What a routing rule is matched against. */
export interface RoutingQuestion {
  readonly key: string;
  /** Status of the failure, when there is one. */
  readonly errorStatus?: number;
}

/** The first rule that applies: rules on an error code only after the failure. Source: S3 user guide, routing rules. */
export function findRoutingRule(
  rules: readonly RoutingRule[],
  { key, errorStatus }: RoutingQuestion,
): RoutingRule | undefined {
  return rules.find(({ Condition: condition }) => {
    const { KeyPrefixEquals: prefix, HttpErrorCodeReturnedEquals: code } = condition ?? {};
    if (prefix !== undefined && !key.startsWith(prefix)) return false;
    return code === undefined ? errorStatus === undefined : Number(code) === errorStatus;
  });
}

export interface RedirectTarget {
  readonly status: number;
  readonly location: string;
}

/** Where a rule sends the browser. */
export function redirectTarget(
  rule: RoutingRule,
  key: string,
  request: { readonly host: string; readonly isSecure: boolean },
): RedirectTarget {
  const redirect: Redirect = rule.Redirect ?? {};
  const protocol = redirect.Protocol ?? (request.isSecure ? "https" : "http");
  const path = encodePath(replacedKey(redirect, rule.Condition?.KeyPrefixEquals ?? "", key));
  return {
    status: Number(redirect.HttpRedirectCode ?? 301),
    location: `${protocol}://${redirect.HostName ?? request.host}/${path}`,
  };
}

function replacedKey(redirect: Redirect, prefix: string, key: string): string {
  if (redirect.ReplaceKeyWith !== undefined) return redirect.ReplaceKeyWith;
  if (redirect.ReplaceKeyPrefixWith === undefined) return key;
  return redirect.ReplaceKeyPrefixWith + key.slice(prefix.length);
}

/** Keeps what a target may bring along: slashes, a query, a fragment. */
export function encodePath(path: string): string {
  return encodeURI(path).replaceAll("%25", "%");
}
