import { createServer, type Server } from "node:http";
import type { Edge } from "@oxbow/edge";

/**
 * What an operator asks a running edge, on an address of its own that no viewer reaches: `/_oxbow/health`,
 * `/_oxbow/sessions`, `/_oxbow/metrics`.
 */
export function createAdminServer(edge: Edge): Server {
  const answers: Readonly<Record<string, () => Promise<readonly [type: string, body: string]>>> = {
    "/_oxbow/health": async () => [JSON_TYPE, JSON.stringify({ status: "ok", services: ["edge"] })],
    "/_oxbow/sessions": async () => [JSON_TYPE, JSON.stringify(edge.sessions())],
    "/_oxbow/metrics": async () => ["text/plain; version=0.0.4; charset=utf-8", await edge.metrics()],
  };
  return createServer((request, response) => {
    const answer = answers[request.url ?? ""];
    if (answer === undefined || request.method !== "GET") {
      const message = `ask with GET for ${Object.keys(answers).join(", ")}`;
      response.writeHead(404, { "content-type": JSON_TYPE });
      response.end(JSON.stringify({ error: { code: "ERR_OXBOW_NO_ROUTE", message } }));
      return;
    }
    answer().then(
      ([type, body]) => response.writeHead(200, { "content-type": type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
}

const JSON_TYPE = "application/json; charset=utf-8";
