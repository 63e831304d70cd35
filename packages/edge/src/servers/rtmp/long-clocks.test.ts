/** Clocks that outgrow their fields: 24 bits of a chunk's timestamp after 4.7 hours, 32 bits of it and of FLV's after 49.7 days. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { diffPackets, probePackets, runOrFail, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { laterFlv, setTagTime } from "../../testing/later-flv.ts";
import { type RunningEdge, startEdge } from "../../testing/running-edge.ts";
import { ScriptedClient } from "../../testing/scripted-client.ts";

const VIDEO = 9;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the film, which has a picture an hour: not quite 32 bits. */
const DAYS = 49;
/** As far as a client can say that it buffers. */
const ALL_MS = 2 ** 32 - 1;

const clock = readFileSync(sampleFile("videos/clock.flv"));
let running: RunningEdge;

beforeAll(async () => {
  running = await startEdge({ limits: { maxBufferMs: 2 ** 40 } });
  running.source.put("long.flv", sparse(clock, DAYS));
  running.source.put("shorter.flv", sparse(clock, 24));
});
afterAll(() => running.close());

/** The decoder configuration and the first key frame of an FLV, that frame again every hour. */
function sparse(flv: Buffer, days: number): Buffer {
  const parts = [flv.subarray(0, 13)];
  const add = (tag: Buffer, ms: number): void => {
    const made = Buffer.from(tag);
    setTagTime(made, ms);
    const back = Buffer.alloc(4);
    back.writeUInt32BE(made.length);
    parts.push(made, back);
  };
  const tags: Buffer[] = [];
  for (let at = 13; at + 11 <= flv.length; ) {
    const end = at + 11 + flv.readUIntBE(at + 1, 3);
    if (flv[at] === VIDEO && flv[at + 11] === 0x17) tags.push(flv.subarray(at, end));
    at = end + 4;
  }
  const [configuration, picture] = tags;
  if (configuration === undefined || picture === undefined) throw new Error("no pictures in the sample");
  add(configuration, 0);
  for (let ms = 0; ms <= days * DAY_MS; ms += HOUR_MS) add(picture, ms);
  return Buffer.concat(parts);
}

/** Every hour from a day to another one. */
function hours(fromDay: number, toDay: number): readonly number[] {
  return Array.from({ length: (toDay - fromDay) * 24 + 1 }, (_, hour) => fromDay * DAY_MS + hour * HOUR_MS);
}

test("our own player goes past the end of 24 bits, and in a playlist past that of 32", async () => {
  const viewer = new ScriptedClient({ port: running.addresses.rtmpPorts[0] ?? 0 });
  const msid = await viewer.open();
  viewer.do((session) => {
    session.setBufferLength(msid, ALL_MS);
    session.play(msid, "long", { startMs: 0 });
  });
  await viewer.status("NetStream.Play.Stop");
  expect(viewer.times(VIDEO)).toEqual(hours(0, DAYS));

  const from = viewer.events.length;
  viewer.do((session) => {
    session.seek(msid, 45 * DAY_MS);
    session.play(msid, "long", { startMs: 0, lengthMs: 2 * DAY_MS, reset: false });
  });
  await viewer.status("NetStream.Play.Stop", from);
  const times = viewer.times(VIDEO, from);
  expect(times.length).toBe(hours(45, DAYS).length + hours(0, 2).length - 1);
  expect(times.at(-1)).toBeGreaterThan(2 ** 32);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  viewer.socket.destroy();
});

/** Hours between pictures, as far as the 32 bits of FLV tell. */
async function hoursBetween(input: string, ...args: readonly string[]): Promise<readonly number[]> {
  const times = (await probePackets(input, args)).flatMap(({ kind, dtsMs }) =>
    kind === "video" && dtsMs !== undefined ? [dtsMs] : [],
  );
  return times.slice(1).map((ms, index) => ((ms - (times[index] ?? 0) + 2 ** 32) % 2 ** 32) / HOUR_MS);
}

function everyHour(days: number): readonly number[] {
  return Array.from({ length: days * 24 }, () => 1);
}

test("ffmpeg gets every picture of it, by RTMP and by HTTP", async () => {
  const { rtmp, http } = running;
  const buffer = ["-rtmp_buffer", String(2 ** 31 - 1)];
  expect(await hoursBetween(`${rtmp}/cfx/st/shorter`, ...buffer)).toEqual(everyHour(24));
  const url = `${http}/cfx/st/long.flv?buffer=${DAYS * 86_400}`;
  expect(await hoursBetween(url)).toEqual(everyHour(DAYS));
});

test("rtmpdump gets every picture of it", async () => {
  const path = join(running.folder, "got.flv");
  await runOrFail("rtmpdump", ["-q", "-r", `${running.rtmp}/cfx/st/long`, "-o", path]);
  expect(await hoursBetween(path)).toEqual(everyHour(DAYS));
});

/** Clocks of live streams that were recorded shortly before they ran over. */
const BEGINNINGS = [2 ** 24, 2 ** 31, 2 ** 32].map((end) => ({ end, beginsAtMs: end - 10_000 }));

test.for(BEGINNINGS)(
  "a recording whose clock runs past $end plays from 0, and can be sought in",
  async ({ beginsAtMs }) => {
    running.source.put("live.flv", laterFlv(clock, beginsAtMs));
    const path = join(running.folder, "live.flv");
    await runOrFail("rtmpdump", ["-q", "-r", `${running.rtmp}/cfx/st/live`, "-o", path]);
    const whole = await probePackets(sampleFile("videos/clock.flv"));
    expect(diffPackets(await probePackets(path), whole)).toEqual([]);

    const sought = await probePackets(`${running.http}/cfx/st/live.flv?start=13&buffer=60`);
    expect(sought.find(({ kind }) => kind === "video")?.dtsMs).toBe(12_000);
  },
);
