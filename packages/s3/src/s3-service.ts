import { randomBytes } from "node:crypto";
import type { Service } from "@oxbow/aws-protocol";
import type { BlobStore, Store } from "@oxbow/store";
import type { IdentityLookup } from "./access/identity-principals.ts";
import { BUCKETS } from "./bucket/bucket-repository.ts";
import { addCorsHeaders } from "./cors/cors-finish.ts";
import { type SweepResult, sweep } from "./lifecycle/sweep.ts";
import { forgetCompleted } from "./multipart/completed-uploads.ts";
import { clearUploads } from "./multipart/upload-repository.ts";
import { Turns } from "./object/turns.ts";
import { currentVersions, olderVersions } from "./object/version-repository.ts";
import { OPERATIONS } from "./operation-table.ts";
import { createOriginReader, type OriginReader } from "./origin-reader.ts";
import { deleteOrphans } from "./orphans.ts";
import type { S3Defaults, S3State } from "./s3-context.ts";
import { createSystemWriter, type SystemWriter } from "./system-writer.ts";

/** Options of {@link createS3Service}. */
export interface S3ServiceOptions {
  readonly store: Store;
  readonly blobs: BlobStore;
  /** The server's clock. Default: the machine's. */
  readonly now?: () => Date;
  /** Unpredictable bytes for version and upload ids. Default: Node's. */
  readonly randomBytes?: (byteLength: number) => Uint8Array;
  /**
   * What new buckets begin with. `legacy` (default): ACLs work, nothing is blocked, as before April 2023. `modern`:
   * BucketOwnerEnforced and all four public access blocks.
   */
  readonly defaults?: S3Defaults;
  /** CloudFront's origin access identities by canonical user id, for policies that name them so. Default: none. */
  readonly identityOf?: IdentityLookup;
}

/** S3: its dispatch table, and the ways around HTTP that the host needs. */
export interface S3Service extends OriginReader, SystemWriter {
  readonly service: Service;
  /** Carries out the lifecycle rules that are due, and forgets uploads completed a day ago. For the host to call now and then. */
  readonly sweep: () => Promise<SweepResult>;
  /**
   * Deletes the bytes that a killed process left without an object. For the host to call at the start, before it
   * serves requests.
   *
   * @returns how many blobs were deleted
   */
  readonly deleteOrphans: () => Promise<number>;
  /** Forgets all buckets, objects and uploads. */
  readonly reset: () => Promise<void>;
}

export function createS3Service(options: S3ServiceOptions): S3Service {
  const now = options.now ?? (() => new Date());
  const state: S3State = {
    store: options.store,
    blobs: options.blobs,
    randomBytes: options.randomBytes ?? randomBytes,
    defaults: options.defaults ?? "legacy",
    turns: new Turns(),
    identityOf: options.identityOf ?? (async () => undefined),
  };
  const service: Service<S3State> = {
    name: "s3",
    state,
    operations: OPERATIONS,
    finish: addCorsHeaders(state),
  };
  return {
    // A gateway spreads the state into every context, so the table is safe with any.
    service: service as unknown as Service,
    ...createOriginReader(state, now),
    ...createSystemWriter(state, now),
    sweep: () => sweep(state, now),
    deleteOrphans: () => deleteOrphans(state),
    reset: () => resetState(state),
  };
}

/** Bucket by bucket: the store may hold another service's documents too. */
async function resetState(state: S3State): Promise<void> {
  const { store, blobs } = state;
  for (const { key: name } of await store.list(BUCKETS)) {
    await clearUploads(state, name);
    await forgetCompleted(store, name);
    await clearCollection(store, currentVersions(name));
    await clearCollection(store, olderVersions(name));
  }
  await clearCollection(store, BUCKETS);
  await blobs.clear();
}

async function clearCollection(store: Store, collection: string): Promise<void> {
  const documents = await store.list(collection);
  await store.commit(documents.map(({ key }) => ({ kind: "delete", collection, key })));
}
