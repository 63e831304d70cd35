import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { streamingDistribution } from "../testing/memory-directory.ts";
import { type RunningEdge, startEdge } from "../testing/running-edge.ts";

let running: RunningEdge;

beforeAll(async () => {
  running = await startEdge();
});
afterAll(() => running.close());
beforeEach(() => {
  running.directory.put(streamingDistribution());
  running.edge.setFaults([]);
});

function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  httpRequest(`${running.http}${path}`, { agent: false, ...options }, resolve)
    .on("error", reject)
    .end();
  return promise;
}

async function bodyOf(response: IncomingMessage): Promise<{ bytes: Buffer; isBroken: boolean }> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of response) pieces.push(piece as Buffer);
    return { bytes: Buffer.concat(pieces), isBroken: false };
  } catch {
    return { bytes: Buffer.concat(pieces), isBroken: true };
  }
}

/** Time of the last whole tag. */
function lastTagMs(flv: Buffer): number {
  let at = 13;
  let lastMs = 0;
  while (at + 11 <= flv.length) {
    const end = at + 11 + flv.readUIntBE(at + 1, 3) + 4;
    if (end > flv.length) break;
    lastMs = flv.readUIntBE(at + 4, 3);
    at = end;
  }
  return lastMs;
}

test("begins with a header, onMetaData and decoder configurations", async () => {
  const response = await ask("/cfx/st/videos/clock.flv?buffer=600");
  expect(response.headers).toMatchObject({
    "content-type": "video/x-flv",
    "access-control-allow-origin": "*",
  });
  const { bytes } = await bodyOf(response);
  expect(bytes.subarray(0, 13).toString("latin1")).toBe("FLV\x01\x05\0\0\0\x09\0\0\0\0");
  expect(bytes[13]).toBe(18);
  expect(bytes.subarray(13, 60).toString("latin1")).toContain("onMetaData");
  expect(lastTagMs(bytes)).toBeGreaterThanOrEqual(19_960);
});

test("makes FLV of MP4 and MP3 as well", async () => {
  for (const [name, flags] of [
    ["videos/clock.mp4", 5],
    ["music/beep.mp3", 4],
  ] as const) {
    const { bytes } = await bodyOf(await ask(`/cfx/st/${name}?buffer=600`));
    expect(bytes.subarray(0, 5)).toEqual(
      Buffer.from(["F", "L", "V"].map((c) => c.charCodeAt(0)).concat(1, flags)),
    );
    expect(lastTagMs(bytes)).toBeGreaterThan(19_000);
  }
});

test("is paced after a first burst", async () => {
  const response = await ask("/cfx/st/videos/clock.flv");
  const pieces: Buffer[] = [];
  response.on("data", (piece: Buffer) => pieces.push(piece));
  while (lastTagMs(Buffer.concat(pieces)) < 5000) await once(response, "data");
  expect(lastTagMs(Buffer.concat(pieces))).toBeLessThan(9000);
  expect(running.edge.sessions()).toMatchObject([{ protocol: "http-flv", streamName: "videos/clock" }]);
  response.destroy();
});

const HOSTS = [
  { path: "/cfx/st/videos/clock.flv", host: "s123.cloudfront.localhost:8080" },
  { path: "/cfx/st/videos/clock", host: "127.0.0.1:8080" },
  { path: "/_oxbow/at/s123.cloudfront.net/cfx/st/videos/clock.flv", host: "127.0.0.1" },
];
test.for(HOSTS)("finds $path at $host", async ({ path, host }) => {
  const response = await ask(path, { method: "HEAD", headers: { host } });
  expect(response.statusCode).toBe(200);
});

const REFUSALS = [
  { path: "/cfx/st/none.flv", status: 404, host: "s123.cloudfront.net" },
  { path: "/cfx/st/videos/clock.flv", status: 404, host: "s404.cloudfront.net" },
  { path: "/other", status: 404, host: "s123.cloudfront.net" },
  { path: "/", status: 403, host: "unknown.example.com" },
  { path: "/cfx/st/text.flv", status: 415, host: "s123.cloudfront.net" },
];
test.for(REFUSALS)("$path at $host is $status, readable for every page", async ({ path, status, host }) => {
  running.source.put("text.flv", "no media at all");
  const response = await ask(path, { headers: { host } });
  expect(response.statusCode).toBe(status);
  expect(response.headers["access-control-allow-origin"]).toBe("*");
  await bodyOf(response);
});

test("a preflight allows everything", async () => {
  const response = await ask("/cfx/st/videos/clock.flv", {
    method: "OPTIONS",
    headers: { origin: "https://example.com", "access-control-request-headers": "range" },
  });
  expect(response.statusCode).toBe(204);
  expect(response.headers).toMatchObject({
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "range",
    "access-control-allow-private-network": "true",
  });
});

test("crossdomain.xml allows every domain, whatever the bucket holds", async () => {
  running.source.put("crossdomain.xml", "<deny/>");
  const { bytes } = await bodyOf(await ask("/crossdomain.xml", { headers: { host: "s123.cloudfront.net" } }));
  expect(bytes.toString()).toContain('<allow-access-from domain="*"');
});

test("a viewer of a distribution that is disabled is cut off, visibly", async () => {
  const response = await ask("/cfx/st/videos/clock.flv");
  await once(response, "data");
  const body = bodyOf(response);
  running.directory.put(streamingDistribution({ isServing: false }));
  expect((await body).isBroken).toBe(true);
  expect(running.edge.sessions()).toEqual([]);
});

