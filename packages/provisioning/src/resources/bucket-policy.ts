import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import type { SiteClients } from "../clients.ts";
import { isServiceError } from "./service-error.ts";

interface PolicyDocument {
  readonly Version?: string;
  readonly Statement?: readonly PolicyStatement[] | PolicyStatement;
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly [member: string]: unknown;
}

/** `Sid` of the one statement that is ours; everybody else's stay as they are. */
const STATEMENT_ID = "OxbowOriginAccessIdentity";

export async function readPolicy({ s3 }: SiteClients, bucket: string): Promise<PolicyDocument | undefined> {
  try {
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    return Policy === undefined ? undefined : (JSON.parse(Policy) as PolicyDocument);
  } catch (error) {
    if (isServiceError(error, "NoSuchBucketPolicy")) return undefined;
    throw error;
  }
}

/** Whether the policy lets this identity read the bucket's objects by our statement. */
export function grantsIdentity(
  policy: PolicyDocument | undefined,
  bucket: string,
  identityId: string,
): boolean {
  const ours = statementsOf(policy).find(({ Sid }) => Sid === STATEMENT_ID);
  return ours !== undefined && JSON.stringify(ours) === JSON.stringify(statement(bucket, identityId));
}

/** Puts our statement in, in place of an older one of ours; foreign statements are kept. */
export async function grantIdentity(clients: SiteClients, bucket: string, identityId: string): Promise<void> {
  const policy = await readPolicy(clients, bucket);
  const foreign = statementsOf(policy).filter(({ Sid }) => Sid !== STATEMENT_ID);
  const merged = {
    ...policy,
    Version: policy?.Version ?? "2012-10-17",
    Statement: [...foreign, statement(bucket, identityId)],
  };
  await clients.s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify(merged) }));
}

/** Takes our statement out; a policy of which nothing is left is deleted. */
export async function revokeIdentity(clients: SiteClients, bucket: string): Promise<void> {
  const policy = await readPolicy(clients, bucket);
  const foreign = statementsOf(policy).filter(({ Sid }) => Sid !== STATEMENT_ID);
  if (foreign.length === 0) await clients.s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket }));
  else {
    const rest = JSON.stringify({ ...policy, Statement: foreign });
    await clients.s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: rest }));
  }
}

/** An identity as the principal of a policy. */
export function identityArn(identityId: string): string {
  return `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${identityId}`;
}

function statement(bucket: string, identityId: string): PolicyStatement {
  return {
    Sid: STATEMENT_ID,
    Effect: "Allow",
    Principal: { AWS: identityArn(identityId) },
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${bucket}/*`,
  };
}

/** The statements of a policy, whether it has a list of them, one, or is not there. */
export function statementsOf(policy: PolicyDocument | undefined): readonly PolicyStatement[] {
  const statements = policy?.Statement ?? [];
  return Array.isArray(statements) ? statements : [statements as PolicyStatement];
}
