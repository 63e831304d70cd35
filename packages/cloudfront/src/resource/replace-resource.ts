import type { Document, Write } from "@oxbow/store";
import { contentDigest } from "../content-digest.ts";
import { cloudFrontError } from "../errors.ts";
import type { Context } from "../state.ts";
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
  const reservation = (name: string) => `${accountId}/${kind.name}/${name}`;
  const before = reservation(kind.uniqueName(current.config));
  const after = reservation(kind.uniqueName(config));
  const writes: Write[] = [kind.table(tables).put(key, record, revision)];
  if (before !== after) {
    if ((await tables.reservations.get(after)) !== undefined) {
      throw cloudFrontError(kind.failures.alreadyExists);
    }
    writes.push(
      tables.reservations.delete(before),
      tables.reservations.put(after, { id: record.id, digest: contentDigest(config) }, "absent"),
    );
  }
  await tables.commit(writes);
  return record;
}
