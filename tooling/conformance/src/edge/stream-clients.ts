import { readFile, writeFile } from "node:fs/promises";
import { runCommand, runOrFail } from "@oxbow/testkit";

/** How a client is told what to play. */
export interface Stream {
  /** `127.0.0.1:1935` */
  readonly host: string;
  /** What a NetStream's `play` gets (`mp4:videos/clock.mp4`). */
  readonly playName: string;
}

/** A foreign client that records a stream into an FLV file. */
export interface StreamClient {
  readonly name: string;
  readonly record: (stream: Stream, path: string) => Promise<unknown>;
}

/** Asks for everything at once: nobody waits for the clock. */
const ALL_AT_ONCE_MS = "3600000";
const TIMEOUT_MS = 60_000;
/** GStreamer 1.22 loses bytes of what its file sink buffers. */
const UNBUFFERED = "buffer-mode=unbuffered";

function ffmpeg(scheme: string): StreamClient {
  return {
    name: `ffmpeg ${scheme}`,
    record: ({ host, playName }, path) =>
      runOrFail("ffmpeg", [
        ...["-v", "error", "-rtmp_buffer", ALL_AT_ONCE_MS, "-rtmp_app", "cfx/st", "-rtmp_playpath", playName],
        ...["-i", `${scheme}://${host}`, "-c", "copy", "-copyts", "-y", path],
      ]),
  };
}

function rtmpdump(scheme: string): StreamClient {
  return {
    name: `rtmpdump ${scheme}`,
    record: async ({ host, playName }, path) => {
      const { code, stderr } = await runCommand("rtmpdump", [
        "-q",
        "-r",
        `${scheme}://${host}`,
        "-a",
        "cfx/st",
        "-y",
        playName,
        "-o",
        path,
      ]);
      // It ends with 2 when the last timestamp is short of the file's own idea of its duration.
      if (code !== 0 && code !== 2) throw new Error(`rtmpdump ended with ${code}: ${stderr}`);
    },
  };
}

const gstRtmp2src: StreamClient = {
  name: "GStreamer rtmp2src",
  record: ({ host, playName }, path) => {
    const [address, port] = host.split(":");
    const source = [
      "rtmp2src",
      `host=${address}`,
      `port=${port}`,
      "application=cfx/st",
      `stream=${playName}`,
    ];
    return runOrFail("gst-launch-1.0", ["-q", ...source, "!", "filesink", UNBUFFERED, `location=${path}`], {
      timeoutMs: TIMEOUT_MS,
    });
  },
};

const gstRtmpsrc: StreamClient = {
  name: "GStreamer rtmpsrc",
  record: async ({ host, playName }, path) => {
    const location = `rtmp://${host}/cfx/st app=cfx/st playpath=${playName}`;
    // It connects again and plays from the start when a stream ends within a block (it does so with nginx too):
    // it is stopped after a moment, and the first round counts.
    await runCommand("timeout", [
      "-s",
      "INT",
      "2",
      "gst-launch-1.0",
      "-q",
      "rtmpsrc",
      `location=${location}`,
      "!",
      "filesink",
      UNBUFFERED,
      `location=${path}`,
    ]);
    const bytes = await readFile(path);
    const secondRound = bytes.indexOf("FLV\u0001", 1, "latin1");
    await writeFile(path, secondRound < 0 ? bytes : bytes.subarray(0, secondRound));
  },
};

const mpv: StreamClient = {
  name: "mpv",
  record: ({ host, playName }, path) =>
    runOrFail(
      "mpv",
      [
        ...["--no-config", "--really-quiet", "--vo=null", "--ao=null", `--stream-dump=${path}`],
        ...[
          `--stream-lavf-o=rtmp_buffer=${ALL_AT_ONCE_MS},rtmp_app=cfx/st,rtmp_playpath=${playName}`,
          `rtmp://${host}/cfx/st`,
        ],
      ],
      { timeoutMs: TIMEOUT_MS },
    ),
};

export const STREAM_CLIENTS: readonly StreamClient[] = [
  ...["rtmp", "rtmpt"].map(ffmpeg),
  ...["rtmp", "rtmpt", "rtmpe", "rtmpte"].map(rtmpdump),
  gstRtmp2src,
  gstRtmpsrc,
  mpv,
];

/**
 * VLC refuses to run as root and records nothing bit by bit: it remuxes into an MPEG transport stream, whose frames
 * can be counted.
 */
export async function recordWithVlc({ host, playName }: Stream, folder: string, path: string): Promise<void> {
  const input = `rtmp://${host}/cfx/st/${playName}`;
  const asNobody =
    process.getuid?.() === 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
  const sout = `--sout=#std{access=file,mux=ts,dst=${path}}`;
  const [command = "cvlc", ...args] = [...asNobody, "cvlc", "-q", "--play-and-exit", input, sout];
  await runOrFail(command, args, { env: { HOME: folder }, timeoutMs: TIMEOUT_MS });
}
