import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foreignFile, sampleFile } from "@oxbow/testkit";
import { afterAll, expect, onTestFinished, test } from "vitest";
import {
  type LoopbackServer,
  startLoopbackServer,
  startTunnelServer,
} from "../testing/loopback-server.cases.ts";
import { type ProbedPacket, probePackets, runClient } from "../testing/run-client.cases.ts";

/** What stands between this package and the world: real clients on loopback, their packets compared with the file's. */
const CLOCK = sampleFile("videos/clock.flv");
const BOUNDARY_MS = 0xffffff;
const folder = mkdtempSync(join(tmpdir(), "rtmp-clients-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function outFile(): string {
  files += 1;
  return join(folder, `${files}.flv`);
}

/** Serves until the test is over. */
async function serve(...args: Parameters<typeof startLoopbackServer>): Promise<LoopbackServer> {
  const server = await startLoopbackServer(...args);
  onTestFinished(server.close);
  return server;
}

async function serveTunnel(path: string): Promise<LoopbackServer> {
  const server = await startTunnelServer(path);
  onTestFinished(server.close);
  return server;
}

async function ffmpeg(url: string, ...options: readonly string[]): Promise<readonly ProbedPacket[]> {
  const out = outFile();
  const result = await runClient("ffmpeg", [
    "-v",
    "error",
    ...options,
    "-i",
    url,
    "-c",
    "copy",
    "-copyts",
    "-y",
    out,
  ]);
  expect(result).toEqual({ code: 0, stderr: "" });
  return probePackets(out);
}

async function rtmpdump(
  protocol: string,
  { port }: LoopbackServer,
  ...options: readonly string[]
): Promise<readonly ProbedPacket[]> {
  const out = outFile();
  const address = ["-r", `${protocol}://127.0.0.1:${port}`, "-a", "cfx/st", "-y", "videos/clock"];
  const result = await runClient("rtmpdump", ["-q", ...address, "-o", out, ...options]);
  // 2: it suspects that the end is missing, as it does whenever the metadata promise more than the last packet.
  expect(["0", "2"]).toContain(String(result.code));
  return probePackets(out);
}

test("ffmpeg gets every packet over the digest handshake", async () => {
  const server = await serve(CLOCK);
  const packets = await ffmpeg(`rtmp://127.0.0.1:${server.port}/cfx/st/videos/clock`);
  expect(packets).toEqual(await probePackets(CLOCK));
  const [player] = server.players;
  expect(player?.events.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["connect", "createStream", "getStreamLength", "play", "setBufferLength"]),
  );
  expect(player?.events[0]).toMatchObject({ app: "cfx/st", flashVer: "LNX 9,0,124,2" });
});

test("rtmpdump gets every packet over RTMP and RTMPE", async () => {
  const server = await serve(CLOCK);
  const expected = await probePackets(CLOCK);
  expect(await rtmpdump("rtmp", server)).toEqual(expected);
  expect(await rtmpdump("rtmpe", server)).toEqual(expected);
  expect(server.players.map(({ session }) => session.isEncrypted)).toEqual([false, true]);
});

test("ffmpeg and rtmpdump get every packet through the tunnel, rtmpdump encrypted as well", async () => {
  const server = await serveTunnel(CLOCK);
  const expected = await probePackets(CLOCK);
  expect(await ffmpeg(`rtmpt://127.0.0.1:${server.port}/cfx/st/videos/clock`)).toEqual(expected);
  expect(await rtmpdump("rtmpt", server)).toEqual(expected);
  expect(await rtmpdump("rtmpte", server)).toEqual(expected);
});

test.for(["bbb-640x360.flv", "sorenson-mp3.flv"])(
  "%s, which nobody here made, arrives whole",
  async (name, { skip }) => {
    const path = foreignFile(name);
    if (path === undefined) return skip("the foreign media are not beside the checkout");
    const server = await serve(path, { chunkSize: 65_536 });
    const expected = withoutTimes(await probePackets(path));
    expect(withoutTimes(await ffmpeg(`rtmp://127.0.0.1:${server.port}/cfx/st/videos/clock`))).toEqual(
      expected,
    );
    expect(withoutTimes(await rtmpdump("rtmp", server))).toEqual(expected);
  },
);

test("clients that are asked to measure their line do, and get every packet as well", async () => {
  const server = await serve(CLOCK, { announcesBandwidthCheck: true });
  const expected = await probePackets(CLOCK);
  expect(await ffmpeg(`rtmp://127.0.0.1:${server.port}/cfx/st/videos/clock`)).toEqual(expected);
  expect(await rtmpdump("rtmp", server)).toEqual(expected);
});

test("rtmpdump --start gets a stream that begins at a key packet and is decodable", async () => {
  const server = await serve(CLOCK);
  const packets = await rtmpdump("rtmp", server, "--start", "3");
  const whole = await probePackets(CLOCK);
  const [first] = packets.filter(({ kind }) => kind === "video");
  const original = whole.find(({ md5 }) => md5 === first?.md5);
  expect(original?.dtsMs).toBeLessThanOrEqual(3000);
  // The client adds its start to timestamps that begin at 0.
  expect(first?.dtsMs).toBe(3000);
  expect(packets.length).toBeLessThan(whole.length);
});

test("ffmpeg -ss seeks, and goes on with the file's own timestamps", async () => {
  const server = await serve(CLOCK, { firstMs: 6000 });
  const packets = await ffmpeg(`rtmp://127.0.0.1:${server.port}/cfx/st/videos/clock`, "-ss", "12");
  const [player] = server.players;
  expect(player?.events.some(({ kind }) => kind === "seek")).toBe(true);
  const whole = new Map((await probePackets(CLOCK)).map(({ md5, dtsMs }) => [md5, dtsMs]));
  const shifts = new Set(
    packets.filter(({ kind }) => kind === "video").map(({ md5, dtsMs }) => dtsMs - (whole.get(md5) ?? 0)),
  );
  expect([...shifts]).toEqual([0]);
});

test.for([128, 4096, 60_000])(
  "timestamps past 16,777,215 ms arrive in chunks of %s bytes",
  async (chunkSize) => {
    const server = await serve(CLOCK, { chunkSize, shiftMs: BOUNDARY_MS - 3000 });
    const expected = withoutTimes(await probePackets(CLOCK));
    const packets = await ffmpeg(`rtmp://127.0.0.1:${server.port}/cfx/st/videos/clock`);
    expect(withoutTimes(packets)).toEqual(expected);
    expect(packets.at(-1)?.dtsMs).toBeGreaterThan(BOUNDARY_MS);
    expect(withoutTimes(await rtmpdump("rtmp", server))).toEqual(expected);
  },
);

test("a missing stream is an error, not a wait", async () => {
  const server = await serve(CLOCK);
  const url = `rtmp://127.0.0.1:${server.port}/cfx/st/missing`;
  const viaFfmpeg = await runClient("ffmpeg", ["-v", "error", "-i", url, "-f", "null", "-"]);
  expect(viaFfmpeg.code).not.toBe(0);
  expect(viaFfmpeg.stderr).toContain("stream not found");
  const viaRtmpdump = await runClient("rtmpdump", ["-r", url, "-o", outFile()]);
  expect(viaRtmpdump.code).not.toBe(0);
});

/** Which packets, whatever their times. ffprobe takes script data that is not at 0 for a subtitle. */
function withoutTimes(packets: readonly ProbedPacket[]): readonly string[] {
  return packets.filter(({ kind }) => kind !== "subtitle").map(({ kind, md5 }) => `${kind} ${md5}`);
}
