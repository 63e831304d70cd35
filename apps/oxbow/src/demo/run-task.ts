import type { RunningMockCloud } from "@oxbow/mock-cloud/server";
import {
  applyPlan,
  createSiteClients,
  destroyStreamingSite,
  diagnoseStreamingSite,
  planStreamingSite,
  readStatus,
  type SiteClients,
  type SitePlan,
  type StreamingSite,
} from "@oxbow/provisioning";
import { type Exchange, recordExchanges } from "./exchange.ts";
import { isUndoneWith, taskOfExchange, taskOfRemoval } from "./guide-steps.ts";
import { sampleSite } from "./sample-site.ts";
import type { TaskRequest } from "./task-request.ts";

/** Pause between two looks at a distribution's status, in milliseconds. */
const POLL_MS = 100;

/** The last step of the guide: its undoing takes the site off the air, and deletes nothing. */
const ON_THE_AIR = 8;

/** Does what the console asked for, with the provisioning library; its events, and each request it made, as they come. */
export async function* runTask(cloud: RunningMockCloud, request: TaskRequest): AsyncGenerator<object> {
  const clients = createSiteClients(cloud.clientConfig());
  if (request.action === "diagnose") {
    const { host: via } = new URL(cloud.rtmp.replace(/^rtmp/, "http"));
    const { host: tunnelVia } = new URL(cloud.edge);
    const checks = await diagnoseStreamingSite(request.stream, { clients, via, tunnelVia });
    yield { type: "done", checks };
    return;
  }
  const site = taskSite(cloud, request.site);
  if (request.action === "plan") {
    const plan = await planStreamingSite(site, clients);
    const { streamer } = await readStatus(site, clients);
    const media = plan.steps.filter(({ kind, task }) => kind === "object" && task === 5);
    const files = media.map(({ name }) => name.slice(name.indexOf("/") + 1));
    yield {
      ...planned(plan),
      ...(streamer !== undefined && !plan.hasChanges && { site: { streamer, files } }),
    };
    return;
  }
  const { action, task } = request;
  const isTakingOffAir = action === "destroy" && task === ON_THE_AIR;
  const exchanges: Exchange[] = [];
  recordExchanges(clients, (exchange) => exchanges.push(exchange));
  const told = (): readonly object[] =>
    exchanges.splice(0).flatMap((exchange) => {
      const of = isTakingOffAir ? ON_THE_AIR : taskOfExchange(exchange, site);
      const isLookingAround = action === "destroy" && exchange.method === "GET" && !isTakingOffAir;
      return of === undefined || isLookingAround ? [] : [{ type: "exchange", task: of, exchange }];
    });
  try {
    const events = isTakingOffAir
      ? takeOffAir(site, clients)
      : action === "destroy"
        ? destroy(site, clients, task)
        : apply(site, clients, task);
    for await (const event of events) {
      yield* told();
      yield event;
    }
  } catch (error) {
    yield* told();
    throw error;
  }
}

function planned({ steps, findings, hasChanges }: SitePlan): object {
  return { type: "plan", steps, findings, hasChanges };
}

async function* apply(
  site: StreamingSite,
  clients: SiteClients,
  task: number | undefined,
): AsyncGenerator<object> {
  const plan = await planStreamingSite(site, clients);
  yield planned(plan);
  if (task === undefined || task === ON_THE_AIR) yield* applyPlan(plan, clients, { pollMs: POLL_MS });
  else
    yield* applyPart(
      plan,
      clients,
      plan.steps.filter((step) => step.task <= task),
    );
}

/** A part of a plan is over with its last step: only a whole site has addresses to end with. */
async function* applyPart(
  plan: SitePlan,
  clients: SiteClients,
  steps: SitePlan["steps"],
): AsyncGenerator<object> {
  let finished = 0;
  if (steps.length > 0) {
    for await (const event of applyPlan({ ...plan, steps }, clients, { pollMs: POLL_MS })) {
      yield event;
      if (event.type === "finished") finished += 1;
      if (finished === steps.length) break;
    }
  }
  yield { type: "done" };
}

async function* takeOffAir(site: StreamingSite, clients: SiteClients): AsyncGenerator<object> {
  const plan = await planStreamingSite({ ...site, enabled: false }, clients);
  const isOfIt = (kind: string): boolean => kind.endsWith("-distribution") || kind === "deployment";
  const steps = plan.steps.filter(({ kind, action }) => isOfIt(kind) && action === "change");
  yield* applyPart(plan, clients, steps);
}

async function* destroy(
  site: StreamingSite,
  clients: SiteClients,
  task: number | undefined,
): AsyncGenerator<object> {
  const events = destroyStreamingSite(site, clients, {
    pollMs: POLL_MS,
    select: (removal) => task === undefined || isUndoneWith(task, taskOfRemoval(removal, site)),
  });
  for await (const event of events)
    yield "removal" in event ? { ...event, task: taskOfRemoval(event.removal, site) } : event;
}

/** A page names the site; which directories are uploaded is not its to say, they are always the sample's. */
function taskSite(
  cloud: RunningMockCloud,
  { name, access }: { readonly name: string; readonly access?: StreamingSite["access"] },
): StreamingSite {
  const { logging: _sampleLogs, ...sample } = sampleSite(cloud);
  const player = "bucket" in sample.player ? { ...sample.player, bucket: `${name}-player` } : sample.player;
  return {
    ...sample,
    name,
    comment: name,
    media: { ...sample.media, bucket: `${name}-media` },
    player,
    access: access ?? sample.access,
  };
}
