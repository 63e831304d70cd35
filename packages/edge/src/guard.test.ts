import { once } from "node:events";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { RtmpClientSession } from "@oxbow/rtmp";
import { afterEach, describe, expect, test } from "vitest";
import type { EdgeLimits } from "./limits.ts";
import { NODE_HANDSHAKE_CRYPTO } from "./servers/rtmp/rtmp-crypto.ts";
import { type RunningEdge, startEdge } from "./testing/running-edge.ts";
import { ScriptedClient } from "./testing/scripted-client.ts";

let running: RunningEdge | undefined;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await running?.close();
});

async function start(limits: Partial<EdgeLimits>): Promise<RunningEdge> {
  running = await startEdge({ limits });
  return running;
}

function dial(port = running?.addresses.rtmpPorts[0] ?? 0): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  sockets.push(socket);
  return socket;
}

function viewerOf({ addresses }: RunningEdge): ScriptedClient {
  const viewer = new ScriptedClient({ port: addresses.rtmpPorts[0] ?? 0 });
  sockets.push(viewer.socket);
  return viewer;
}

async function refusals(reason: string): Promise<number> {
  const text = (await running?.edge.metrics()) ?? "";
  return Number(new RegExp(`oxbow_edge_refused_total\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

describe("a connection that says nothing useful is closed", () => {
  const OPENINGS = [
    { name: "silence", bytes: Buffer.of(), reason: "handshake-timeout" },
    {
      name: "half a C1",
      bytes: Buffer.concat([Buffer.of(3), Buffer.alloc(700)]),
      reason: "handshake-timeout",
    },
    {
      name: "a handshake and no connect",
      bytes: Buffer.concat([Buffer.of(3), Buffer.alloc(3072)]),
      reason: "handshake-timeout",
    },
    {
      name: "an unknown RTMP version",
      bytes: Buffer.concat([Buffer.of(200), Buffer.alloc(1536)]),
      reason: "protocol",
    },
    {
      name: "noise after the handshake",
      bytes: Buffer.concat([Buffer.of(3), Buffer.alloc(3072), Buffer.alloc(4096, 0xa7)]),
      reason: "protocol",
    },
  ];
  test.for(OPENINGS)("$name", async ({ bytes, reason }) => {
    await start({ handshakeTimeoutMs: 100 });
    const socket = dial();
    socket.write(bytes);
    socket.resume();
    await once(socket, "close");
    expect(await refusals(reason)).toBe(1);
  });

  test("TLS where no certificate is given", async () => {
    await start({ handshakeTimeoutMs: 100 });
    const socket = dial();
    socket.write(Buffer.of(0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0));
    socket.resume();
    await once(socket, "close");
  });

  test("HTTP headers that never end", async () => {
    await start({ handshakeTimeoutMs: 100 });
    const socket = dial();
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n");
    socket.resume();
    await once(socket, "close");
    expect(await refusals("handshake-timeout")).toBe(1);
  });
});

test("damaged conversations cost their own connection and nothing else", async () => {
  const edge = await start({ handshakeTimeoutMs: 300 });
  const rounds = process.env.OXBOW_SOAK === undefined ? 60 : 5000;
  let seed = 20_200_531;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed % below;
  };
  const conversation = recordedConversation();
  dial().resume().write(conversation);
  while (edge.edge.sessions()[0]?.streamName !== "videos/clock") await new Promise(setImmediate);
  for (let round = 0; round < rounds; round++) {
    const bytes = Buffer.from(conversation);
    for (let change = 0; change <= random(6); change++) {
      // What comes behind the handshake, which no byte of can be wrong.
      bytes[3073 + random(bytes.length - 3073)] = random(256);
    }
    const socket = dial();
    socket.resume();
    socket.write(bytes.subarray(0, bytes.length - random(40)));
    if (round % 20 === 19) await Promise.all(sockets.splice(0).map(closed));
  }
  const viewer = viewerOf(edge);
  const msid = await viewer.open();
  viewer.do((session) => session.play(msid, "videos/clock"));
  await viewer.status("NetStream.Play.Start");
  expect(edge.warnings.filter((line) => line.includes("connection failed"))).toEqual([]);
});

/** A handshake, connect, createStream and play, as librtmp would send them without waiting for answers. */
function recordedConversation(): Buffer {
  const session = new RtmpClientSession({
    crypto: NODE_HANDSHAKE_CRYPTO,
    app: "cfx/st",
    tcUrl: "rtmp://s123.cloudfront.net/cfx/st",
  });
  const pieces = [...session.takeOutput()];
  // S0, S1 and S2 of a server that echoes: the session goes on to connect.
  const c1 = Buffer.concat(pieces).subarray(1, 1537);
  session.receive(Buffer.concat([Buffer.of(3), Buffer.alloc(1536), c1]));
  session.createStream();
  session.play(1, "videos/clock");
  return Buffer.concat([...pieces, ...session.takeOutput()]);
}

function closed(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.once("close", resolve);
  socket.end();
  if (socket.closed) resolve();
  return promise;
}

test("viewers are limited in all", async () => {
  const edge = await start({ maxViewers: 1 });
  await viewerOf(edge).open();
  const second = viewerOf(edge);
  const { applicationMessage } = await second.until("rejected");
  expect(applicationMessage).toBe("viewers");
  await second.closed();
  expect(await refusals("viewers")).toBe(1);
});

test("viewers are limited per address, and places become free again", async () => {
  const edge = await start({ maxViewersPerAddress: 1 });
  const first = viewerOf(edge);
  await first.open();
  await viewerOf(edge).until("rejected");
  first.socket.destroy();
  while (edge.edge.sessions().length > 0) await new Promise(setImmediate);
  await viewerOf(edge).open();
});

test("connections are limited in their rate", async () => {
  await start({ connectionsPerSecond: 0.1 });
  const first = dial();
  await once(first, "connect");
  const second = dial();
  second.resume();
  await once(second, "close");
  expect(await refusals("connection-rate")).toBe(1);
});

test("a viewer gets no more bytes than allowed", async () => {
  const edge = await start({ maxBytesPerViewer: 50_000 });
  const viewer = viewerOf(edge);
  const msid = await viewer.open();
  viewer.do((session) => {
    session.setBufferLength(msid, 600_000);
    session.play(msid, "videos/clock");
  });
  await viewer.closed();
  expect(await refusals("viewer-bytes")).toBe(1);
});

test("a reader that stops is waited for, and then cut off", async () => {
  const edge = await start({ stallTimeoutMs: 200 });
  const bytes = edge.source.objects.get("videos/clock.flv")?.bytes ?? new Uint8Array();
  // More than the kernel's buffers hold.
  edge.source.put(
    "long.flv",
    Buffer.concat([bytes, ...Array.from({ length: 100 }, () => bytes.subarray(13))]),
  );
  const viewer = viewerOf(edge);
  const msid = await viewer.open();
  viewer.do((session) => {
    session.setBufferLength(msid, 3_600_000);
    session.play(msid, "long");
  });
  await viewer.status("NetStream.Play.Start");
  viewer.socket.pause();
  while (edge.edge.sessions().length > 0) await new Promise(setImmediate);
  expect(await refusals("stall-timeout")).toBe(1);
});

test("a viewer who does nothing at all is idle", async () => {
  const edge = await start({ idleTimeoutMs: 100 });
  const viewer = viewerOf(edge);
  await viewer.until("connected");
  await viewer.closed();
  expect(await refusals("idle-timeout")).toBe(1);
});

describe("tunnels", () => {
  async function post(path: string, body: Uint8Array = Buffer.of(0)): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const url = `${running?.http}${path}`;
    request(url, { method: "POST", agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end(body);
    return promise;
  }

  test("are limited in number and in the size of a body", async () => {
    await start({ maxTunnels: 1, maxTunnelBodyBytes: 1000 });
    expect(await post("/open/1")).toBe(200);
    expect(await post("/open/1")).toBe(503);
    expect(await post("/send/unknown/1")).toBe(404);
    expect(await post("/send/x/1", Buffer.alloc(5000))).toBe(413);
    expect(await refusals("tunnels")).toBe(1);
  });
});

describe("draining", () => {
  test("finishes what plays, tells viewers, takes nobody more", async () => {
    const edge = await start({});
    const viewer = viewerOf(edge);
    const msid = await viewer.open();
    viewer.do((session) => session.play(msid, "videos/clock"));
    await viewer.until("userControl", ({ control }) => control.event === "bufferEmpty");
    const closing = edge.edge.close();
    await viewer.status("NetStream.Play.UnpublishNotify");
    await viewer.status("NetConnection.Connect.AppShutdown");
    await viewer.closed();
    await closing;
    const late = dial(edge.addresses.rtmpPorts[0]);
    await new Promise((resolve) => late.once("close", resolve));
  });

  test("does not wait for a reader that stopped", async () => {
    const edge = await start({ drainTimeoutMs: 100 });
    const bytes = edge.source.objects.get("videos/clock.flv")?.bytes ?? new Uint8Array();
    edge.source.put(
      "long.flv",
      Buffer.concat([bytes, ...Array.from({ length: 100 }, () => bytes.subarray(13))]),
    );
    const viewer = viewerOf(edge);
    const msid = await viewer.open();
    viewer.do((session) => {
      session.setBufferLength(msid, 3_600_000);
      session.play(msid, "long");
    });
    await viewer.status("NetStream.Play.Start");
    viewer.socket.pause();
    await edge.edge.close();
    expect(edge.edge.sessions()).toEqual([]);
  });
});
