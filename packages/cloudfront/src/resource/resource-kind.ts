import type { CloudFrontErrorCode } from "../errors.ts";
import type { Identifiers } from "../identifiers.ts";
import type { CloudFrontLimits } from "../limits.ts";
import type { Context } from "../state.ts";
import type { Table } from "../storage/table.ts";
import type { Tables } from "../storage/tables.ts";

/** What an account owns besides distributions: an identity, a key, a policy, … under one id, in one version. */
export interface ResourceRecord<Config> {
  readonly id: string;
  readonly accountId: string;
  readonly etag: string;
  readonly createdMs: number;
  readonly lastModifiedMs: number;
  readonly config: Config;
}

/** What makes one kind of resource different from another. */
export interface ResourceKind<Config> {
  /** Part of reservation keys. */
  readonly name: string;
  readonly table: (tables: Tables) => Table<ResourceRecord<Config>>;
  readonly newId: (identifiers: Identifiers) => string;
  readonly limit: keyof CloudFrontLimits;
  /** What may exist only once in an account: names and caller references, told apart by a prefix. */
  readonly uniqueNames: (config: Config) => readonly string[];
  /** Identical content under the same name answers as the first time (caller references), instead of failing. */
  readonly isIdempotent: boolean;
  readonly failures: {
    readonly notFound: CloudFrontErrorCode;
    readonly alreadyExists: CloudFrontErrorCode;
    readonly tooMany: CloudFrontErrorCode;
    readonly inUse: CloudFrontErrorCode;
  };
  /** True while something refers to it. */
  readonly isInUse: (context: Context, id: string) => Promise<boolean>;
}
