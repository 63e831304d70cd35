import type { SiteClients } from "../clients.ts";
import { bucketsOf, readSiteState } from "../plan/read-site-state.ts";
import type { StreamingSite } from "../site/streaming-site.ts";

/** How a site stands. */
export interface SiteStatus {
  readonly buckets: readonly {
    readonly name: string;
    readonly exists: boolean;
    readonly objectCount: number;
  }[];
  readonly webDistribution: DistributionStatus | undefined;
  readonly streamingDistribution: DistributionStatus | undefined;
  readonly originAccessIdentityId: string | undefined;
  /** `rtmp://DOMAIN/cfx/st`; `undefined` without an RTMP distribution. */
  readonly streamer: string | undefined;
}

export interface DistributionStatus {
  readonly id: string;
  readonly domainName: string;
  readonly status: "InProgress" | "Deployed";
  readonly isEnabled: boolean;
}

/** Reads how a site stands; changes nothing and does not look at the site's files. */
export async function readStatus(site: StreamingSite, clients: SiteClients): Promise<SiteStatus> {
  const { buckets, web, streaming, identity } = await readSiteState(clients, site);
  return {
    buckets: bucketsOf(site).map((name) => ({
      name,
      exists: buckets.has(name),
      objectCount: buckets.get(name)?.etags.size ?? 0,
    })),
    webDistribution: web === undefined ? undefined : statusOf(web),
    streamingDistribution: streaming === undefined ? undefined : statusOf(streaming),
    originAccessIdentityId: identity?.id,
    streamer: streaming === undefined ? undefined : `rtmp://${streaming.domainName}/cfx/st`,
  };
}

function statusOf(state: {
  readonly id: string;
  readonly domainName: string;
  readonly isDeployed: boolean;
  readonly config: { readonly Enabled?: boolean | undefined };
}): DistributionStatus {
  return {
    id: state.id,
    domainName: state.domainName,
    status: state.isDeployed ? "Deployed" : "InProgress",
    isEnabled: state.config.Enabled === true,
  };
}
