import type { ServerResponse } from "node:http";
import type { AdminExtension, RunningMockCloud } from "@oxbow/mock-cloud/server";
import { consoleRoutes } from "./console-routes.ts";
import { runTask } from "./run-task.ts";
import { RunningTasks } from "./running-tasks.ts";
import { SITE_QUERY_SCHEMA, TASK_SCHEMA, type TaskRequest } from "./task-request.ts";

/** An answer whose socket events are written to. */
interface EventReply {
  readonly raw: ServerResponse;
  readonly hijack: () => unknown;
  readonly getHeaders: () => object;
}

interface SiteQuery {
  readonly Querystring: { readonly site: string };
}

/**
 * `/_oxbow/tasks`: the provisioning library, run in this process for the console; its events by SSE. `POST` starts a
 * task, `GET` tells whether one runs for a site, `GET /_oxbow/tasks/events` gives its events. Beside it the console
 * itself, for a cloud that has no site to serve it.
 */
export function tasksRoute(cloud: () => RunningMockCloud | undefined): AdminExtension {
  const tasks = new RunningTasks();
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
        const events = runTask(running, body);
        if (body.action === "plan" || body.action === "diagnose") {
          await sendEvents(reply, events);
          return reply;
        }
        const { site, action, task } = body;
        if (tasks.get(site.name) !== undefined) {
          return await reply.code(409).send({
            error: {
              code: "ERR_OXBOW_TASK_RUNNING",
              message: `"${site.name}" is being worked on: GET /_oxbow/tasks/events?site=${site.name} follows it`,
            },
          });
        }
        tasks.start(site.name, { action, ...(task !== undefined && { task }) }, events);
        await sendEvents(reply, tasks.follow(site.name));
        return reply;
      },
    );
    const schema = { querystring: SITE_QUERY_SCHEMA };
    scope.get<SiteQuery>("/_oxbow/tasks", { schema }, async ({ query }) => ({
      running: tasks.get(query.site) ?? null,
      ended: tasks.ended,
    }));
    scope.get<SiteQuery>("/_oxbow/tasks/events", { schema }, async ({ query }, reply) => {
      await sendEvents(reply, tasks.follow(query.site));
      return reply;
    });
    consoleRoutes(scope, cloud);
  };
}

/** A failure is an event as well: the status was sent long ago. */
async function* withFailure(events: AsyncIterable<object>): AsyncGenerator<object> {
  try {
    yield* events;
  } catch (error) {
    yield { type: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

async function sendEvents(reply: EventReply, events: AsyncIterable<object>): Promise<void> {
  const headers = {
    ...reply.getHeaders(),
    "content-type": "text/event-stream",
    "cache-control": "no-store",
  };
  reply.hijack();
  reply.raw.writeHead(200, headers as Record<string, string>);
  for await (const event of withFailure(events)) {
    if (reply.raw.destroyed) return;
    reply.raw.write(`data: ${JSON.stringify(event)}\n\n`);
  }
  reply.raw.end();
}
