import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { runCommand, runOrFail } from "@oxbow/testkit";

/** What a client is told to play, and where. */
interface Stream {
  /** `127.0.0.1:1935` */
  readonly host: string;
  /** What a NetStream's `play` gets (`mp4:videos/clock.mp4`). */
  readonly playName: string;
  /** The object's key (`videos/clock.mp4`): what a URL of HTTP ends with. */
  readonly key: string;
  /** The client is given a URL with this path, and takes it apart by itself (`cfx/st/mp4:videos/clock.mp4`). */
  readonly urlPath?: string;
}

/** A foreign client that records a stream into an FLV file. */
export interface StreamClient {
  readonly name: string;
  /** Whether it is one of those with librtmp inside, which has ways of its own. */
  readonly isLibrtmp?: boolean;
  readonly record: (stream: Stream, path: string) => Promise<unknown>;
}

/** Asks for everything at once: nobody waits for the clock. */
const ALL_AT_ONCE_MS = "3600000";
const TIMEOUT_MS = 60_000;
const GST_LAUNCH = "gst-launch-1.0";
/** GStreamer 1.22 loses bytes of what its file sink buffers. */
const UNBUFFERED = "buffer-mode=unbuffered";

function ffmpeg(scheme: string): StreamClient {
  return {
    name: `ffmpeg ${scheme}`,
    record: ({ host, playName, key, urlPath }, path) => {
      const address =
        urlPath === undefined
          ? ["-rtmp_app", "cfx/st", "-rtmp_playpath", playName, "-i", `${scheme}://${host}`]
          : ["-i", `${scheme}://${host}/${urlPath}`];
      return runOrFail("ffmpeg", [
        ...["-v", "error", "-rtmp_buffer", ALL_AT_ONCE_MS, ...address, ...copyTo(path, key)],
      ]);
    },
  };
}

/** ffmpeg's own FLV takes MP3 at few rates only; its format of its own takes everything. */
function copyTo(path: string, key: string): readonly string[] {
  return ["-c", "copy", "-copyts", "-f", key.endsWith(".mp3") ? "nut" : "flv", "-y", path];
}

/** HTTP-FLV: `scheme` is `http` or `https`. */
function ffmpegHttp(scheme: string): StreamClient {
  return {
    name: `ffmpeg ${scheme}`,
    record: ({ host, key }, path) =>
      runOrFail("ffmpeg", [
        ...["-v", "error", "-i", `${scheme}://${host}/cfx/st/${key}?buffer=3600`, ...copyTo(path, key)],
      ]),
  };
}

function curl(scheme: string): StreamClient {
  return {
    name: `curl ${scheme}`,
    record: ({ host, key }, path) =>
      runOrFail("curl", ["-sSfk", "-o", path, `${scheme}://${host}/cfx/st/${key}?buffer=3600`]),
  };
}

function rtmpdump(scheme: string): StreamClient {
  return {
    name: `rtmpdump ${scheme}`,
    isLibrtmp: true,
    record: async ({ host, playName, urlPath }, path) => {
      const address =
        urlPath === undefined
          ? ["-r", `${scheme}://${host}`, "-a", "cfx/st", "-y", playName]
          : ["-r", `${scheme}://${host}/${urlPath}`];
      const { code, stderr } = await runCommand("rtmpdump", ["-q", ...address, "-o", path]);
      // It ends with 2 when the last timestamp is short of the file's own idea of its duration.
      if (code !== 0 && code !== 2) throw new Error(`rtmpdump ended with ${code}: ${stderr}`);
    },
  };
}

function gstRtmp2src(scheme: string): StreamClient {
  return {
    name: `GStreamer rtmp2src ${scheme}`,
    record: ({ host, playName, urlPath }, path) => {
      const [address, port] = host.split(":");
      const parts = [`host=${address}`, `port=${port}`, "application=cfx/st", `stream=${playName}`];
      const where =
        urlPath === undefined
          ? [`scheme=${scheme}`, "tls-validation-flags=no-flags", ...parts]
          : [`location=${scheme}://${host}/${urlPath}`];
      const source = ["rtmp2src", ...where];
      const sink = ["filesink", UNBUFFERED, `location=${path}`];
      return runOrFail(GST_LAUNCH, ["-q", ...source, "!", ...sink], { timeoutMs: TIMEOUT_MS });
    },
  };
}

