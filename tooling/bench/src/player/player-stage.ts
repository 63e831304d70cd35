import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  applyPlan,
  createSiteClients,
  planStreamingSite,
  type SiteAddresses,
  toStreamingSite,
} from "@oxbow/provisioning";
import { launchChromium } from "@oxbow/testkit";
import type { Page } from "playwright-core";
import { startServer } from "../server-process.ts";
import { buildPage } from "./build-page.ts";
import { makeFilm } from "./make-film.ts";
import type { Addresses, BenchPage } from "./page/bench-page.ts";

/** A site with the film on it behind a real edge, and a browser. */
export interface PlayerStage {
  readonly addresses: Addresses;
  /** The page of the benchmark, in a fresh context: nothing cached, nothing loaded but its own script. */
  readonly openPage: () => Promise<Page>;
  readonly close: () => Promise<void>;
}

declare global {
  /** What the page offers; see `page/main.ts`. */
  var bench: BenchPage;
}

/** Makes the film, puts it on a site through the provisioning library, and starts Chromium. */
export async function openStage(directory: string): Promise<PlayerStage> {
  const [media, site] = [join(directory, "media"), join(directory, "site")];
  await mkdir(media);
  await mkdir(site);
  await makeFilm(media, site, directory);
  await buildPage(site);
  const server = await startServer("oxbow.ts", join(directory, "cloud"));
  try {
    const { streamingDomainName, webDomainName } = await provision(server.endpoint, media, site);
    const { port } = new URL(String(server.ready.edge));
    const origin = `http://${webDomainName.replace(".net", ".localhost")}:${port}`;
    const addresses: Addresses = {
      streamer: `rtmp://${streamingDomainName}/cfx/st`,
      edge: `http://{label}.cloudfront.localhost:${port}`,
      stream: `http://${streamingDomainName.replace(".net", ".localhost")}:${port}/cfx/st`,
      site: origin,
    };
    const browser = await launchChromium();
    return {
      addresses,
      openPage: async () => {
        const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
        const page = await context.newPage();
        page.on("pageerror", (error) => process.stderr.write(`  the page: ${String(error)}\n`));
        await page.goto(`${origin}/index.html`);
        await page.waitForFunction(() => "bench" in globalThis);
        return page;
      },
      close: async () => {
        await browser.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function provision(endpoint: string, media: string, player: string): Promise<SiteAddresses> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const clients = createSiteClients({ endpoint, credentials, region: "us-east-1" });
  const site = toStreamingSite({
    name: "bench",
    media: { bucket: "bench-media", directory: media },
    player: { bucket: "bench-player", directory: player },
  });
  for await (const event of applyPlan(await planStreamingSite(site, clients), clients, { pollMs: 5 }))
    if (event.type === "done") return event.site;
  throw new Error("the site was not put up");
}
