import {
  CreateDistributionCommand,
  type DistributionConfig,
  GetDistributionCommand,
  paginateListDistributions,
  UpdateDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import type { SiteClients } from "../clients.ts";
import type { Change } from "../plan/plan.ts";
import { callerReference, isCallerReference, originDomainName } from "../site/resource-names.ts";
import { playerFolder, type StreamingSite } from "../site/streaming-site.ts";
import { compareMembers } from "./compare-members.ts";
import {
  createWithFreshReference,
  type DistributionState,
  toDistributionState,
  updateFromFreshRead,
} from "./distribution.ts";

export type WebState = DistributionState<DistributionConfig>;

const ORIGIN_ID = "player";
/** The managed cache policy "CachingOptimized", the same id in every account. */
const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

/** The web distribution of the player's files: the given one, else the site's own by origin and CallerReference. */
export async function readWebDistribution(
  clients: SiteClients,
  site: StreamingSite,
): Promise<WebState | undefined> {
  if ("distributionId" in site.player) return await getDistribution(clients, site.player.distributionId);
  const origin = originDomainName(site.player.bucket, site.region);
  for await (const page of paginateListDistributions({ client: clients.cloudfront }, {})) {
    for (const { Id = "", Origins } of page.DistributionList?.Items ?? []) {
      if (Origins?.Items?.some(({ DomainName }) => DomainName === origin) !== true) continue;
      const state = await getDistribution(clients, Id);
      if (isCallerReference(site, "web", state.config.CallerReference ?? "")) return state;
    }
  }
  return undefined;
}

async function getDistribution({ cloudfront }: SiteClients, id: string): Promise<WebState> {
  const { Distribution: it, ETag = "" } = await cloudfront.send(new GetDistributionCommand({ Id: id }));
  if (it?.DistributionConfig === undefined)
    throw new Error(`the answer about distribution ${id} has no configuration`);
  return toDistributionState(it, ETag, it.DistributionConfig);
}

/** Creates it, unless an earlier run that was cut off already has. */
export async function createWebDistribution(
  clients: SiteClients,
  site: StreamingSite,
  identityId: string | undefined,
): Promise<WebState> {
  return await createWithFreshReference({
    alreadyExists: "DistributionAlreadyExists",
    read: () => readWebDistribution(clients, site),
    create: async (generation) => {
      const config = desiredConfig(site, identityId, callerReference(site, "web", generation));
      const { Distribution: it, ETag = "" } = await clients.cloudfront.send(
        new CreateDistributionCommand({ DistributionConfig: config }),
      );
      return toDistributionState(it, ETag, config);
    },
  });
}

/** Brings it to what the site says; what the site does not speak of stays as it is. */
export async function updateWebDistribution(
  clients: SiteClients,
  site: StreamingSite,
  id: string,
  identityId: string | undefined,
): Promise<WebState> {
  return await updateFromFreshRead({
    read: () => getDistribution(clients, id),
    update: async (state) => {
      const desired = desiredConfig(site, identityId, state.config.CallerReference ?? "");
      await clients.cloudfront.send(
        new UpdateDistributionCommand({
          Id: id,
          IfMatch: state.etag,
          DistributionConfig: { ...state.config, ...desired },
        }),
      );
    },
  });
}

/** How the distribution differs from the site; never for one that was given by its id. */
export function compareWebDistribution(
  site: StreamingSite,
  state: WebState,
  identityId: string | undefined,
): readonly Change[] {
  if (playerFolder(site) === undefined) return [];
  const { Origins, ...desired } = desiredConfig(site, identityId, state.config.CallerReference ?? "");
  const origin = state.config.Origins?.Items?.find(({ Id }) => Id === ORIGIN_ID);
  return [
    ...compareMembers(state.config, desired),
    ...compareMembers(origin ?? {}, Origins?.Items?.[0] ?? {}, "Origin"),
  ];
}

function desiredConfig(
  site: StreamingSite,
  identityId: string | undefined,
  reference: string,
): DistributionConfig {
  const folder = playerFolder(site);
  return {
    CallerReference: reference,
    Comment: site.comment,
    Enabled: site.enabled,
    DefaultRootObject: folder?.defaultRootObject ?? "index.html",
    Origins: {
      Quantity: 1,
      Items: [
        {
          Id: ORIGIN_ID,
          DomainName: originDomainName(folder?.bucket ?? "", site.region),
          S3OriginConfig: {
            OriginAccessIdentity:
              identityId === undefined ? "" : `origin-access-identity/cloudfront/${identityId}`,
          },
        },
      ],
    },
    DefaultCacheBehavior: {
      TargetOriginId: ORIGIN_ID,
      ViewerProtocolPolicy: "allow-all",
      CachePolicyId: CACHING_OPTIMIZED,
      Compress: true,
    },
    PriceClass: site.priceClass,
  };
}