function gstRtmpsrc(scheme: string): StreamClient {
  return {
    name: `GStreamer rtmpsrc ${scheme}`,
    isLibrtmp: true,
    record: async ({ host, playName, urlPath }, path) => {
      const location = `${scheme}://${host}/${urlPath ?? `cfx/st app=cfx/st playpath=${playName}`}`;
      const source = ["rtmpsrc", `location=${location}`];
      const child = spawn(GST_LAUNCH, ["-q", ...source, "!", "filesink", UNBUFFERED, `location=${path}`], {
        stdio: "ignore",
      });
      const bytes = await firstRound(child, path);
      await writeFile(path, bytes);
    },
  };
}

/**
 * It connects again and plays from the start when a stream ends within a block (it does so with nginx too): what it
 * writes until then counts.
 */
async function firstRound(child: ChildProcess, path: string): Promise<Buffer> {
  const ended = once(child, "close");
  const deadline = performance.now() + TIMEOUT_MS;
  try {
    while (performance.now() < deadline) {
      const isOver = child.exitCode !== null;
      const bytes = await readFile(path).catch(() => Buffer.of());
      const again = bytes.indexOf("FLV\u0001", 1, "latin1");
      if (again >= 0) return bytes.subarray(0, again);
      if (isOver) return bytes;
      await Promise.race([ended, delay(50)]);
    }
    throw new Error(`rtmpsrc took more than ${TIMEOUT_MS} ms`);
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}

/** What mpv and VLC hand to libavformat. */
function lavfOptions(urlPath: string | undefined, playName: string): string {
  const buffer = `rtmp_buffer=${ALL_AT_ONCE_MS}`;
  return urlPath === undefined ? `${buffer},rtmp_app=cfx/st,rtmp_playpath=${playName}` : buffer;
}

function mpv(scheme: string): StreamClient {
  return {
    name: `mpv ${scheme}`,
    record: ({ host, playName, urlPath }, path) => {
      const options = lavfOptions(urlPath, playName);
      return runOrFail(
        "mpv",
        [
          ...["--no-config", "--really-quiet", "--vo=null", "--ao=null", `--stream-dump=${path}`],
          ...[`--stream-lavf-o=${options}`, `${scheme}://${host}/${urlPath ?? "cfx/st"}`],
        ],
        { timeoutMs: TIMEOUT_MS },
      );
    },
  };
}

/** VLC refuses to run as root, so it gets a folder where nobody may write. */
function vlc(scheme: string): StreamClient {
  return {
    name: `VLC ${scheme}`,
    record: async ({ host, playName, urlPath }, path) => {
      const folder = await mkdtemp(join(tmpdir(), "oxbow-vlc-"));
      await chmod(folder, 0o777);
      const recorded = join(folder, "recorded.flv");
      const options = lavfOptions(urlPath, playName);
      const asNobody =
        process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
      const [command = "cvlc", ...args] = [
        ...[...asNobody, "cvlc", "-q", "--play-and-exit", `--avio-options={${options}}`],
        ...[`${scheme}://${host}/${urlPath ?? ""}`, "--demux=demuxdump", `--demuxdump-file=${recorded}`],
      ];
      await runOrFail(command, args, { env: { HOME: folder }, timeoutMs: TIMEOUT_MS });
      await copyFile(recorded, path);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Every client in every form of RTMP it speaks. */
export const RTMP_CLIENTS: readonly StreamClient[] = [
  ...["rtmp", "rtmpt"].map(ffmpeg),
  ...["rtmp", "rtmpt", "rtmpe", "rtmpte"].map(rtmpdump),
  gstRtmp2src("rtmp"),
  ...["rtmp", "rtmpt"].map(gstRtmpsrc),
  ...["rtmp", "rtmpt"].map(mpv),
  ...["rtmp", "rtmpt"].map(vlc),
];

/** Every client in every protocol it speaks. */
export const STREAM_CLIENTS: readonly StreamClient[] = [...RTMP_CLIENTS, ffmpegHttp("http")];

/** Those that speak TLS, where the edge has a certificate. */
export const SECURE_CLIENTS: readonly StreamClient[] = [
  ...["rtmps", "rtmpts"].map(ffmpeg),
  rtmpdump("rtmps"),
  gstRtmp2src("rtmps"),
  mpv("rtmps"),
  vlc("rtmps"),
  ffmpegHttp("https"),
  curl("https"),
];
