import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startMockCloud } from "@oxbow/mock-cloud/server";
import { applyPlan, createSiteClients, planStreamingSite, toStreamingSite } from "@oxbow/provisioning";

const APP = fileURLToPath(new URL("../..", import.meta.url));
/** Made by `turbo build`, which every npm script runs first. */
const BUILT = join(APP, "dist");

/** The demo page as a visitor meets it: built, provisioned and served by the mock's edge. */
export interface DemoSite {
  /** `http://d….cloudfront.localhost:PORT/` */
  readonly page: string;
  /** Endpoint of the APIs. */
  readonly api: string;
  readonly close: () => Promise<void>;
}

export async function startDemoSite({
  auth = "relaxed",
}: {
  readonly auth?: "relaxed" | "strict";
} = {}): Promise<DemoSite> {
  const cloud = await startMockCloud({
    port: 0,
    rtmpPorts: [0],
    edgePort: 0,
    deployDelayMs: 20,
    logLevel: "silent",
    auth,
    hasConsole: true,
    edge: { logIntervalMs: 500 },
  });
  const clients = createSiteClients(cloud.clientConfig());
  const edgePort = new URL(cloud.edge).port;
  const site = toStreamingSite({
    name: "demo",
    media: { bucket: "demo-media", directory: join(APP, "media") },
    player: {
      bucket: "demo-player",
      directory: BUILT,
      configuration: "config.json",
      settings: { edge: `http://{label}.cloudfront.localhost:${edgePort}`, api: cloud.endpoint },
    },
    logging: { bucket: "demo-logs", prefix: "rtmp/" },
  });
  let domainName = "";
  for await (const event of applyPlan(await planStreamingSite(site, clients), clients, { pollMs: 20 })) {
    if (event.type === "done") domainName = event.site.webDomainName;
  }
  return {
    page: `http://${domainName.replace(".net", ".localhost")}:${edgePort}/`,
    api: cloud.endpoint,
    close: cloud.close,
  };
}
