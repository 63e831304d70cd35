import type { SiteClients } from "../clients.ts";
import { bucketsOf, readSiteState, type SiteState } from "../plan/read-site-state.ts";
import { ownObjects, ownsBucket } from "../resources/ownership.ts";
import type { StreamingSite } from "../site/streaming-site.ts";
import type { Kept, Removal } from "./destroy-event.ts";

/** What would go and what would stay. Only what bears the site's mark goes. */
export interface Destruction {
  readonly state: SiteState;
  readonly removals: readonly Removal[];
  readonly kept: readonly Kept[];
  /** Keys of the site's own objects, by bucket. */
  readonly objects: ReadonlyMap<string, readonly string[]>;
}

export async function planDestruction(site: StreamingSite, clients: SiteClients): Promise<Destruction> {
  const state = await readSiteState(clients, site);
  const removals: Removal[] = [];
  const kept: Kept[] = [];
  if (state.streaming !== undefined)
    removals.push({ kind: "streaming-distribution", name: state.streaming.id });
  if (state.web !== undefined) {
    const web = { kind: "web-distribution", name: state.web.id } as const;
    if ("distributionId" in site.player) kept.push({ ...web, reason: "it was given by its id" });
    else removals.push(web);
  }
  if (state.identity !== undefined)
    removals.push({ kind: "origin-access-identity", name: state.identity.id });

  const objects = new Map<string, readonly string[]>();
  for (const bucket of bucketsOf(site)) {
    const found = state.buckets.get(bucket);
    if (found === undefined) continue;
    const keys = [...found.etags.keys()];
    const own = await ownObjects(clients, bucket, keys, site.name);
    objects.set(bucket, [...own]);
    removals.push(...[...own].map((key) => ({ kind: "object", name: `${bucket}/${key}` }) as const));
    const foreign = keys.filter((key) => !own.has(key));
    kept.push(
      ...foreign.map(
        (key) =>
          ({ kind: "object", name: `${bucket}/${key}`, reason: "the site did not upload it" }) as const,
      ),
    );
    if (found.grantsIdentity) removals.push({ kind: "bucket-policy", name: bucket });
    if (!(await ownsBucket(clients, bucket, site.name))) {
      kept.push({ kind: "bucket", name: bucket, reason: "the site did not create it" });
    } else if (foreign.length > 0) {
      kept.push({ kind: "bucket", name: bucket, reason: `it holds ${foreign.length} objects of others` });
    } else removals.push({ kind: "bucket", name: bucket });
  }
  return { state, removals, kept, objects };
}
