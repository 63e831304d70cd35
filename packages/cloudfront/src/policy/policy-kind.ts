import type { Document } from "@oxbow/store";
import { cloudFrontError } from "../errors.ts";
import { type Page, type PageRequest, pageOfItems } from "../paging/page.ts";
import { required } from "../required.ts";
import { findResource } from "../resource/find-resource.ts";
import type { ResourceKind, ResourceRecord } from "../resource/resource-kind.ts";
import type { Context } from "../state.ts";

/** Policies exist in two sorts: the account's own, and those the service brings along. */
export interface PolicyKind<Config> extends ResourceKind<Config> {
  readonly managed: ReadonlyMap<string, Config>;
}

export interface PolicyPageRequest extends PageRequest {
  readonly Type?: "managed" | "custom" | undefined;
}

/** When the managed policies were first there, for their LastModifiedTime. */
const MANAGED_SINCE_MS = Date.UTC(2020, 6, 22);

/** ETag of managed policies; they never change. */
const MANAGED_ETAG = "E23ZP02F085DFQ";

/** An own or a managed policy, to be read. */
export async function findPolicy<Config>(
  context: Context,
  kind: PolicyKind<Config>,
  id: string | undefined,
): Promise<ResourceRecord<Config>> {
  const managed = kind.managed.get(required(id, "id"));
  if (managed !== undefined) return asRecord(context.accountId, [required(id, "id"), managed]);
  return (await findResource(context, kind, id)).value;
}

/** An own policy, to be changed. @throws ServiceError IllegalUpdate for managed ones. */
export async function findOwnPolicy<Config>(
  context: Context,
  kind: PolicyKind<Config>,
  id: string | undefined,
): Promise<Document<ResourceRecord<Config>>> {
  if (id !== undefined && kind.managed.has(id)) {
    throw cloudFrontError("IllegalUpdate", "The update contains modifications that are not allowed.");
  }
  return findResource(context, kind, id);
}

/** Refuses to delete what the service brings along. */
export function refuseManaged<Config>(kind: PolicyKind<Config>, id: string | undefined): void {
  if (id !== undefined && kind.managed.has(id)) throw cloudFrontError("IllegalDelete");
}

/** A page of policies of both sorts, or of the one that is asked for, in order of ids. */
export async function listPolicies<Config>(
  { accountId, tables }: Context,
  kind: PolicyKind<Config>,
  request: PolicyPageRequest,
): Promise<Page<ResourceRecord<Config>>> {
  const own =
    request.Type === "managed"
      ? []
      : (await kind.table(tables).list({ prefix: `${accountId}/` })).map(({ value }) => value);
  const managed =
    request.Type === "custom" ? [] : [...kind.managed].map((entry) => asRecord(accountId, entry));
  const all = [...own, ...managed].sort((a, b) => (a.id < b.id ? -1 : 1));
  return pageOfItems(all, ({ id }) => id, request);
}

function asRecord<Config>(
  accountId: string,
  [id, config]: readonly [string, Config],
): ResourceRecord<Config> {
  return {
    id,
    accountId,
    etag: MANAGED_ETAG,
    createdMs: MANAGED_SINCE_MS,
    lastModifiedMs: MANAGED_SINCE_MS,
    config,
  };
}
