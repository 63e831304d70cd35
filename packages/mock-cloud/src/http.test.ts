import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { openMemoryBlobs, openMemoryStore } from "@oxbow/store";
import type { FastifyInstance } from "fastify";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registerAdminApi } from "./admin/admin-api.ts";
import { SYSTEM_CLOCK } from "./clock.ts";
import { type Cloud, composeCloud } from "./cloud.ts";
import { NO_CONSOLE } from "./console-access.ts";
import { createHttpServer } from "./http.ts";
import { toSettings } from "./options.ts";

let cloud: Cloud;
let app: FastifyInstance;
let endpoint: string;

beforeAll(async () => {
  cloud = composeCloud({
    store: openMemoryStore(),
    blobs: openMemoryBlobs(),
    clock: SYSTEM_CLOCK,
    settings: toSettings({ deploy: "manual" }),
    onError: (error) => {
      throw error;
    },
  });
  app = createHttpServer({
    handle: cloud.handle,
    logger: pino({ level: "silent" }),
    access: () => NO_CONSOLE,
    admin: (scope) =>
      registerAdminApi(
        scope,
        {
          requests: cloud.requests,
          faults: cloud.faults,
          state: cloud.state,
          reset: cloud.reset,
          distributions: () => [],
          completeDeployments: (id) => cloud.cloudfront.completeDeployments(id),
          setKeyPair: (...args) => cloud.cloudfront.setKeyPair(...args),
          sessions: () => [],
          metrics: async () => "oxbow_viewers 0\n",
        },
        () => NO_CONSOLE,
        "127.0.0.1",
      ),
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  await fetch(`${endpoint}/bucket`, { method: "PUT", headers: AUTHORIZED });
});
afterAll(async () => {
  await app.close();
  await cloud.close();
});

/** Relaxed mode believes any well-formed signature. */
const AUTHORIZED = {
  authorization:
    "AWS4-HMAC-SHA256 Credential=test/20201231/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000",
  "x-amz-date": new Date().toISOString().replace(/[-:]|\.\d+/g, ""),
  "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
};

describe("requests", () => {
  test("the raw target survives", async () => {
    const key = "a//b%2Fc+d;e/../f";
    const put = await raw("PUT", `/bucket/${key}`, AUTHORIZED, "x");
    expect(put.statusCode).toBe(200);
    const { objects } = { objects: await text(await raw("GET", "/bucket?list-type=2", AUTHORIZED)) };
    expect(objects).toContain("<Key>a//b/c+d;e/../f</Key>");
  });

  test("any content type, or none, is S3's business", async () => {
    for (const contentType of ["nonsense", "application/json", "text/x; charset=?"]) {
      const answer = await raw("PUT", "/bucket/typed", { ...AUTHORIZED, "content-type": contentType }, "{");
      expect(answer.statusCode).toBe(200);
    }
  });

  test("a method nobody knows is refused in S3's words", async () => {
    const answer = await raw("PATCH", "/bucket/key", AUTHORIZED);
    expect([answer.statusCode, await text(answer)]).toEqual([
      405,
      expect.stringContaining("<Code>MethodNotAllowed</Code>"),
    ]);
  });

  test("what is no HTTP gets a 400 in XML", async () => {
    const socket = connect(Number(new URL(endpoint).port), "127.0.0.1");
    socket.end("this is no HTTP\r\n\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 [\s\S]*<Code>BadRequest<\/Code>/);
  });

  test("an upload that is refused is never sent", async () => {
    const request = httpRequest(`${endpoint}/bucket/key`, {
      method: "PUT",
      headers: { expect: "100-continue", "content-length": "1000000" },
    });
    let continued = false;
    request.on("continue", () => {
      continued = true;
    });
    request.flushHeaders();
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    expect([answer.statusCode, continued]).toEqual([403, false]);
    request.destroy();
  });

  test("an expectation nobody knows is passed over", async () => {
    const answer = await raw("PUT", "/bucket/expected", { ...AUTHORIZED, expect: "200" }, "x");
    expect(answer.statusCode).toBe(200);
  });

  test("an upload that may come is asked for", async () => {
    const headers = { ...AUTHORIZED, expect: "100-continue", "content-length": "5" };
    const request = httpRequest(`${endpoint}/bucket/continued`, { method: "PUT", headers });
    request.flushHeaders();
    await once(request, "continue");
    request.end("hello");
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    expect(await text(await raw("GET", "/bucket/continued", AUTHORIZED))).toBe("hello");
  });
});

describe("admin API", () => {
  test("answers health", async () => {
    expect(await (await fetch(`${endpoint}/_oxbow/health`)).json()).toMatchObject({ status: "ok" });
  });

  test("refuses a page of another site and a rebound name", async () => {
    const page = await fetch(`${endpoint}/_oxbow/reset`, {
      method: "POST",
      headers: { origin: "http://evil.example" },
    });
    expect([page.status, await page.json()]).toMatchObject([
      403,
      { error: { code: "ERR_OXBOW_ADMIN_FORBIDDEN" } },
    ]);
    const rebound = await raw("POST", "/_oxbow/reset", { host: "evil.example" });
    expect(rebound.statusCode).toBe(403);
  });

  test("sets, lists and deletes faults, and checks their shape", async () => {
    const send = (body: unknown) =>
      fetch(`${endpoint}/_oxbow/faults`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const fault = {
      id: "x",
      match: { service: "s3", operation: "ListBuckets" },
      effect: { kind: "error", code: "InternalError" },
    };
    expect(await (await send(fault)).json()).toEqual([fault]);
    const broken = await raw("GET", "/", AUTHORIZED);
    expect([broken.statusCode, await text(broken)]).toEqual([
      500,
      expect.stringContaining("<Code>InternalError</Code>"),
    ]);
    expect((await fetch(`${endpoint}/_oxbow/faults?id=x`, { method: "DELETE" })).status).toBe(200);
    expect((await fetch(`${endpoint}/_oxbow/faults?id=x`, { method: "DELETE" })).status).toBe(404);
    const wrong = await send({ ...fault, effect: { kind: "stall" } });
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { error: { message: expect.any(String) } },
    ]);
  });

  test("takes key pairs as PEM", async () => {
    const put = (account: string) =>
      fetch(`${endpoint}/_oxbow/key-pairs/K1?account=${account}`, {
        method: "PUT",
        headers: { "content-type": "text/plain" },
        body: "-----BEGIN PUBLIC KEY-----",
      });
    expect((await put("123456789012")).status).toBe(200);
    const wrong = await put("12");
    expect([wrong.status, await wrong.json()]).toMatchObject([
      400,
      { error: { message: 'account is "12": write 12 digits' } },
    ]);
  });
});

/** A request whose target and headers go out as they are written. */
async function raw(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<IncomingMessage> {
  const { hostname, port } = new URL(endpoint);
  const request = httpRequest({ hostname, port, method, path, headers });
  request.end(body);
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  return answer;
}
