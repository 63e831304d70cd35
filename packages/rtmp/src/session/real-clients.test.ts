import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoopbackServer, startLoopbackServer } from "../testing/loopback-server.cases.ts";
import { type ProbedPacket, probePackets, runClient } from "../testing/run-client.cases.ts";

const CLOCK = sampleFile("videos/clock.flv");
const folder = mkdtempSync(join(tmpdir(), "rtmp-clients-"));
let server: LoopbackServer;
let expected: readonly ProbedPacket[];

beforeAll(async () => {
  server = await startLoopbackServer(CLOCK);
  expected = await probePackets(CLOCK);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

test("ffmpeg gets every packet over the digest handshake", async () => {
  const out = join(folder, "ffmpeg.flv");
  const url = `rtmp://127.0.0.1:${server.port}/cfx/st/videos/clock`;
  const { code, stderr } = await runClient("ffmpeg", ["-v", "error", "-i", url, "-c", "copy", "-y", out]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(await probePackets(out)).toEqual(expected);
});

test.for(["rtmp", "rtmpe"])("rtmpdump gets every packet over %s", async (protocol) => {
  const out = join(folder, `${protocol}.flv`);
  const address = `${protocol}://127.0.0.1:${server.port}`;
  const { code, stderr } = await runClient("rtmpdump", [
    "-q",
    "-r",
    address,
    "-a",
    "cfx/st",
    "-y",
    "videos/clock",
    "-o",
    out,
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(await probePackets(out)).toEqual(expected);
});
