import {
  CreateStreamingDistributionCommand,
  GetStreamingDistributionCommand,
  paginateListStreamingDistributions,
  type StreamingDistributionConfig,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import type { SiteClients } from "../clients.ts";
import type { Change } from "../plan/plan.ts";
import { callerReference, isCallerReference, originDomainName } from "../site/resource-names.ts";
import type { StreamingSite } from "../site/streaming-site.ts";
import { compareMembers } from "./compare-members.ts";
import {
  createWithFreshReference,
  type DistributionState,
  toDistributionState,
  updateFromFreshRead,
} from "./distribution.ts";

export type StreamingState = DistributionState<StreamingDistributionConfig>;

/** The site's RTMP distribution: the one with its origin and its CallerReference. */
export async function readStreamingDistribution(
  { cloudfront }: SiteClients,
  site: StreamingSite,
): Promise<StreamingState | undefined> {
  const origin = originDomainName(site.media.bucket, site.region);
  for await (const page of paginateListStreamingDistributions({ client: cloudfront }, {})) {
    for (const { Id = "", S3Origin } of page.StreamingDistributionList?.Items ?? []) {
      if (S3Origin?.DomainName !== origin) continue;
      const state = await getStreamingDistribution({ cloudfront }, Id);
      if (isCallerReference(site, "streaming", state.config.CallerReference ?? "")) return state;
    }
  }
  return undefined;
}

async function getStreamingDistribution(
  { cloudfront }: Pick<SiteClients, "cloudfront">,
  id: string,
): Promise<StreamingState> {
  const { StreamingDistribution: it, ETag = "" } = await cloudfront.send(
    new GetStreamingDistributionCommand({ Id: id }),
  );
  if (it?.StreamingDistributionConfig === undefined)
    throw new Error(`the answer about streaming distribution ${id} has no configuration`);
  return toDistributionState(it, ETag, it.StreamingDistributionConfig);
}

/** Creates it, unless an earlier run that was cut off already has. */
export async function createStreamingDistribution(
  clients: SiteClients,
  site: StreamingSite,
  identityId: string | undefined,
): Promise<StreamingState> {
  return await createWithFreshReference({
    alreadyExists: "StreamingDistributionAlreadyExists",
    read: () => readStreamingDistribution(clients, site),
    create: async (generation) => {
      const config = desiredConfig(site, identityId, callerReference(site, "streaming", generation));
      const { StreamingDistribution: it, ETag = "" } = await clients.cloudfront.send(
        new CreateStreamingDistributionCommand({ StreamingDistributionConfig: config }),
      );
      return toDistributionState(it, ETag, config);
    },
  });
}

/** Brings it to what the site says. A change by somebody else in between is read again first. */
export async function updateStreamingDistribution(
  clients: SiteClients,
  site: StreamingSite,
  id: string,
  identityId: string | undefined,
): Promise<StreamingState> {
  return await updateFromFreshRead({
    read: () => getStreamingDistribution(clients, id),
    update: async (state) => {
      const config = desiredConfig(site, identityId, state.config.CallerReference ?? "");
      await clients.cloudfront.send(
        new UpdateStreamingDistributionCommand({
          Id: id,
          IfMatch: state.etag,
          StreamingDistributionConfig: config,
        }),
      );
    },
  });
}

/** How the distribution differs from the site. An identity not created yet differs from every other. */
export function compareStreamingDistribution(
  site: StreamingSite,
  state: StreamingState,
  identityId: string | undefined,
): readonly Change[] {
  return compareMembers(state.config, desiredConfig(site, identityId, state.config.CallerReference ?? ""));
}

function desiredConfig(
  site: StreamingSite,
  identityId: string | undefined,
  reference: string,
): StreamingDistributionConfig {
  const numbers = [...site.trustedSigners];
  return {
    CallerReference: reference,
    S3Origin: {
      DomainName: originDomainName(site.media.bucket, site.region),
      OriginAccessIdentity: identityId === undefined ? "" : `origin-access-identity/cloudfront/${identityId}`,
    },
    Aliases: {
      Quantity: site.aliases.length,
      ...(site.aliases.length === 0 ? {} : { Items: [...site.aliases] }),
    },
    Comment: site.comment,
    Logging: {
      Enabled: site.logging !== undefined,
      Bucket: site.logging === undefined ? "" : `${site.logging.bucket}.s3.amazonaws.com`,
      Prefix: site.logging?.prefix ?? "",
    },
    TrustedSigners: {
      Enabled: numbers.length > 0,
      Quantity: numbers.length,
      ...(numbers.length === 0 ? {} : { Items: numbers }),
    },
    PriceClass: site.priceClass,
    Enabled: site.enabled,
  };
}