describe("WS-FLV", () => {
  function open(path: string, host = "s123.cloudfront.net"): WebSocket {
    return new WebSocket(`${running.http.replace("http", "ws")}${path}`, { headers: { host } });
  }

  test("has the bytes of HTTP-FLV, and ends with 1000", async () => {
    const http = await bodyOf(await ask("/cfx/st/videos/clock.flv?buffer=600&start=3"));
    const socket = open("/cfx/st/videos/clock.flv?buffer=600&start=3");
    const pieces: Buffer[] = [];
    socket.on("message", (data) => pieces.push(data as Buffer));
    const [code] = (await once(socket, "close")) as [number];
    expect(code).toBe(1000);
    expect(Buffer.compare(Buffer.concat(pieces), http.bytes)).toBe(0);
  });

  test("is refused with the status of HTTP-FLV", async () => {
    const socket = open("/cfx/st/none.flv");
    const [error] = (await once(socket, "error")) as [Error];
    expect(error.message).toContain("404");
  });

  test("is told that the distribution is gone", async () => {
    const socket = open("/cfx/st/videos/clock.flv");
    await once(socket, "message");
    running.directory.delete("ESTREAM");
    const [code, reason] = (await once(socket, "close")) as [number, Buffer];
    expect({ code, reason: reason.toString() }).toEqual({ code: 1001, reason: "distribution-deleted" });
  });
});

describe("faults", () => {
  const match = { service: "edge" };
  test("refuse", async () => {
    running.edge.setFaults([{ id: "f", match, effect: { kind: "refuse" } }]);
    expect((await ask("/cfx/st/videos/clock.flv")).statusCode).toBe(503);
  });
  test("truncate breaks off at the byte", async () => {
    running.edge.setFaults([{ id: "f", match, effect: { kind: "truncate", atByte: 50_001 } }]);
    const { bytes, isBroken } = await bodyOf(await ask("/cfx/st/videos/clock.flv?buffer=600"));
    expect({ length: bytes.length, isBroken }).toEqual({ length: 50_001, isBroken: true });
  });
  test("stall goes silent at the byte and keeps the connection", async () => {
    running.edge.setFaults([{ id: "f", match, effect: { kind: "stall", atByte: 50_001 } }]);
    const response = await ask("/cfx/st/videos/clock.flv?buffer=600");
    let byteLength = 0;
    for await (const piece of response) {
      byteLength += (piece as Buffer).length;
      if (byteLength >= 50_001) break;
    }
    expect(byteLength).toBe(50_001);
  });
  test("a slow origin delays the answer", async () => {
    running.edge.setFaults([{ id: "f", match, effect: { kind: "delay", ms: 30 } }]);
    running.source.put("slow.flv", running.source.objects.get("videos/clock.flv")?.bytes ?? "");
    const before = performance.now();
    const response = await ask("/cfx/st/slow.flv");
    expect(performance.now() - before).toBeGreaterThanOrEqual(60);
    response.destroy();
  });
});

test("metrics count viewers, bytes, hits and origin requests by distribution", async () => {
  await bodyOf(await ask("/cfx/st/videos/clock.flv?buffer=600"));
  const text = await running.edge.metrics();
  expect(text).toMatch(/oxbow_edge_sent_bytes_total\{distribution="ESTREAM",protocol="http-flv"\} \d{6}/);
  expect(text).toMatch(
    /oxbow_edge_cache_lookups_total\{distribution="ESTREAM",cache="segment",result="hit"\} [1-9]/,
  );
  expect(text).toMatch(
    /oxbow_edge_origin_requests_total\{distribution="ESTREAM",kind="head",outcome="ok"\} [1-9]/,
  );
  expect(text).toMatch(/oxbow_edge_viewers\{distribution="ESTREAM",protocol="http-flv"\} 0/);
});

test("access logs tell HTTP viewers as RTMP viewers, without signatures", async () => {
  running.directory.put(streamingDistribution({ logging: { bucket: "logs", prefix: "" } }));
  const headers = { "user-agent": "curl/8", referer: "http://d123.cloudfront.net/?Signature=s3cret" };
  await bodyOf(await ask("/cfx/st/videos/clock.flv?buffer=600&u=1&Signature=s3cret", { headers }));
  await running.edge.flushLogs();
  const records =
    running.logs
      .at(-1)
      ?.lines.slice(2)
      .map((line) => line.split("\t")) ?? [];
  expect(records.map((values) => values[4])).toEqual(["connect", "play", "stop", "disconnect"]);
  expect(records[1]?.slice(8)).toEqual([
    ...["http://127.0.0.1/cfx/st", "-", "-", "http://d123.cloudfront.net/?Signature=-", "curl/8"],
    ...["videos/clock", "u=1&Signature=-", "flv", "1"],
  ]);
  expect(Number(records[3]?.[5])).toBeGreaterThan(170_000);
});

test("many viewers of one title cost the origin one object", async () => {
  running.source.reads.length = 0;
  running.source.put(
    "popular.flv",
    Buffer.concat([running.source.objects.get("videos/clock.flv")?.bytes ?? Buffer.of()]),
  );
  await Promise.all(
    Array.from({ length: 20 }, async () => bodyOf(await ask("/cfx/st/popular.flv?buffer=600"))),
  );
  const size = running.source.objects.get("popular.flv")?.bytes.length ?? 0;
  expect(running.source.bytesRead).toBeLessThanOrEqual(size);
});
