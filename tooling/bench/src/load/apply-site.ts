/** Plans and applies a site in a process of its own: `apply-site.ts ENDPOINT SITE`, SITE as JSON. */
import { applyPlan, createSiteClients, planStreamingSite, toStreamingSite } from "@oxbow/provisioning";

const [, , endpoint = "", site = ""] = process.argv;
const clients = createSiteClients({ endpoint });
const plan = await planStreamingSite(toStreamingSite(JSON.parse(site)), clients);
for await (const event of applyPlan(plan, clients, { pollMs: 1 }))
  if (event.type === "done") process.stdout.write(`${event.site.streamer}\n`);
