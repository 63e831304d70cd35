import type { ServerResponse } from "node:http";
import type { AdminExtension, RunningMockCloud } from "@oxbow/mock-cloud/server";
import {
  applyPlan,
  createSiteClients,
  destroyStreamingSite,
  planStreamingSite,
  type SiteClients,
  type StreamingSite,
} from "@oxbow/provisioning";
import { sampleSite } from "./sample-site.ts";

interface TaskRequest {
  readonly action: "plan" | "apply" | "destroy";
  readonly site: { readonly name: string; readonly access?: StreamingSite["access"] };
}

const TASK_SCHEMA = {
  type: "object",
  required: ["action", "site"],
  additionalProperties: false,
  properties: {
    action: { enum: ["plan", "apply", "destroy"] },
    site: {
      type: "object",
      required: ["name"],
      additionalProperties: false,
      properties: {
        name: { type: "string", pattern: "^[a-z0-9][a-z0-9-]{1,40}$" },
        access: { enum: ["public-objects", "origin-access-identity"] },
      },
    },
  },
} as const;

const POLL_MS = 100;

/**
 * `POST /_oxbow/tasks`: the provisioning library, run in this process for the console; its events by SSE.
 *
 * A page names the site; which directories are uploaded is not its to say, they are always the sample's.
 */
export function tasksRoute(cloud: () => RunningMockCloud | undefined): AdminExtension {
  return (scope) => {
    scope.post<{ Body: TaskRequest }>(
      "/_oxbow/tasks",
      { schema: { body: TASK_SCHEMA } },
      async ({ body }, reply) => {
        const running = cloud();
        if (running === undefined)
          return await reply
            .code(503)
            .send({ error: { code: "ERR_OXBOW_STARTING", message: "still starting: ask again" } });
        const headers = {
          ...reply.getHeaders(),
          "content-type": "text/event-stream",
          "cache-control": "no-store",
        };
        reply.hijack();
        reply.raw.writeHead(200, headers as Record<string, string>);
        const site = taskSite(running, body.site);
        try {
          for await (const event of run(body.action, site, createSiteClients(running.clientConfig())))
            send(reply.raw, event);
        } catch (error) {
          send(reply.raw, {
            type: "failed",
            message: error instanceof Error ? error.message : String(error),
          });
        }
        reply.raw.end();
        return reply;
      },
    );
  };
}

async function* run(
  action: TaskRequest["action"],
  site: StreamingSite,
  clients: SiteClients,
): AsyncGenerator<object> {
  if (action === "destroy") {
    yield* destroyStreamingSite(site, clients, { pollMs: POLL_MS });
    return;
  }
  const plan = await planStreamingSite(site, clients);
  yield { type: "plan", steps: plan.steps, findings: plan.findings, hasChanges: plan.hasChanges };
  if (action === "apply") yield* applyPlan(plan, clients, { pollMs: POLL_MS });
}

function taskSite(cloud: RunningMockCloud, { name, access }: TaskRequest["site"]): StreamingSite {
  const sample = sampleSite(cloud);
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

function send(response: ServerResponse, event: object): void {
  response.write(`data: ${JSON.stringify(event)}\n\n`);
}
