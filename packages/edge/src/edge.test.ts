import { join } from "node:path";
import { diffPackets, probePackets, runOrFail, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningEdge, startEdge } from "./testing/running-edge.ts";

let running: RunningEdge;

beforeAll(async () => {
  running = await startEdge();
});
afterAll(() => running.close());

test("ffmpeg gets every packet by RTMP", async () => {
  const out = join(running.folder, "ffmpeg.flv");
  await runOrFail("ffmpeg", [
    "-v",
    "error",
    "-y",
    "-i",
    `${running.rtmp}/cfx/st/videos/clock`,
    "-c",
    "copy",
    out,
  ]);
  expect(diffPackets(await probePackets(sampleFile("videos/clock.flv")), await probePackets(out))).toEqual(
    [],
  );
});

test("rtmpdump gets every packet by RTMP", async () => {
  const out = join(running.folder, "rtmpdump.flv");
  await runOrFail("rtmpdump", ["-q", "-r", running.rtmp, "-a", "cfx/st", "-y", "videos/clock", "-o", out]);
  expect(diffPackets(await probePackets(sampleFile("videos/clock.flv")), await probePackets(out))).toEqual(
    [],
  );
});
