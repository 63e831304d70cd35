import type { RunningMockCloud } from "@oxbow/mock-cloud/server";
import { applyPlan, createSiteClients, planStreamingSite, type SiteAddresses } from "@oxbow/provisioning";
import { printEvent } from "../terminal/print-event.ts";
import { sampleSite } from "./sample-site.ts";

/** Where the demo is. */
export interface Demo extends SiteAddresses {
  /** The demo page, for a browser. */
  readonly page: string;
}

/** Pause between two looks at a distribution's status, in milliseconds: the mock deploys within a second. */
const POLL_MS = 50;

/** Carries out the task list against the running cloud; steps go to standard error when standard output is for machines. */
export async function provisionDemo(cloud: RunningMockCloud, isForMachines: boolean): Promise<Demo> {
  const clients = createSiteClients(cloud.clientConfig());
  const plan = await planStreamingSite(sampleSite(cloud), clients);
  const edgePort = new URL(cloud.edge).port;
  for await (const event of applyPlan(plan, clients, { pollMs: POLL_MS })) {
    if (event.type === "done") {
      const host = event.site.webDomainName.replace(/\.net$/, ".localhost");
      return { ...event.site, page: `http://${host}:${edgePort}/` };
    }
    if (isForMachines && event.type === "finished")
      process.stderr.write(`${JSON.stringify({ event: "demo", ...event })}\n`);
    if (!isForMachines) printEvent(event, process.stdout);
  }
  throw new Error("provisioning the demo ended without a result");
}
