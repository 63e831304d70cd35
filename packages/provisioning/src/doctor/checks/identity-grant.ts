import { GetCloudFrontOriginAccessIdentityCommand } from "@aws-sdk/client-cloudfront";
import { GetObjectAclCommand } from "@aws-sdk/client-s3";
import {
  identityArn,
  type PolicyStatement,
  readPolicy,
  statementsOf,
} from "../../resources/bucket-policy.ts";
import { type CheckResult, cannotTell, fault, ok } from "../check-result.ts";
import type { Patient } from "../patient.ts";
import { streamedKeys } from "../streamed-keys.ts";

const CODE = "IDENTITY_NOT_GRANTED";

/** The bucket lets the distribution's origin access identity read: by its policy, or by the object's ACL. */
export async function checkIdentityGrant(patient: Patient): Promise<CheckResult> {
  const { cloud, settings } = patient;
  const { clients } = settings;
  const origin = cloud?.distribution?.StreamingDistributionConfig?.S3Origin;
  if (clients === undefined || origin === undefined || cloud?.bucket === undefined)
    return cannotTell(CODE, "the distribution's origin is not known");
  const id = (origin.OriginAccessIdentity ?? "").replace("origin-access-identity/cloudfront/", "");
  if (id === "") return ok(CODE, "the distribution has no identity and needs no grant");
  const { bucket } = cloud;
  const keys = streamedKeys(patient);
  if (keys.length === 0) return cannotTell(CODE, "there is no object to look at");
  try {
    const { CloudFrontOriginAccessIdentity: identity } = await clients.cloudfront.send(
      new GetCloudFrontOriginAccessIdentityCommand({ Id: id }),
    );
    const canonicalId = identity?.S3CanonicalUserId ?? "";
    const statements = statementsOf(await readPolicy(clients, bucket));
    for (const key of keys) {
      if (statements.some((it) => allows(it, id, canonicalId, `arn:aws:s3:::${bucket}/${key}`))) continue;
      const { Grants = [] } = await clients.s3.send(new GetObjectAclCommand({ Bucket: bucket, Key: key }));
      const isGranted = Grants.some(
        ({ Grantee, Permission }) =>
          Grantee?.ID === canonicalId && (Permission === "READ" || Permission === "FULL_CONTROL"),
      );
      if (isGranted) continue;
      return fault(
        CODE,
        `neither the policy of ${bucket} nor the ACL of ${key} lets the identity ${id} read it`,
        `add a statement to the bucket policy: Allow s3:GetObject on arn:aws:s3:::${bucket}/* to ${identityArn(id)}`,
      );
    }
    return ok(CODE, `${bucket} lets the identity ${id} read`);
  } catch (error) {
    return cannotTell(CODE, `the policy of ${bucket} cannot be read: ${String(error)}`);
  }
}

/** Conditions and Deny statements are not evaluated. */
function allows(statement: PolicyStatement, id: string, canonicalId: string, resource: string): boolean {
  if (statement.Effect !== "Allow") return false;
  const principal = statement.Principal;
  const isNamed =
    principal === "*" ||
    (typeof principal === "object" &&
      principal !== null &&
      (("AWS" in principal && listOf(principal.AWS).some((it) => it === "*" || it === identityArn(id))) ||
        ("CanonicalUser" in principal && listOf(principal.CanonicalUser).includes(canonicalId))));
  return (
    isNamed &&
    listOf(statement.Action).some((pattern) => matches(pattern, "s3:GetObject")) &&
    listOf(statement.Resource).some((pattern) => matches(pattern, resource))
  );
}

const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((it) => typeof it === "string");

/** IAM's wildcards: `*` for any characters, `?` for one. */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(text);
}
