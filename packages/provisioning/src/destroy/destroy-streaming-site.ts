import { setTimeout as delay } from "node:timers/promises";
import {
  DeleteCloudFrontOriginAccessIdentityCommand,
  DeleteDistributionCommand,
  DeleteStreamingDistributionCommand,
  GetCloudFrontOriginAccessIdentityCommand,
} from "@aws-sdk/client-cloudfront";
import { DeleteBucketCommand } from "@aws-sdk/client-s3";
import type { SiteClients } from "../clients.ts";
import { SiteError } from "../errors.ts";
import { revokeIdentity } from "../resources/bucket-policy.ts";
import type { DistributionState } from "../resources/distribution.ts";
import { deleteObjects } from "../resources/ownership.ts";
import { isServiceError } from "../resources/service-error.ts";
import {
  readStreamingDistribution,
  updateStreamingDistribution,
} from "../resources/streaming-distribution.ts";
import { readWebDistribution, updateWebDistribution } from "../resources/web-distribution.ts";
import type { StreamingSite } from "../site/streaming-site.ts";
import type { DestroyEvent, Removal } from "./destroy-event.ts";
import { type Destruction, planDestruction } from "./plan-destruction.ts";

export interface DestroyOptions {
  /** Only says what would go and what would stay. */
  readonly isDryRun?: boolean;
  /** First pause between two looks at a distribution's status, in milliseconds; it doubles up to half a minute. */
  readonly pollMs?: number;
  /** How long to wait for a disabled distribution to be deployed, in milliseconds. */
  readonly deployTimeoutMs?: number;
  /** Which of the removals to carry out; every one by default. A bucket can only go once it is empty. */
  readonly select?: (removal: Removal) => boolean;
}

const DEFAULTS = Object.freeze({
  isDryRun: false,
  pollMs: 250,
  deployTimeoutMs: 30 * 60_000,
  select: () => true,
});
const POLL_LIMIT_MS = 30_000;

/**
 * Takes a site away again: disables, waits and deletes its distributions, then its identity, its objects and the
 * buckets it made. What it did not create stays. Can be cut off and run again.
 *
 * @throws SiteError `ERR_SITE_NOT_DEPLOYED` when a disabled distribution stays InProgress
 */
export async function* destroyStreamingSite(
  site: StreamingSite,
  clients: SiteClients,
  options: DestroyOptions = {},
): AsyncGenerator<DestroyEvent> {
  const settings = { ...DEFAULTS, ...options };
  const destruction = selectRemovals(await planDestruction(site, clients), settings.select);
  const { removals, kept } = destruction;
  yield { type: "planned", removals, kept };
  if (!settings.isDryRun) {
    yield* destroyDistributions({ ...site, enabled: false }, clients, destruction, settings);
    for (const removal of removals) {
      if (await removeOther(removal, destruction, clients)) yield { type: "deleted", removal };
    }
  }
  yield { type: "done", removedCount: settings.isDryRun ? 0 : removals.length };
}

function selectRemovals(destruction: Destruction, select: (removal: Removal) => boolean): Destruction {
  const isSelected = (bucket: string, key: string): boolean =>
    select({ kind: "object", name: `${bucket}/${key}` });
  return {
    ...destruction,
    removals: destruction.removals.filter(select),
    objects: new Map(
      [...destruction.objects].map(([bucket, keys]) => [
        bucket,
        keys.filter((key) => isSelected(bucket, key)),
      ]),
    ),
  };
}

interface Ending {
  readonly removal: Removal;
  readonly disable: (id: string) => Promise<DistributionState<unknown>>;
  readonly read: () => Promise<DistributionState<{ readonly Enabled?: boolean | undefined }> | undefined>;
  readonly remove: (state: DistributionState<unknown>) => Promise<unknown>;
}

/** Both are disabled before either is waited for. */
async function* destroyDistributions(
  disabled: StreamingSite,
  clients: SiteClients,
  { removals, state }: Destruction,
  { pollMs, deployTimeoutMs }: Pick<Required<DestroyOptions>, "pollMs" | "deployTimeoutMs">,
): AsyncGenerator<DestroyEvent> {
  const { cloudfront } = clients;
  const endings = removals.flatMap((removal): Ending[] => {
    if (removal.kind === "streaming-distribution") {
      return [
        {
          removal,
          disable: (id) => updateStreamingDistribution(clients, disabled, id, state.identity?.id),
          read: () => readStreamingDistribution(clients, disabled),
          remove: ({ id, etag }) =>
            cloudfront.send(new DeleteStreamingDistributionCommand({ Id: id, IfMatch: etag })),
        },
      ];
    }
    if (removal.kind !== "web-distribution") return [];
    return [
      {
        removal,
        disable: (id) => updateWebDistribution(clients, disabled, id, state.identity?.id),
        read: () => readWebDistribution(clients, disabled),
        remove: ({ id, etag }) => cloudfront.send(new DeleteDistributionCommand({ Id: id, IfMatch: etag })),
      },
    ];
  });
  for (const { removal, read, disable } of endings) {
    if ((await read())?.config.Enabled === false) continue;
    await disable(removal.name);
    yield { type: "disabled", removal };
  }
  for (const { removal, read, remove } of endings) {
    const startedAtMs = performance.now();
    for (let pauseMs = pollMs; ; pauseMs = Math.min(pauseMs * 2, POLL_LIMIT_MS)) {
      const current = await read();
      if (current === undefined) break;
      if (current.isDeployed) {
        await remove(current);
        break;
      }
      const waitedMs = performance.now() - startedAtMs;
      if (waitedMs > deployTimeoutMs) {
        throw new SiteError(
          "ERR_SITE_NOT_DEPLOYED",
          `${removal.name} is still InProgress after ${Math.round(waitedMs / 1000)} s: destroy again to go on waiting`,
        );
      }
      yield { type: "waiting", removal, waitedMs };
      await delay(pauseMs);
    }
    yield { type: "deleted", removal };
  }
}

/** @returns false for what is not removed here: distributions, and objects, which go with the first of their bucket */
async function removeOther(
  removal: Removal,
  { objects }: Destruction,
  clients: SiteClients,
): Promise<boolean> {
  switch (removal.kind) {
    case "origin-access-identity":
      await deleteIdentity(clients, removal.name);
      return true;
    case "object": {
      const bucket = removal.name.slice(0, removal.name.indexOf("/"));
      const keys = objects.get(bucket) ?? [];
      if (keys[0] !== undefined && removal.name === `${bucket}/${keys[0]}`)
        await deleteObjects(clients, bucket, keys);
      return true;
    }
    case "bucket-policy":
      await revokeIdentity(clients, removal.name);
      return true;
    case "bucket":
      await clients.s3.send(new DeleteBucketCommand({ Bucket: removal.name }));
      return true;
    default:
      return false;
  }
}

async function deleteIdentity({ cloudfront }: SiteClients, id: string): Promise<void> {
  try {
    const { ETag } = await cloudfront.send(new GetCloudFrontOriginAccessIdentityCommand({ Id: id }));
    await cloudfront.send(new DeleteCloudFrontOriginAccessIdentityCommand({ Id: id, IfMatch: ETag }));
  } catch (error) {
    if (!isServiceError(error, 404)) throw error;
  }
}
