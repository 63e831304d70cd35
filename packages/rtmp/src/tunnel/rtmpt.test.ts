import { sampleFile } from "@oxbow/testkit";
import { expect, test } from "vitest";
import type { ClientEvent } from "../session/client-event.ts";
import { RtmpClientSession } from "../session/client-session.ts";
import { FilePlayer } from "../testing/loopback-server.cases.ts";
import { NODE_CRYPTO } from "../testing/node-crypto.cases.ts";
import { concat } from "../testing/pipe.cases.ts";
import { RtmptClient } from "./rtmpt-client.ts";
import { type RtmptLimits, RtmptServer, type TunnelOutcome } from "./rtmpt-server.ts";
import type { TunnelReply } from "./tunnel-reply.ts";

const NOTHING = Uint8Array.of(0);

class Harness {
  nowMs = 0;
  readonly server: RtmptServer;
  constructor(limits: Partial<RtmptLimits> = {}) {
    this.server = new RtmptServer({ randomBytes: NODE_CRYPTO.randomBytes, nowMs: () => this.nowMs, limits });
  }

  post(target: string, body: Uint8Array = NOTHING, method = "POST"): TunnelOutcome {
    return this.server.handle({ method, target, body });
  }

  open(): string {
    const outcome = this.post("/open/1");
    if (outcome.kind !== "opened") throw new Error("not opened");
    return outcome.id;
  }

  /** Posts, pushes `bytes` as a session would, and answers. */
  exchange(target: string, body: Uint8Array, bytes: Uint8Array): TunnelReply {
    const outcome = this.post(target, body);
    if (outcome.kind !== "received") throw new Error(`not received but ${outcome.kind}`);
    this.server.push(outcome.id, bytes);
    return this.server.answer(outcome.id);
  }
}

function statusOf(outcome: TunnelOutcome): number {
  if (outcome.kind !== "reply") throw new Error(`no reply but ${outcome.kind}`);
  return outcome.reply.status;
}

test("opens, sends, idles and closes", () => {
  const { server } = new Harness();
  const harness = new Harness();
  const opened = harness.post("/open/1");
  if (opened.kind !== "opened") throw new Error("not opened");
  expect(new TextDecoder().decode(opened.reply.body)).toBe(`${opened.id}\n`);
  expect(opened.reply.headers).toMatchObject({
    "Content-Type": "application/x-fcs",
    "Access-Control-Allow-Origin": "*",
  });

  const sent = harness.post(`/send/${opened.id}/0`, Uint8Array.of(1, 2, 3));
  expect(sent).toEqual({ kind: "received", id: opened.id, bytes: Uint8Array.of(1, 2, 3) });
  harness.server.push(opened.id, Uint8Array.of(7, 8));
  expect([...harness.server.answer(opened.id).body]).toEqual([1, 7, 8]);
  expect(harness.post(`/idle/${opened.id}/1`)).toEqual({
    kind: "received",
    id: opened.id,
    bytes: new Uint8Array(0),
  });
  expect(harness.post(`/close/${opened.id}/2`)).toMatchObject({
    kind: "closed",
    id: opened.id,
    reply: { status: 200 },
  });
  expect(harness.server.size).toBe(0);
  expect(server.size).toBe(0);
});

test("asks clients to poll less and less while there is nothing, and at once after something", () => {
  const harness = new Harness();
  const id = harness.open();
  const intervals = Array.from(
    { length: 8 },
    (_, index) => harness.exchange(`/idle/${id}/${index}`, NOTHING, new Uint8Array(0)).body[0],
  );
  expect(intervals).toEqual([3, 5, 9, 0x11, 0x21, 0x21, 0x21, 0x21]);
  expect(harness.exchange(`/idle/${id}/8`, NOTHING, Uint8Array.of(5)).body[0]).toBe(1);
});

test("repeats the last answer to a repeated number, and feeds its bytes once", () => {
  const harness = new Harness();
  const id = harness.open();
  const reply = harness.exchange(`/send/${id}/1`, Uint8Array.of(1), Uint8Array.of(9));
  harness.server.push(id, Uint8Array.of(10));
  expect(harness.post(`/send/${id}/1`, Uint8Array.of(1))).toEqual({ kind: "reply", reply });
  expect([...harness.exchange(`/idle/${id}/2`, NOTHING, new Uint8Array(0)).body]).toEqual([1, 10]);
});

