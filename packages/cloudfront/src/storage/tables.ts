import type {
  CachePolicyConfig,
  FieldLevelEncryptionConfig,
  FieldLevelEncryptionProfileConfig,
  KeyGroupConfig,
  OriginAccessControlConfig,
  OriginRequestPolicyConfig,
  PublicKeyConfig,
  ResponseHeadersPolicyConfig,
} from "@aws-sdk/client-cloudfront";
import type { Store, Write } from "@oxbow/store";
import type { DistributionRecord } from "../distribution-record.ts";
import type { FunctionRecord } from "../function/function-record.ts";
import type { InvalidationRecord } from "../invalidation/invalidation-record.ts";
import type { IdentityRecord } from "../origin-access-identity/identity-kind.ts";
import type { RealtimeLogRecord } from "../realtime-log/realtime-log-record.ts";
import type { ResourceRecord } from "../resource/resource-kind.ts";
import { Table } from "./table.ts";

/** Who a distribution id or domain name was given to. Kept for ever: names are never given twice. */
interface NameRecord {
  readonly accountId: string;
  readonly kind: "streaming" | "web";
  readonly id: string;
}

/** Counts of an account. Every change of a distribution writes it, so that limits and in-use checks can't be raced. */
export interface AccountRecord {
  readonly streaming: number;
  readonly web: number;
  readonly changes: number;
}

/** A CloudFront key pair of an account: what trusted signers signed with before key groups. */
export interface KeyPairRecord {
  readonly accountId: string;
  readonly keyPairId: string;
  readonly publicKeyPem: string;
}

interface TagsRecord {
  readonly tags: Readonly<Record<string, string>>;
}

/** The collections of the service. Keys that begin with an account id are listed by account. */
export interface Tables {
  readonly commit: (writes: readonly Write[]) => Promise<void>;
  /** `ACCOUNT/KIND/ID`. */
  readonly distributions: Table<DistributionRecord>;
  /** Distribution id or domain name. */
  readonly names: Table<NameRecord>;
  /** CNAME, lower case: one owner among all distributions of all accounts. */
  readonly aliases: Table<{ readonly distributionId: string }>;
  /** Caller references and names that are taken: `ACCOUNT/KIND/NAME`. */
  readonly reservations: Table<{ readonly id: string; readonly digest: string }>;
  readonly accounts: Table<AccountRecord>;
  /** ARN. */
  readonly tags: Table<TagsRecord>;
  /** `ACCOUNT/KEY PAIR ID`. */
  readonly keyPairs: Table<KeyPairRecord>;
  /** `DISTRIBUTION ID/INVALIDATION ID`. */
  readonly invalidations: Table<InvalidationRecord>;
  /** Distribution id. */
  readonly monitoring: Table<{ readonly status: "Enabled" | "Disabled" }>;
  /** `ACCOUNT/NAME`. */
  readonly functions: Table<FunctionRecord>;
  /** `ACCOUNT/NAME`. */
  readonly realtimeLogs: Table<RealtimeLogRecord>;
  // All further keys are `ACCOUNT/ID`.
  readonly identities: Table<IdentityRecord>;
  readonly originAccessControls: Table<ResourceRecord<OriginAccessControlConfig>>;
  readonly publicKeys: Table<ResourceRecord<PublicKeyConfig>>;
  readonly keyGroups: Table<ResourceRecord<KeyGroupConfig>>;
  readonly cachePolicies: Table<ResourceRecord<CachePolicyConfig>>;
  readonly originRequestPolicies: Table<ResourceRecord<OriginRequestPolicyConfig>>;
  readonly responseHeadersPolicies: Table<ResourceRecord<ResponseHeadersPolicyConfig>>;
  readonly encryptionConfigs: Table<ResourceRecord<FieldLevelEncryptionConfig>>;
  readonly encryptionProfiles: Table<ResourceRecord<FieldLevelEncryptionProfileConfig>>;
}

export function openTables(store: Store): Tables {
  const table = <Value>(name: string) => new Table<Value>(store, `cloudfront.${name}`);
  return {
    commit: store.commit,
    distributions: table("distributions"),
    names: table("names"),
    aliases: table("aliases"),
    reservations: table("reservations"),
    accounts: table("accounts"),
    tags: table("tags"),
    keyPairs: table("key-pairs"),
    invalidations: table("invalidations"),
    monitoring: table("monitoring-subscriptions"),
    functions: table("functions"),
    realtimeLogs: table("realtime-log-configs"),
    identities: table("origin-access-identities"),
    originAccessControls: table("origin-access-controls"),
    publicKeys: table("public-keys"),
    keyGroups: table("key-groups"),
    cachePolicies: table("cache-policies"),
    originRequestPolicies: table("origin-request-policies"),
    responseHeadersPolicies: table("response-headers-policies"),
    encryptionConfigs: table("field-level-encryption-configs"),
    encryptionProfiles: table("field-level-encryption-profiles"),
  };
}

/** Every collection of the service, for a reset. */
export function tablesOf({
  commit: _,
  ...tables
}: Tables): readonly Pick<Table<unknown>, "delete" | "list">[] {
  return Object.values(tables);
}
