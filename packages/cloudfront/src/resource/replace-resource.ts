import type { Document, Write } from "@oxbow/store";
import { contentDigest } from "../content-digest.ts";
import { cloudFrontError } from "../errors.ts";
import type { Context } from "../state.ts";
import { reservationKeys } from "./reservation-keys.ts";
import type { ResourceKind, ResourceRecord } from "./resource-kind.ts";

/** Puts an accepted configuration in the place of the current one; the caller has checked If-Match. */
export async function replaceResource<Config>(
  context: Context,
  kind: ResourceKind<Config>,
  { value: current, revision, key }: Document<ResourceRecord<Config>>,
  config: Config,
): Promise<ResourceRecord<Config>> {
  const { accountId, tables, identifiers, now } = context;
  const record: ResourceRecord<Config> = {
    ...current,
    config,
    etag: identifiers.etag(),
    lastModifiedMs: now().getTime(),
  };
  const before = reservationKeys(accountId, kind, current.config);
  const after = reservationKeys(accountId, kind, config);
  const writes: Write[] = [kind.table(tables).put(key, record, revision)];
  for (const name of after) {
    if (before.includes(name)) continue;
    if ((await tables.reservations.get(name)) !== undefined) {
      throw cloudFrontError(kind.failures.alreadyExists);
    }
    writes.push(tables.reservations.put(name, { id: record.id, digest: contentDigest(config) }, "absent"));
  }
  for (const name of before) if (!after.includes(name)) writes.push(tables.reservations.delete(name));
  await tables.commit(writes);
  return record;
}
