import { parseArn } from "../arn.ts";
import { cloudFrontError } from "../errors.ts";
import {
  isManagedCachePolicy,
  isManagedOriginRequestPolicy,
  isManagedResponseHeadersPolicy,
} from "../policy/managed-policies.ts";
import type { Context } from "../state.ts";

/** What a cache behaviour may refer to. */
export interface BehaviorReferences {
  readonly CachePolicyId?: string | undefined;
  readonly OriginRequestPolicyId?: string | undefined;
  readonly ResponseHeadersPolicyId?: string | undefined;
  readonly FieldLevelEncryptionId?: string | undefined;
  readonly RealtimeLogConfigArn?: string | undefined;
}

/** Everything a cache behaviour refers to by id must be there: the account's own, or managed by the service. */
export async function checkReferences(context: Context, references: BehaviorReferences): Promise<void> {
  const { accountId, tables } = context;
  const isOwn = async (table: { get: (key: string) => Promise<unknown> }, id: string) =>
    (await table.get(`${accountId}/${id}`)) !== undefined;

  const cachePolicy = references.CachePolicyId;
  if (
    cachePolicy &&
    !isManagedCachePolicy(cachePolicy) &&
    !(await isOwn(tables.cachePolicies, cachePolicy))
  ) {
    throw cloudFrontError("NoSuchCachePolicy");
  }
  const originPolicy = references.OriginRequestPolicyId;
  if (
    originPolicy &&
    !isManagedOriginRequestPolicy(originPolicy) &&
    !(await isOwn(tables.originRequestPolicies, originPolicy))
  ) {
    throw cloudFrontError("NoSuchOriginRequestPolicy");
  }
  const headersPolicy = references.ResponseHeadersPolicyId;
  if (
    headersPolicy &&
    !isManagedResponseHeadersPolicy(headersPolicy) &&
    !(await isOwn(tables.responseHeadersPolicies, headersPolicy))
  ) {
    throw cloudFrontError("NoSuchResponseHeadersPolicy");
  }
  const encryption = references.FieldLevelEncryptionId;
  if (encryption && !(await isOwn(tables.encryptionConfigs, encryption))) {
    throw cloudFrontError("NoSuchFieldLevelEncryptionConfig");
  }
  const logConfig = references.RealtimeLogConfigArn;
  if (logConfig) await checkRealtimeLogConfig(context, logConfig);
}

async function checkRealtimeLogConfig({ accountId, tables }: Context, arn: string): Promise<void> {
  const parsed = parseArn(arn);
  if (parsed === undefined || parsed.type !== "realtime-log-config") {
    throw cloudFrontError("NoSuchRealtimeLogConfig");
  }
  if (parsed.accountId !== accountId) throw cloudFrontError("RealtimeLogConfigOwnerMismatch");
  if ((await tables.realtimeLogs.get(`${accountId}/${parsed.id}`)) === undefined) {
    throw cloudFrontError("NoSuchRealtimeLogConfig");
  }
}
