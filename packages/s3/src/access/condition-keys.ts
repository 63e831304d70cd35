import type { AwsRequest, Principal } from "@oxbow/aws-protocol";
import type { ConditionContext } from "./policy-conditions.ts";
import { originAccessIdentityArn } from "./policy-evaluation.ts";

/** Of the request, what conditions look at. */
export type RequestFacts = Pick<AwsRequest, "headers" | "query" | "remoteAddress" | "isSecure">;

export interface ConditionFacts {
  readonly principal: Principal;
  readonly request: RequestFacts;
  readonly now: () => Date;
  /** Tags of the object that is addressed, if it exists. */
  readonly objectTags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[];
}

/** Query parameters that are condition keys. */
const QUERY_KEYS: Readonly<Record<string, string>> = {
  "s3:prefix": "prefix",
  "s3:delimiter": "delimiter",
  "s3:max-keys": "max-keys",
  "s3:versionid": "versionId",
};

/** Looks condition keys up in a request. Source: IAM reference, global condition keys; service authorization reference, S3. */
export function conditionContext(facts: ConditionFacts): ConditionContext {
  const { principal, request, now } = facts;
  const header = (name: string) => {
    const value = request.headers[name];
    return value === undefined ? undefined : [value];
  };
  return (key) => {
    switch (key) {
      case "aws:sourceip":
        return request.remoteAddress === "" ? undefined : [request.remoteAddress];
      case "aws:referer":
        return header("referer");
      case "aws:useragent":
        return header("user-agent");
      case "aws:securetransport":
        return [String(request.isSecure)];
      case "aws:currenttime":
        return [now().toISOString()];
      case "aws:epochtime":
        return [String(Math.floor(now().getTime() / 1000))];
      case "aws:principalaccount":
        return principal.kind === "account" ? [principal.account.accountId] : undefined;
      case "aws:userid":
        return principal.kind === "account" ? [principal.account.accountId] : undefined;
      case "aws:username":
        return principal.kind === "account" ? [principal.account.displayName] : undefined;
      case "aws:principalarn":
        return principalArn(principal);
      case "aws:principaltype":
        return [principal.kind === "anonymous" ? "Anonymous" : "Account"];
      case "s3:authtype":
        return authType(request);
      case "s3:signatureversion":
        return signatureVersion(request);
      default:
        return otherKey(key, facts, header);
    }
  };
}

function otherKey(
  key: string,
  { request, objectTags }: ConditionFacts,
  header: (name: string) => readonly string[] | undefined,
): readonly string[] | undefined {
  const parameter = QUERY_KEYS[key];
  if (parameter !== undefined) {
    const value = new URLSearchParams(request.query).get(parameter);
    return value === null ? undefined : [value];
  }
  if (key.startsWith("s3:existingobjecttag/")) {
    const name = key.slice("s3:existingobjecttag/".length);
    const tag = objectTags.find((candidate) => candidate.Key?.toLowerCase() === name);
    return tag === undefined ? undefined : [tag.Value ?? ""];
  }
  if (key.startsWith("s3:requestobjecttag")) return requestTag(key, request);
  // `s3:x-amz-acl`, `s3:x-amz-copy-source`, … are headers by name.
  return key.startsWith("s3:x-amz-") ? header(key.slice("s3:".length)) : undefined;
}

function requestTag(key: string, request: RequestFacts): readonly string[] | undefined {
  const text = request.headers["x-amz-tagging"];
  if (text === undefined) return undefined;
  const tags = [...new URLSearchParams(text)];
  if (key === "s3:requestobjecttagkeys") return tags.map(([name]) => name);
  const wanted = key.slice("s3:requestobjecttag/".length);
  const tag = tags.find(([name]) => name.toLowerCase() === wanted);
  return tag === undefined ? undefined : [tag[1]];
}

function principalArn(principal: Principal): readonly string[] | undefined {
  if (principal.kind === "account") return [`arn:aws:iam::${principal.account.accountId}:root`];
  if (principal.kind === "originAccessIdentity") return [originAccessIdentityArn(principal.identityId)];
  return undefined;
}

function authType({ headers, query }: RequestFacts): readonly string[] | undefined {
  if (headers.authorization !== undefined) return ["REST-HEADER"];
  return /(?:^|&)(?:X-Amz-Signature|Signature)=/.test(query) ? ["REST-QUERY-STRING"] : undefined;
}

function signatureVersion({ headers, query }: RequestFacts): readonly string[] | undefined {
  const { authorization } = headers;
  if (authorization?.startsWith("AWS4-HMAC-SHA256") === true || query.includes("X-Amz-Signature=")) {
    return ["AWS4-HMAC-SHA256"];
  }
  return authorization?.startsWith("AWS ") === true || /(?:^|&)Signature=/.test(query) ? ["AWS"] : undefined;
}
