import { createSign, generateKeyPairSync } from "node:crypto";
import { encodeCloudFrontBase64 } from "@oxbow/stream-url/sign";
import { runCommand } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { streamingDistribution } from "../testing/memory-directory.ts";
import { type RunningEdge, startEdge } from "../testing/running-edge.ts";
import { ScriptedClient } from "../testing/scripted-client.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
const FUTURE = 4_000_000_000;
const PAST = 1_000_000_000;

let running: RunningEdge;

beforeAll(async () => {
  running = await startEdge();
  const signers = {
    keyPairs: [
      { id: "APKATEST", publicKeyPem },
      { id: "APKABAD", publicKeyPem: "no key" },
    ],
  };
  running.directory.put(streamingDistribution({ signers }));
});
afterAll(() => running.close());

function sign(policy: string): string {
  return encodeCloudFrontBase64(createSign("RSA-SHA1").update(policy).sign(privateKey));
}

function canned(resource: string, expires = FUTURE): string {
  const policy = `{"Statement":[{"Resource":"${resource}","Condition":{"DateLessThan":{"AWS:EpochTime":${expires}}}}]}`;
  return `Expires=${expires}&Signature=${sign(policy)}&Key-Pair-Id=APKATEST`;
}

function custom(resource: string, more: Record<string, unknown> = {}): string {
  const condition = { DateLessThan: { "AWS:EpochTime": FUTURE }, ...more };
  const policy = JSON.stringify({ Statement: [{ Resource: resource, Condition: condition }] });
  return `Policy=${encodeCloudFrontBase64(Buffer.from(policy))}&Signature=${sign(policy)}&Key-Pair-Id=APKATEST`;
}

const CASES: readonly { what: string; name: string; plays: boolean }[] = [
  { what: "nothing", name: "videos/clock", plays: false },
  { what: "the name without extension", name: `videos/clock?${canned("videos/clock")}`, plays: true },
  { what: "the name with extension", name: `videos/clock?${canned("videos/clock.flv")}`, plays: true },
  { what: "own parameters first", name: `videos/clock?user=1&${canned("videos/clock")}`, plays: true },
  {
    what: "escaped for a Flash page",
    name: `videos/clock?${canned("videos/clock")}`
      .replaceAll("?", "%3F")
      .replaceAll("=", "%3D")
      .replaceAll("&", "%26"),
    plays: true,
  },
  { what: "a prefix in the policy", name: `flv:videos/clock?${canned("flv:videos/clock")}`, plays: false },
  { what: "another stream", name: `videos/clock?${canned("videos/other")}`, plays: false },
  { what: "an expiry in the past", name: `videos/clock?${canned("videos/clock", PAST)}`, plays: false },
  {
    what: "a signature that was changed",
    name: `videos/clock?${canned("videos/clock").replace(`Expires=${FUTURE}`, `Expires=${FUTURE + 1}`)}`,
    plays: false,
  },
  {
    what: "an unknown key pair",
    name: `videos/clock?${canned("videos/clock").replace("APKATEST", "APKAOTHER")}`,
    plays: false,
  },
  {
    what: "a key that can't be read",
    name: `videos/clock?${canned("videos/clock").replace("APKATEST", "APKABAD")}`,
    plays: false,
  },
  { what: "a wildcard", name: `videos/clock?${custom("videos/*")}`, plays: true },
  { what: "a wildcard elsewhere", name: `videos/clock?${custom("music/*")}`, plays: false },
  {
    what: "an address range with the viewer in it",
    name: `videos/clock?${custom("*", { IpAddress: { "AWS:SourceIp": "127.0.0.0/8" } })}`,
    plays: true,
  },
  {
    what: "an address range without the viewer",
    name: `videos/clock?${custom("*", { IpAddress: { "AWS:SourceIp": "192.0.2.0/24" } })}`,
    plays: false,
  },
  {
    what: "a beginning in the future",
    name: `videos/clock?${custom("*", { DateGreaterThan: { "AWS:EpochTime": FUTURE - 1 } })}`,
    plays: false,
  },
];

test.for(CASES)("signed: $what", async ({ name, plays }) => {
  const answer = await fetch(`${running.http}/cfx/st/${name}`, { method: "HEAD" });
  expect(answer.status).toBe(plays ? 200 : 403);
});

test("a viewer by RTMP without a signature is told that playing failed", async () => {
  const viewer = new ScriptedClient({ port: running.addresses.rtmpPorts[0] ?? 0 });
  const msid = await viewer.open();
  viewer.do((session) => session.play(msid, `videos/clock?${canned("videos/clock", PAST)}`));
  const { description } = await viewer.status("NetStream.Failed");
  expect(description).toBe("Failed to play videos/clock (stream ID: 1).");
  viewer.do((session) => session.getStreamLength("videos/clock"));
  const { values } = await viewer.until("result", ({ isError }) => !isError);
  expect(values[0]).toBe(0);
  viewer.socket.destroy();
});

test("a name signed for a while plays in rtmpdump", async () => {
  const name = `videos/clock?${canned("videos/clock")}`;
  const args = ["-r", running.rtmp, "-a", "cfx/st", "-y", name, "-o", "/dev/null"];
  const { code, stderr } = await runCommand("rtmpdump", args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
});

test("HTTP-FLV takes the same signatures; its own parameters are not part of the name", async () => {
  const url = `${running.http}/cfx/st/videos/clock.flv`;
  const signed = await fetch(`${url}?${canned("videos/clock")}&start=2`, { method: "HEAD" });
  const unsigned = await fetch(`${url}?start=2`, { method: "HEAD" });
  expect([signed.status, unsigned.status]).toEqual([200, 403]);
});

test("no signature, policy or key reaches the log", () => {
  const log = running.warnings.join("\n");
  expect(log).toContain("not signed for");
  expect(log).not.toMatch(/Signature|Policy|Key-Pair-Id|APKA/);
});

test("nor do they where they are hidden in a name", async () => {
  const signed = `videos/none?${canned("videos/none")}`;
  const once = encodeURIComponent(signed);
  const twice = encodeURIComponent(once);
  for (const name of [signed, once, twice]) {
    expect((await fetch(`${running.http}/cfx/st/${encodeURIComponent(name)}`)).ok).toBe(false);
    const viewer = new ScriptedClient({ port: running.addresses.rtmpPorts[0] ?? 0 });
    const msid = await viewer.open();
    viewer.do((session) => session.play(msid, name));
    await viewer.until("status", ({ level }) => level === "error");
    viewer.socket.destroy();
  }
  const log = running.warnings.join("\n");
  expect(log).toContain("none%253FExpires");
  expect(log).not.toContain("APKATEST");
  expect(log).not.toContain(/Signature=([^&]{40})/.exec(signed)?.[1]);
});