test("a number repeated before its answer feeds nothing again", () => {
  const harness = new Harness();
  const id = harness.open();
  harness.post(`/send/${id}/0`, Uint8Array.of(1));
  expect(harness.post(`/send/${id}/0`, Uint8Array.of(1))).toEqual({
    kind: "received",
    id,
    bytes: new Uint8Array(0),
  });
});

test.for([2, 5, 0])("refuses number %s after 3", (sequence) => {
  const harness = new Harness();
  const id = harness.open();
  harness.post(`/idle/${id}/3`);
  expect(statusOf(harness.post(`/send/${id}/${sequence}`))).toBe(400);
  // The right one still goes on.
  expect(harness.post(`/send/${id}/4`).kind).toBe("received");
});

test("refuses what is not the tunnel's", () => {
  const harness = new Harness({ maxBodyBytes: 10 });
  const id = harness.open();
  expect(statusOf(harness.post("/fcs/ident2"))).toBe(404);
  expect(statusOf(harness.post("/send/AAAAAAAAAAAAAAAA/0"))).toBe(404);
  expect(statusOf(harness.post("/"))).toBe(404);
  expect(statusOf(harness.post(`/send/${id}/0`, NOTHING, "GET"))).toBe(405);
  expect(statusOf(harness.post(`/send/${id}/0`, new Uint8Array(11)))).toBe(413);
  const preflight = harness.post(`/send/${id}/0`, NOTHING, "OPTIONS");
  expect(preflight).toMatchObject({
    kind: "reply",
    reply: { status: 204, headers: { "Access-Control-Allow-Headers": "content-type" } },
  });
  expect(
    ["/open/1", "/fcs/ident2", `/idle/${id}/7?x=1`].every((target) => harness.server.isTunnelTarget(target)),
  ).toBe(true);
  expect(
    ["/cfx/st/x", "/send", "/open", `/send/${id}/x`, "/send/../0"].some((target) =>
      harness.server.isTunnelTarget(target),
    ),
  ).toBe(false);
});

test("opens no more tunnels than allowed, and gives silent ones up", () => {
  const harness = new Harness({ maxTunnels: 2, idleTimeoutMs: 1000 });
  const first = harness.open();
  harness.nowMs = 500;
  const second = harness.open();
  expect(statusOf(harness.post("/open/1"))).toBe(503);
  harness.nowMs = 1000;
  expect(harness.server.expire()).toEqual([first]);
  harness.post(`/idle/${second}/0`);
  harness.nowMs = 1999;
  expect(harness.server.expire()).toEqual([]);
  harness.nowMs = 2000;
  expect(harness.server.expire()).toEqual([second]);
  expect(statusOf(harness.post(`/idle/${second}/1`))).toBe(404);
});

test("a tunnel that ended gives what is left, in bounded answers, then is gone", () => {
  const harness = new Harness({ maxAnswerBytes: 3 });
  const id = harness.open();
  expect(harness.exchange(`/idle/${id}/0`, NOTHING, Uint8Array.of(1, 2, 3, 4)).body).toHaveLength(4);
  harness.server.end(id);
  expect(harness.server.pendingBytes(id)).toBe(1);
  expect([...harness.exchange(`/idle/${id}/1`, NOTHING, new Uint8Array(0)).body]).toEqual([1, 4]);
  expect(statusOf(harness.post(`/idle/${id}/2`))).toBe(404);
  expect(harness.server.size).toBe(0);
  expect(harness.server.answer(id).status).toBe(404);
});

test("ids cannot be guessed from one another", () => {
  const harness = new Harness({ maxTunnels: 200 });
  const ids = new Set(Array.from({ length: 100 }, () => harness.open()));
  expect(ids.size).toBe(100);
  expect([...ids].every((id) => /^[A-Za-z0-9_-]{16}$/.test(id))).toBe(true);
});

