import type { SiteClients } from "../clients.ts";
import { mapLimited } from "../map-limited.ts";
import { bucketExists } from "../resources/bucket.ts";
import { grantsIdentity, readPolicy } from "../resources/bucket-policy.ts";
import { grantsLogDelivery } from "../resources/log-delivery.ts";
import { cacheControlOfObject, etagOf, isPublicByAcl, listObjects } from "../resources/objects.ts";
import { type IdentityState, readIdentity } from "../resources/origin-access-identity.ts";
import { requirePublicAcls } from "../resources/public-access.ts";
import { readStreamingDistribution, type StreamingState } from "../resources/streaming-distribution.ts";
import { readWebDistribution, type WebState } from "../resources/web-distribution.ts";
import type { SiteFile } from "../site/site-files.ts";
import { playerFolder, type StreamingSite } from "../site/streaming-site.ts";

/** What exists of a site, as the services tell it. */
export interface SiteState {
  /** By bucket name; absent means that there is no such bucket. */
  readonly buckets: ReadonlyMap<string, BucketState>;
  readonly identity: IdentityState | undefined;
  readonly web: WebState | undefined;
  readonly streaming: StreamingState | undefined;
}

export interface BucketState {
  /** Unquoted ETags by key. */
  readonly etags: ReadonlyMap<string, string>;
  /** Whether our policy statement lets the site's identity read. */
  readonly grantsIdentity: boolean;
  /** Whether the log delivery may write; asked of the logging bucket only. */
  readonly grantsLogDelivery: boolean | undefined;
}

/** The buckets of a site, each once. */
export function bucketsOf(site: StreamingSite): readonly string[] {
  const names = [site.media.bucket, playerFolder(site)?.bucket, site.logging?.bucket];
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** The buckets that viewers' bytes come from. */
export function contentBucketsOf(site: StreamingSite): readonly string[] {
  const names = [site.media.bucket, playerFolder(site)?.bucket];
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** @throws SiteError `ERR_SITE_ACLS_REFUSED`, `ERR_SITE_BUCKET_TAKEN` */
export async function readSiteState(clients: SiteClients, site: StreamingSite): Promise<SiteState> {
  const identity = site.access === "origin-access-identity" ? await readIdentity(clients, site) : undefined;
  const buckets = new Map<string, BucketState>();
  for (const bucket of bucketsOf(site)) {
    if (!(await bucketExists(clients, bucket))) continue;
    if (site.access === "public-objects" && contentBucketsOf(site).includes(bucket))
      await requirePublicAcls(clients, bucket);
    const policy = identity === undefined ? undefined : await readPolicy(clients, bucket);
    buckets.set(bucket, {
      etags: await listObjects(clients, bucket),
      grantsIdentity: identity !== undefined && grantsIdentity(policy, bucket, identity.id),
      grantsLogDelivery:
        bucket === site.logging?.bucket ? await grantsLogDelivery(clients, bucket) : undefined,
    });
  }
  return {
    buckets,
    identity,
    web: await readWebDistribution(clients, site),
    streaming: await readStreamingDistribution(clients, site),
  };
}

/** What an object that is there differs in from its file. */
export interface ObjectDifference {
  readonly content: boolean;
  readonly isPublic: boolean | undefined;
  /** The Cache-Control header it has where the site chose another. */
  readonly header: string | undefined;
}

const FILES_AT_ONCE = 16;

/** Compares files with the objects of a bucket: content by ETag, then, where the ACL matters, who may read, and, where the site chooses one, the Cache-Control header. */
export async function compareObjects(
  clients: SiteClients,
  bucket: string,
  state: BucketState,
  files: readonly SiteFile[],
  checksAcl: boolean,
): Promise<ReadonlyMap<string, ObjectDifference>> {
  const differences = new Map<string, ObjectDifference>();
  const there = files.filter(({ key }) => state.etags.has(key));
  await mapLimited(there, FILES_AT_ONCE, async (file) => {
    const content = (await etagOf(file)) !== state.etags.get(file.key);
    const isPublic = checksAcl && !content ? await isPublicByAcl(clients, bucket, file.key) : undefined;
    const header =
      file.cacheControl !== undefined && !content
        ? await cacheControlOfObject(clients, bucket, file.key)
        : undefined;
    differences.set(file.key, {
      content,
      isPublic,
      header: header === file.cacheControl ? undefined : header,
    });
  });
  return differences;
}
