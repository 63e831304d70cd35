import type { ServerResponse } from "node:http";
import type { AdminExtension, RunningMockCloud } from "@oxbow/mock-cloud/server";
import { consoleRoutes } from "./console-routes.ts";
import { runTask } from "./run-task.ts";
import { TASK_SCHEMA, type TaskRequest } from "./task-request.ts";

/**
 * `POST /_oxbow/tasks`: the provisioning library, run in this process for the console; its events by SSE. Beside it
 * the console itself, for a cloud that has no site to serve it.
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
        try {
          for await (const event of runTask(running, body)) send(reply.raw, event);
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
    consoleRoutes(scope, cloud);
  };
}

function send(response: ServerResponse, event: object): void {
  response.write(`data: ${JSON.stringify(event)}\n\n`);
}