/** Runs a client session through a tunnel; `spoil` may lose an answer. */
function playThroughTunnel(spoil: (post: number) => boolean, maxPostBytes?: number): readonly ClientEvent[] {
  const harness = new Harness();
  const player = new FilePlayer(sampleFile("videos/clock.flv"));
  const tunnel = new RtmptClient(maxPostBytes);
  const client = new RtmpClientSession({ crypto: NODE_CRYPTO, app: "cfx/st", tcUrl: "rtmpt://h/cfx/st" });
  const events: ClientEvent[] = [];
  for (let count = 0; count < 2000 && !tunnel.isOver; count++) {
    for (const piece of client.takeOutput()) tunnel.push(piece);
    const post = tunnel.post() ?? tunnel.retry();
    if (post === undefined) break;
    const outcome = harness.post(post.path, post.body);
    if (outcome.kind === "received") {
      for (const piece of player.receive(outcome.bytes)) harness.server.push(outcome.id, piece);
    }
    const reply = outcome.kind === "received" ? harness.server.answer(outcome.id) : outcome.reply;
    if (spoil(count)) continue;
    for (const event of client.receive(tunnel.receive(reply.status, reply.body))) {
      events.push(event);
      if (event.kind === "connected") client.createStream();
      if (event.kind === "streamCreated") client.play(event.msid, "videos/clock", { startMs: 0 });
      if (event.kind === "status" && event.code === "NetStream.Play.Stop") tunnel.close();
    }
  }
  expect(tunnel.isOver).toBe(true);
  expect(harness.server.size).toBe(0);
  return events;
}

test("a file plays through both machines, one post at a time", () => {
  const events = playThroughTunnel(() => false);
  expect(events.filter(({ kind }) => kind === "packet").length).toBeGreaterThan(500);
});

test("nothing is lost or doubled when every third answer gets lost, and posts are small", () => {
  const whole = playThroughTunnel(() => false);
  const spoiled = playThroughTunnel((count) => count > 0 && count % 3 === 0, 100);
  expect(withoutIds(spoiled)).toEqual(withoutIds(whole));
});

/** Client ids differ from session to session. */
function withoutIds(events: readonly ClientEvent[]): readonly ClientEvent[] {
  return events.filter(({ kind }) => kind === "packet" || kind === "data");
}

test("the client tells how long to wait, and what went wrong", () => {
  const client = new RtmptClient();
  expect(client.post()).toEqual({ path: "/open/1", body: NOTHING });
  expect(client.post()).toBeUndefined();
  client.receive(200, new TextEncoder().encode("abc\n"));
  expect(client.post()).toEqual({ path: "/idle/abc/0", body: NOTHING });
  expect(client.receive(200, Uint8Array.of(9))).toEqual(new Uint8Array(0));
  expect(client.pollDelayMs).toBe(128);
  client.push(Uint8Array.of(1, 2));
  expect(client.pendingBytes).toBe(2);
  expect(client.post()).toEqual({ path: "/send/abc/1", body: Uint8Array.of(1, 2) });
  expect([...client.receive(200, Uint8Array.of(9, 5))]).toEqual([5]);
  expect(client.pollDelayMs).toBe(0);
  client.post();
  expect(() => client.receive(404, new Uint8Array(0))).toThrow(
    expect.objectContaining({ code: "ERR_RTMP_TUNNEL" }),
  );
  expect(client.isOver).toBe(true);
  expect(client.post()).toBeUndefined();
});

test.for([
  { name: "an empty id", body: new TextEncoder().encode("\n") },
  { name: "a page in place of an id", body: new TextEncoder().encode("<html></html>") },
])("the client refuses $name", ({ body }) => {
  const client = new RtmptClient();
  client.post();
  expect(() => client.receive(200, body)).toThrow(expect.objectContaining({ code: "ERR_RTMP_TUNNEL" }));
});

test("a client that closes before it opened has nothing to say", () => {
  const client = new RtmptClient();
  client.close();
  expect(client.post()).toBeUndefined();
  expect(client.isOver).toBe(true);
});

test("answers are taken apart wherever they are cut", () => {
  const harness = new Harness({ maxAnswerBytes: 7 });
  const id = harness.open();
  const bytes = Uint8Array.from({ length: 100 }, (_, index) => index);
  harness.server.push(id, bytes);
  const parts = Array.from({ length: 15 }, (_, index) =>
    harness.exchange(`/idle/${id}/${index}`, NOTHING, new Uint8Array(0)).body.slice(1),
  );
  expect(concat(parts)).toEqual(bytes);
});
