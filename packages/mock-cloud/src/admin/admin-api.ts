/**
 * The admin API, `/_oxbow/…`: what tests and the console do that no AWS API can. JSON in, JSON out; Fastify checks
 * the shapes. Only this machine and, with the demo, its console get in.
 */
import type { FastifyError, FastifyInstance } from "fastify";
import { adminRefusal, type ConsoleAccess, consoleCors } from "../console-access.ts";
import type { Fault } from "../faults.ts";
import { OptionError } from "../option-error.ts";
import type { AdminTarget } from "./admin-target.ts";
import { FAULT_SCHEMA } from "./fault-schema.ts";
import { registerStateRoutes } from "./state-routes.ts";

const MAX_BODY_BYTES = 256 * 1024;

const REQUEST_SELECTION_SCHEMA = {
  type: "object",
  additionalProperties: false,
  properties: {
    last: { type: "string", pattern: "^[1-9]\\d{0,5}$" },
    exceptReadsOf: { type: "string", maxLength: 100 },
  },
} as const;

/** Further routes of the host (`/_oxbow/tasks`), behind the same guard. */
export type AdminExtension = (scope: FastifyInstance) => void;

export function registerAdminApi(
  scope: FastifyInstance,
  target: AdminTarget,
  access: () => ConsoleAccess,
  listenHost: string,
  extend?: AdminExtension,
): void {
  scope.addHook("onRequest", async (request, reply) => {
    const refusal = adminRefusal(access(), request.headers, listenHost);
    if (refusal !== undefined)
      return await reply.code(403).send({ error: { code: "ERR_OXBOW_ADMIN_FORBIDDEN", message: refusal } });
    const cors = consoleCors(access(), request.headers);
    if (cors !== undefined) reply.headers(cors);
    if (request.method === "OPTIONS") return await reply.code(204).send();
    return undefined;
  });
  scope.addContentTypeParser(
    ["application/x-pem-file", "text/plain"],
    { parseAs: "string", bodyLimit: MAX_BODY_BYTES },
    (_request, body, done) => done(null, body),
  );
  scope.setErrorHandler((error: FastifyError, _request, reply) => {
    const isTheirs =
      error instanceof OptionError || (error.statusCode !== undefined && error.statusCode < 500);
    if (!isTheirs) scope.log.error(error);
    const code = isTheirs ? (error.code ?? "ERR_OXBOW_ADMIN_INPUT") : "ERR_OXBOW_INTERNAL";
    return reply.code(isTheirs ? 400 : 500).send({ error: { code, message: error.message } });
  });

  scope.options("/_oxbow/*", async () => undefined);
  scope.get("/_oxbow/health", async () => ({ status: "ok", services: ["s3", "cloudfront", "sts", "edge"] }));
  scope.post("/_oxbow/reset", async () => {
    await target.reset();
    return { reset: true };
  });
  scope.get("/_oxbow/distributions", async () => target.distributions());
  scope.post<{ Querystring: { id?: string } }>("/_oxbow/deployments/complete", async ({ query }) => ({
    deployed: await target.completeDeployments(query.id),
  }));
  scope.put<{ Params: { id: string }; Querystring: { account?: string }; Body: unknown }>(
    "/_oxbow/key-pairs/:id",
    async ({ params, query, body }) => {
      const { account = "000000000000" } = query;
      if (!/^\d{12}$/.test(account)) throw new OptionError("account", account, "write 12 digits");
      if (typeof body !== "string")
        throw new OptionError("body", body, "send the public key as PEM text, content-type text/plain");
      await target.setKeyPair(account, params.id, body);
      return { id: params.id, account };
    },
  );
  scope.get("/_oxbow/sessions", async () => target.sessions());
  scope.get<{ Querystring: { last?: string; exceptReadsOf?: string } }>(
    "/_oxbow/requests",
    { schema: { querystring: REQUEST_SELECTION_SCHEMA } },
    async ({ query: { last, ...selection } }) =>
      target.requests.list({ ...selection, ...(last !== undefined && { last: Number(last) }) }),
  );
  scope.delete("/_oxbow/requests", async () => {
    target.requests.clear();
    return { cleared: true };
  });
  scope.get("/_oxbow/metrics", async (_request, reply) => {
    reply.type("text/plain; version=0.0.4; charset=utf-8");
    return await target.metrics();
  });
  scope.get("/_oxbow/faults", async () => target.faults.list());
  scope.put<{ Body: Fault | readonly Fault[] }>(
    "/_oxbow/faults",
    { schema: { body: FAULT_SCHEMA } },
    async ({ body }) => {
      for (const fault of "id" in body ? [body] : body) target.faults.set(fault);
      return target.faults.list();
    },
  );
  scope.delete<{ Querystring: { id?: string } }>("/_oxbow/faults", async ({ query }, reply) => {
    if (query.id === undefined) target.faults.clear();
    else if (!target.faults.delete(query.id)) {
      return await reply.code(404).send({
        error: {
          code: "ERR_OXBOW_NO_FAULT",
          message: `there is no fault "${query.id}": GET /_oxbow/faults lists them`,
        },
      });
    }
    return target.faults.list();
  });
  registerStateRoutes(scope, target.state);
  extend?.(scope);
}
