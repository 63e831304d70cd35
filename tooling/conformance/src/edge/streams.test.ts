/** Every client gets every packet of every kind of file, at the times ffmpeg gives them in its own remux. */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  diffPackets,
  foreignFile,
  type ProbedPacket,
  probePackets,
  runOrFail,
  sampleFile,
} from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSurroundings, type Surroundings } from "../foreign-client.ts";
import { MADE_KEYS, makeTitles, playNameOf, type Title } from "./made-titles.ts";
import { selfSigned } from "./self-signed.ts";
import { serveStreams } from "./serve-streams.ts";
import { SECURE_CLIENTS, STREAM_CLIENTS, type StreamClient } from "./stream-clients.ts";

const SAMPLES = ["videos/clock.flv", "videos/clock.mp4", "music/beep.mp3"];
/** Files that other people's encoders made. */
const FOREIGN = [
  ...[
    "bbb-640x360.flv",
    "mozilla-story.flv",
    "vp6.flv",
    "sorenson-mp3.flv",
    "screen-video.flv",
    "h264-mp3.flv",
  ],
  ...["h264-aac.f4v", "edit-list.mp4", "with-cover.m4a", "vbr.mp3"],
].filter((name) => foreignFile(name) !== undefined);

let it: Surroundings;
const titles = new Map<string, Title>();
const expected = new Map<string, readonly ProbedPacket[]>();

beforeAll(async () => {
  it = await openSurroundings({ deploy: "next-read", tls: { port: 0, ...(await selfSigned()) } });
  const made = join(it.folder, "made");
  await mkdir(made);
  const given = [
    ...SAMPLES.map((key) => [key, sampleFile(key)]),
    ...FOREIGN.map((key) => [key, foreignFile(key)]),
  ];
  const all = [
    ...given.map(([key = "", path = ""]) => ({ key, path, playName: playNameOf(key) })),
    ...(await makeTitles(made)),
  ];
  await serveStreams(it.cloud, "streams", all);
  for (const title of all) {
    const { key } = title;
    titles.set(key, title);
    expected.set(key, await packetsOf(title));
  }
});
afterAll(async () => {
  await it?.close();
});

async function packetsOf({ key, path }: Title): Promise<readonly ProbedPacket[]> {
  // Some encoders wrote back pointers that ffmpeg minds, and Flash Player did not.
  if (key.endsWith(".flv")) return await probePackets(path, ["-flv_ignore_prevtag", "1"]);
  // ffmpeg makes no FLV of MP3 at 48 kHz.
  if (key === "vbr.mp3") return fromZero(await probePackets(path));
  return await probePackets(await remux(path, key));
}

/** The packets with the first one's time taken away. */
function fromZero(packets: readonly ProbedPacket[]): readonly ProbedPacket[] {
  const [first] = packets;
  const moved = (ms: number | undefined): number => (ms ?? 0) - (first?.dtsMs ?? 0);
  return packets.map((packet) => ({ ...packet, dtsMs: moved(packet.dtsMs), ptsMs: moved(packet.ptsMs) }));
}

/** As ffmpeg itself makes an FLV of it: the first picture that is no cover, and the first sound. */
async function remux(path: string, key: string): Promise<string> {
  const remuxed = join(it.folder, `remux-${key.replaceAll("/", "-")}.flv`);
  const tracks = ["-map", "0:V:0?", "-map", "0:a:0?"];
  await runOrFail("ffmpeg", ["-v", "error", "-i", path, ...tracks, "-c", "copy", "-y", remuxed]);
  return remuxed;
}

async function compare(client: StreamClient, key: string): Promise<void> {
  const path = join(it.folder, `${client.name}-${key}`.replaceAll(/[ /]/g, "-").concat(".flv"));
  const { host } = new URL(it.cloud.rtmp);
  const wanted = expected.get(key) ?? [];
  expect(wanted.length).toBeGreaterThan(0);
  await client.record({ host, key, playName: titles.get(key)?.playName ?? "" }, path);
  expect(diffPackets(wanted, await probePackets(path))).toEqual([]);
}

describe.each(STREAM_CLIENTS)("$name", (client) => {
  for (const key of [...SAMPLES, ...FOREIGN, ...MADE_KEYS]) {
    // librtmp takes a stream whose every timestamp is 0 for none.
    test.skipIf(client.isLibrtmp && key === "screen-video.flv")(key, () => compare(client, key));
  }
});

describe.each(SECURE_CLIENTS)("$name", (client) => {
  test.for(["videos/clock.flv", "whole.mp4"])("%s", (key) => compare(client, key));
});
