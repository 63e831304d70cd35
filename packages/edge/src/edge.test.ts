import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { diffPackets, foreignFile, probePackets, runCommand, runOrFail, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { streamingDistribution } from "./testing/memory-directory.ts";
import { type RunningEdge, startEdge } from "./testing/running-edge.ts";

/** Everything at once: how a client asks an edge not to pace. */
const UNPACED = ["-rtmp_buffer", "3600000"];
const CLOCK = "videos/clock.flv";

let running: RunningEdge;

beforeAll(async () => {
  running = await startEdge();
  running.directory.put(
    streamingDistribution({ id: "EOTHER", domainName: "s9.cloudfront.net", isServing: false }),
  );
});
afterAll(() => running.close());

/** Records a stream with ffmpeg, without decoding. */
async function record(name: string, input: readonly string[]): Promise<string> {
  const out = join(running.folder, `${name}.flv`);
  await runOrFail("ffmpeg", ["-v", "error", "-y", ...input, "-c", "copy", out]);
  return out;
}

async function dump(name: string, args: readonly string[]): Promise<string> {
  const out = join(running.folder, `${name}.flv`);
  const { code, stderr } = await runCommand("rtmpdump", ["-q", "-o", out, ...args]);
  // 2: it got less than the duration in the metadata, which is right where a length was asked for.
  if (code !== 0 && code !== 2) throw new Error(`rtmpdump ended with ${code}: ${stderr}`);
  return out;
}

describe("every packet of the file", () => {
  const CLIENTS: readonly { name: string; get: () => Promise<string> }[] = [
    {
      name: "ffmpeg, RTMP",
      get: () => record("ffmpeg", [...UNPACED, "-i", `${running.rtmp}/cfx/st/videos/clock`]),
    },
    {
      name: "ffmpeg, HTTP-FLV",
      get: () => record("http", ["-i", `${running.http}/cfx/st/videos/clock.flv?buffer=600`]),
    },
    {
      name: "rtmpdump, RTMP",
      get: () => dump("rtmp", ["-r", running.rtmp, "-a", "cfx/st", "-y", "videos/clock"]),
    },
    {
      name: "rtmpdump, RTMPE",
      get: () =>
        dump("rtmpe", ["-r", running.rtmp.replace("rtmp:", "rtmpe:"), "-a", "cfx/st", "-y", "videos/clock"]),
    },
    {
      name: "ffmpeg, RTMPT",
      get: () =>
        record("rtmpt", [...UNPACED, "-i", `${running.rtmp.replace("rtmp:", "rtmpt:")}/cfx/st/videos/clock`]),
    },
    {
      name: "rtmpdump, RTMPT on the edge port",
      get: () => {
        const url = running.http.replace("http:", "rtmpt:");
        return dump("rtmpt-edge", ["-r", url, "-a", "cfx/st", "-y", "videos/clock"]);
      },
    },
    {
      name: "rtmpdump, RTMPTE",
      get: () => {
        const url = running.http.replace("http:", "rtmpte:");
        return dump("rtmpte", ["-r", url, "-a", "cfx/st", "-y", "videos/clock"]);
      },
    },
    {
      name: "ffmpeg, HTTP-FLV on the RTMP port",
      get: () =>
        record("sniffed", [
          "-i",
          `${running.rtmp.replace("rtmp:", "http:")}/cfx/st/videos/clock.flv?buffer=600`,
        ]),
    },
  ];
  test.for(CLIENTS)("by $name", async ({ get }) => {
    const out = await get();
    expect(diffPackets(await probePackets(sampleFile(CLOCK)), await probePackets(out))).toEqual([]);
  });

  const FOREIGN = ["bbb-640x360.flv", "mozilla-story.flv", "vp6.flv", "sorenson-mp3.flv", "screen-video.flv"];
  for (const name of FOREIGN) {
    const path = foreignFile(name);
    test.skipIf(path === undefined)(`of ${name}`, async () => {
      running.source.put(name, await readFile(path ?? ""));
      const out = await record(name, [
        ...UNPACED,
        "-copyts",
        "-i",
        `${running.rtmp}/cfx/st/${name.replace(".flv", "")}`,
      ]);
      expect(diffPackets(await remuxed(path ?? "", name), await probePackets(out))).toEqual([]);
    });
  }
});

describe("MP4", () => {
  const FILES: readonly { name: string; path: string | undefined }[] = [
    { name: "videos/clock.mp4", path: sampleFile("videos/clock.mp4") },
    { name: "h264-aac.f4v", path: foreignFile("h264-aac.f4v") },
    { name: "with-cover.m4a", path: foreignFile("with-cover.m4a") },
  ];
  for (const { name, path } of FILES) {
    test.skipIf(path === undefined)(`${name} has the packets of ffmpeg's own remux`, async () => {
      running.source.put(name, await readFile(path ?? ""));
      const out = await record(name.replaceAll("/", "-"), [
        ...[...UNPACED, "-copyts", "-i", `${running.rtmp}/cfx/st/mp4:${name}`, "-map", "0:a", "-map", "0:v?"],
      ]);
      expect(
        diffPackets(await remuxed(path ?? "", `${name.replaceAll("/", "-")}.flv`), await probePackets(out)),
      ).toEqual([]);
    });
  }

  test("starts in the middle at a key frame, and seeks", async () => {
    const out = await dump("mp4-start", [
      "-r",
      running.rtmp,
      "-a",
      "cfx/st",
      "-y",
      "mp4:videos/clock",
      "-A",
      "9.5",
    ]);
    const [got, whole] = [await videoOf(out), await videoOf(sampleFile("videos/clock.mp4"))];
    const key = whole.findLastIndex((packet) => packet.isKey && (packet.dtsMs ?? 0) <= 9500);
    expect(got).toHaveLength(whole.length - key);
  });
});

describe("MP3", () => {
  const FILES: readonly { name: string; path: string | undefined }[] = [
    { name: "music/beep.mp3", path: sampleFile("music/beep.mp3") },
    { name: "vbr.mp3", path: foreignFile("vbr.mp3") },
  ];
  for (const { name, path } of FILES) {
    test.skipIf(path === undefined)(`${name} has all its frames`, async () => {
      running.source.put(name, await readFile(path ?? ""));
      const play = `mp3:${name.replace(".mp3", "")}`;
      const got = await probePackets(running.rtmp, [
        ...[...UNPACED, "-rtmp_app", "cfx/st", "-rtmp_playpath", play],
      ]);
      const frames = (packets: Awaited<ReturnType<typeof probePackets>>): readonly string[] =>
        packets.map(({ hash }) => hash);
      expect(frames(got)).toEqual(
        frames((await probePackets(path ?? "")).filter(({ kind }) => kind === "audio")),
      );
    });
  }
});

/** What ffmpeg makes of a file itself: its muxer changes a few odd times, with or without an edge between. */
async function remuxed(path: string, name: string): ReturnType<typeof probePackets> {
  const out = join(running.folder, `remuxed-${name}`);
  await runOrFail("ffmpeg", [
    "-v",
    "error",
    "-y",
    "-copyts",
    "-i",
    path,
    "-map",
    "0:a?",
    "-map",
    "0:V?",
    "-c",
    "copy",
    out,
  ]);
  return probePackets(out);
}

describe("which distribution", () => {
  test("tcUrl names it", async () => {
    const url = "rtmp://s123.cloudfront.net/cfx/st";
    const out = await dump("tcurl", ["-r", running.rtmp, "-t", url, "-a", "cfx/st", "-y", "videos/clock"]);
    expect(await probePackets(out)).not.toEqual([]);
  });

  const REFUSED = [
    { host: "s404.cloudfront.net", app: "cfx/st", message: "DistributionNotFound" },
    { host: "s9.cloudfront.net", app: "cfx/st", message: "DistributionNotFound" },
    { host: "d123.cloudfront.net", app: "cfx/st", message: "DistributionTypeMismatch" },
    { host: "s123.cloudfront.net", app: "cfx/other", message: "InvalidInstance" },
    { host: "s123.cloudfront.net", app: "live", message: "InvalidURI" },
  ];
  test.for(REFUSED)("$host and $app is $message", async ({ host, app, message }) => {
    const { stderr } = await runCommand("ffmpeg", [
      ...["-v", "error", "-rtmp_tcurl", `rtmp://${host}/${app}`, "-rtmp_app", app, "-rtmp_playpath", "x"],
      ...["-i", running.rtmp, "-c", "copy", "-f", "null", "-"],
    ]);
    expect(stderr).toContain(message);
  });
});

describe("every client's way of taking a URL apart", () => {
  const PATHS = [
    "cfx/st/root.flv",
    "cfx/st/videos/clock.flv",
    "cfx/st/videos/deep/clock.flv",
    "cfx/st/mp4:root.mp4",
    "cfx/st/mp4:videos/clock.mp4",
    "cfx/st/videos/clock.mp4",
    "cfx/st/music/beep.mp3",
    "cfx/st/with%20space.flv",
    "cfx/st/videos/clock.flv?user=1&x=2",
    "cfx/st/_definst_/mp4:videos/clock.mp4",
  ];
  beforeAll(() => {
    const { source } = running;
    const [flv, mp4] = [source.objects.get(CLOCK), source.objects.get("videos/clock.mp4")];
    for (const key of ["root.flv", "videos/deep/clock.flv", "with space.flv"])
      source.put(key, flv?.bytes ?? "");
    source.put("root.mp4", mp4?.bytes ?? "");
  });
  test.for(PATHS)("%s", async (path) => {
    const url = `${running.rtmp}/${path}`;
    const [ffmpeg, rtmpdump] = await Promise.all([
      runCommand("ffprobe", ["-v", "error", "-show_entries", "stream=codec_type", "-of", "csv", url]),
      runCommand("rtmpdump", ["-r", url, "-B", "1", "-o", "/dev/null"]),
    ]);
    expect(ffmpeg).toMatchObject({ code: 0, stdout: expect.stringContaining("audio") });
    expect(rtmpdump.stderr).toContain("INFO:   duration");
  });

  test("strict names are the service's own", async () => {
    const strict = await startEdge({ streamNames: "cloudfront" });
    const play = async (app: string, name: string): Promise<string> => {
      const args = ["-r", strict.rtmp, "-a", app, "-y", name, "-B", "1", "-o", "/dev/null"];
      const { stderr } = await runCommand("rtmpdump", args);
      return /NetStream\.\S+Found|InvalidInstance|InvalidURI|INFO: {3}duration/.exec(stderr)?.[0] ?? stderr;
    };
    expect(await play("cfx/st", "videos/clock")).toBe("INFO:   duration");
    expect(await play("cfx/st", "mp4:videos/clock")).toBe("INFO:   duration");
    expect(await play("cfx/st", "videos/clock.flv")).toBe("NetStream.Play.StreamNotFound");
    expect(await play("cfx/st/videos", "clock")).toContain("rtmp server sent error");
    await strict.close();
  });
});

test("a missing file is reported", async () => {
  const { code, stderr } = await runCommand("rtmpdump", [
    "-r",
    running.rtmp,
    "-a",
    "cfx/st",
    "-y",
    "none",
    "-o",
    "/dev/null",
  ]);
  expect(code).not.toBe(0);
  expect(stderr).toContain("NetStream.Play.StreamNotFound");
});

test("a private object is not there for the edge, unless its identity may read it", async () => {
  running.source.put("private.flv", await readFile(sampleFile(CLOCK)), { onlyFor: "EOAI" });
  const args = ["-r", running.rtmp, "-a", "cfx/st", "-y", "private", "-B", "1", "-o", "/dev/null"];
  expect((await runCommand("rtmpdump", args)).stderr).toContain("NetStream.Play.StreamNotFound");
  running.directory.put(streamingDistribution({ originAccessIdentity: "EOAI" }));
  expect((await runCommand("rtmpdump", args)).stderr).not.toContain("NetStream.Play.StreamNotFound");
  running.directory.put(streamingDistribution());
});

test("Flash Video that is not named so does not stream, and the log says why", async () => {
  running.source.put("clock.mp4", await readFile(sampleFile(CLOCK)));
  const args = ["-r", running.rtmp, "-a", "cfx/st", "-y", "mp4:clock.mp4", "-o", "/dev/null"];
  expect((await runCommand("rtmpdump", args)).stderr).toContain("NetStream.Play.Failed");
  const url = `${running.rtmp}/cfx/st/mp4:clock.mp4`;
  const { stderr } = await runCommand("ffmpeg", ["-v", "error", "-i", url, "-f", "null", "-"]);
  expect(stderr).toContain("file structure is invalid");
  expect(running.warnings.join("\n")).toContain("is not named .flv");
});

describe("from the middle", () => {
  const STARTS = [0, 1, 7.3, 19];
  test.for(STARTS)("play(%d s) begins at the key frame before, on a clock of its own", async (seconds) => {
    const out = await dump(`start${seconds}`, [
      ...["-r", running.rtmp, "-a", "cfx/st", "-y", "videos/clock", "-A", String(seconds)],
    ]);
    const [got, whole] = [await videoOf(out), await videoOf(sampleFile(CLOCK))];
    const key = whole.findLastIndex((packet) => packet.isKey && (packet.dtsMs ?? 0) <= seconds * 1000);
    expect(got.map(({ hash }) => hash)).toEqual(whole.slice(key).map(({ hash }) => hash));
    // librtmp adds the start it asked for to a clock that begins at 0.
    expect(Math.abs((got[0]?.dtsMs ?? -1) - seconds * 1000)).toBeLessThanOrEqual(1);
  });

  test("seek goes to the key frame before, in absolute time", async () => {
    const out = await record("seek", [
      ...["-ss", "9.7", "-noaccurate_seek", "-copyts", "-i", `${running.rtmp}/cfx/st/videos/clock`],
      // What lies within the client's buffer comes at once.
      ...["-frames:v", "50"],
    ]);
    const [got, whole] = [await videoOf(out), await videoOf(sampleFile(CLOCK))];
    const key = whole.findLastIndex((packet) => packet.isKey && (packet.dtsMs ?? 0) <= 9700);
    const from = got.findIndex(({ hash }) => hash === whole[key]?.hash);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(got.slice(from).map(({ hash }) => hash)).toEqual(
      whole.slice(key, key + got.length - from).map(({ hash }) => hash),
    );
    expect(got[from]?.dtsMs).toBe(whole[key]?.dtsMs);
  });

  test("HTTP-FLV ?start= begins at the key frame before, in absolute time", async () => {
    const out = await record("http-start", [
      "-copyts",
      "-i",
      `${running.http}/cfx/st/videos/clock.flv?buffer=600&start=7.3`,
    ]);
    const [got, whole] = [await videoOf(out), await videoOf(sampleFile(CLOCK))];
    const key = whole.findLastIndex((packet) => packet.isKey && (packet.dtsMs ?? 0) <= 7300);
    expect(got.map(({ hash }) => hash)).toEqual(whole.slice(key).map(({ hash }) => hash));
    expect(got[0]?.dtsMs).toBe(whole[key]?.dtsMs);
  });

  test("what is sent from the middle decodes from the first frame", async () => {
    const { stderr } = await runOrFail("ffmpeg", [
      ...["-v", "error", "-xerror", "-i", `${running.http}/cfx/st/videos/clock.flv?buffer=600&start=13`],
      ...["-t", "1", "-f", "null", "-"],
    ]);
    expect(stderr).toBe("");
  });

  test("len is honoured within a frame", async () => {
    const out = await dump("len", [
      ...["-r", running.rtmp, "-a", "cfx/st", "-y", "videos/clock", "-A", "4", "-B", "9"],
    ]);
    const got = await videoOf(out);
    const lengthMs = (got.at(-1)?.dtsMs ?? 0) - (got[0]?.dtsMs ?? 0);
    expect(lengthMs).toBeGreaterThan(5000 - 100);
    expect(lengthMs).toBeLessThan(5000);
  });
});

async function videoOf(path: string): ReturnType<typeof probePackets> {
  return (await probePackets(path)).filter(({ kind }) => kind === "video");
}
