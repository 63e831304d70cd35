import type { BucketRecord } from "../bucket/bucket-record.ts";
import { malformedPolicy } from "../errors.ts";
import { isPolicyAction } from "./policy-actions.ts";
import { isConditionOperator } from "./policy-conditions.ts";
import type { Policy, PolicyStatement } from "./policy-document.ts";
import { matchesWildcard } from "./wildcard.ts";

const ACCOUNT_PRINCIPAL =
  /^(?:\*|\d{12}|arn:aws[a-z-]*:(?:iam|sts)::(?:\d{12}:.+|cloudfront:user\/CloudFront Origin Access Identity [A-Z0-9]+))$/;
const CANONICAL_ID = /^(?:[0-9a-f]{64}|[0-9a-f]{96})$/;

/**
 * Whether the policy makes sense in this bucket: its principals, actions, resources and condition operators exist.
 *
 * @throws ServiceError MalformedPolicy
 */
export function checkPolicyFor(bucket: BucketRecord, { statements }: Policy): void {
  for (const statement of statements) {
    checkPrincipal(statement);
    if (!statement.actions.every(isPolicyAction)) throw malformedPolicy("Policy has invalid action");
    if (!statement.resources.every((resource) => isResourceOf(bucket.name, resource))) {
      throw malformedPolicy("Policy has invalid resource");
    }
    checkResourceKinds(bucket.name, statement);
    for (const operator of Object.keys(statement.conditions)) {
      if (!isConditionOperator(operator)) throw malformedPolicy(`Invalid Condition type : ${operator}`);
    }
  }
}

function checkPrincipal({ principal }: PolicyStatement): void {
  if (principal === "*") return;
  const areKnown =
    (principal.AWS ?? []).every((name) => ACCOUNT_PRINCIPAL.test(name)) &&
    (principal.CanonicalUser ?? []).every((id) => CANONICAL_ID.test(id));
  if (!areKnown) throw malformedPolicy("Invalid principal in policy");
}

function isResourceOf(bucketName: string, resource: string): boolean {
  if (resource === "*") return true;
  const [, path] = /^arn:aws[a-z-]*:s3:::(.+)$/.exec(resource) ?? [];
  const [name = ""] = path?.split("/", 1) ?? [];
  return path !== undefined && matchesWildcard(name, bucketName);
}

/** Actions on objects need a resource with a key. */
function checkResourceKinds(bucketName: string, statement: PolicyStatement): void {
  if (statement.isActionNegated || statement.isResourceNegated) return;
  const namesKeys = statement.resources.some((resource) => resource.includes("/") || resource.endsWith("*"));
  const namesBucket = statement.resources.some(
    (resource) => resource.endsWith("*") || resource.endsWith(`:::${bucketName}`) || !resource.includes("/"),
  );
  const isMisplaced = statement.actions.some((action) => {
    if (/[*?]/.test(action)) return false;
    return isObjectAction(action) ? !namesKeys : !namesBucket;
  });
  if (isMisplaced) throw malformedPolicy("Action does not apply to any resource(s) in statement");
}

/** Source: service authorization reference, S3: what acts on the resource type "object". */
function isObjectAction(action: string): boolean {
  return (
    /^s3:(?:(?:Get|Put|Delete|Restore|Replicate|ObjectOwnerOverride)[A-Za-z]*Object(?!LockConfiguration)|AbortMultipartUpload|ListMultipartUploadParts|BypassGovernanceRetention)/i.test(
      action,
    ) && !/^s3:(?:Get|Put)BucketObjectLock/i.test(action)
  );
}
