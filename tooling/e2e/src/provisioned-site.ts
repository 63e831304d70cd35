import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type RunningMockCloud, startMockCloud } from "@oxbow/mock-cloud/server";
import {
  applyPlan,
  createSiteClients,
  planStreamingSite,
  type SiteAddresses,
  type SiteClients,
  type StreamingSite,
  toStreamingSite,
} from "@oxbow/provisioning";
import { foreignFile, sampleFile } from "@oxbow/testkit";

/** A cloud on free ports with a streaming site on it, provisioned through the library as a user would. */
export interface ProvisionedSite {
  readonly cloud: RunningMockCloud;
  readonly clients: SiteClients;
  readonly site: StreamingSite;
  readonly addresses: SiteAddresses;
  /** `http://NAME.cloudfront.localhost:PORT` of the RTMP distribution. */
  readonly streamOrigin: string;
  readonly close: () => Promise<void>;
}

export const FOREIGN_FLVS: readonly string[] = ["bbb-640x360.flv", "mozilla-story.flv"].filter(
  (name) => foreignFile(name) !== undefined,
);

/** @param player directory of the player's files */
export async function provisionSite(player: string): Promise<ProvisionedSite> {
  const media = await mkdtemp(join(tmpdir(), "oxbow-e2e-media-"));
  const samples = ["videos/clock.flv", "videos/clock.mp4", "music/beep.mp3"].map(sampleFile);
  const foreign = FOREIGN_FLVS.flatMap((name) => foreignFile(name) ?? []);
  for (const path of [...samples, ...foreign]) await symlink(path, join(media, basename(path)));

  const cloud = await startMockCloud({
    port: 0,
    rtmpPorts: [0],
    edgePort: 0,
    deployDelayMs: 50,
    logLevel: "silent",
    hasConsole: true,
  });
  const clients = createSiteClients(cloud.clientConfig());
  const edgePort = new URL(cloud.edge).port;
  const site = toStreamingSite({
    name: "e2e",
    media: { bucket: "e2e-media", directory: media },
    player: {
      bucket: "e2e-player",
      directory: player,
      configuration: "config.json",
      settings: { edge: `http://{label}.cloudfront.localhost:${edgePort}`, api: cloud.endpoint },
    },
  });
  const addresses = await apply(site, clients);
  return {
    cloud,
    clients,
    site,
    addresses,
    streamOrigin: `http://${addresses.streamingDomainName.replace(".net", ".localhost")}:${edgePort}`,
    close: async () => {
      await cloud.close();
      await rm(media, { recursive: true, force: true });
    },
  };
}

/** Plans and applies; answers where the site is. */
export async function apply(site: StreamingSite, clients: SiteClients): Promise<SiteAddresses> {
  const plan = await planStreamingSite(site, clients);
  for await (const event of applyPlan(plan, clients, { pollMs: 20 }))
    if (event.type === "done") return event.site;
  throw new Error("the application ended without a result");
}
