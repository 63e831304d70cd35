import { contentDigest } from "../content-digest.ts";
import { cloudFrontError } from "../errors.ts";
import type { Context } from "../state.ts";
import { reservationKeys } from "./reservation-keys.ts";
import type { ResourceKind, ResourceRecord } from "./resource-kind.ts";

/** Creates a resource of an accepted configuration. */
export async function createResource<Config>(
  context: Context,
  kind: ResourceKind<Config>,
  config: Config,
): Promise<ResourceRecord<Config>> {
  const { accountId, tables, identifiers, limits, now } = context;
  const table = kind.table(tables);
  const keys = reservationKeys(accountId, kind, config);
  const digest = contentDigest(config);
  for (const key of keys) {
    const earlier = (await tables.reservations.get(key))?.value;
    if (earlier === undefined) continue;
    const document = await table.get(`${accountId}/${earlier.id}`);
    if (kind.isIdempotent && earlier.digest === digest && document !== undefined) return document.value;
    throw cloudFrontError(kind.failures.alreadyExists);
  }
  const limit = limits[kind.limit];
  if ((await table.list({ prefix: `${accountId}/`, limit })).length >= limit) {
    throw cloudFrontError(kind.failures.tooMany);
  }
  const id = kind.newId(identifiers);
  const nowMs = now().getTime();
  const record: ResourceRecord<Config> = {
    id,
    accountId,
    etag: identifiers.etag(),
    createdMs: nowMs,
    lastModifiedMs: nowMs,
    config,
  };
  await tables.commit([
    table.put(`${accountId}/${id}`, record, "absent"),
    ...keys.map((key) => tables.reservations.put(key, { id, digest }, "absent")),
  ]);
  return record;
}
