import { runOrFail } from "./run-command.ts";

/** A packet as ffprobe reads it. */
export interface ProbedPacket {
  readonly kind: "video" | "audio";
  /** Milliseconds; `undefined` where ffprobe knows none. */
  readonly ptsMs: number | undefined;
  readonly dtsMs: number | undefined;
  readonly byteLength: number;
  /** MD5 of the payload. */
  readonly hash: string;
  readonly isKey: boolean;
}

/** Reads every audio and video packet of a file or address with ffprobe, in order. */
export async function probePackets(
  input: string,
  args: readonly string[] = [],
): Promise<readonly ProbedPacket[]> {
  const entries = "packet=codec_type,pts_time,dts_time,size,flags,data_hash";
  const { stdout } = await runOrFail("ffprobe", [
    ...["-v", "error", "-show_data_hash", "md5", "-show_entries", entries, "-of", "json", ...args],
    input,
  ]);
  const { packets = [] } = JSON.parse(stdout) as {
    readonly packets?: readonly Readonly<Record<string, string>>[];
  };
  return packets.flatMap((it) => {
    const kind = it.codec_type;
    if (kind !== "video" && kind !== "audio") return [];
    return [
      {
        kind,
        ptsMs: toMs(it.pts_time),
        dtsMs: toMs(it.dts_time),
        byteLength: Number(it.size),
        hash: it.data_hash ?? "",
        isKey: it.flags?.startsWith("K") ?? false,
      },
    ];
  });
}

function toMs(seconds: string | undefined): number | undefined {
  return seconds === undefined || seconds === "N/A"
    ? undefined
    : Math.round(Number(seconds) * 1_000_000) / 1000;
}

/**
 * Where two recordings differ in what a viewer gets: packets of each kind by count, payload and time.
 *
 * @param toleranceMs how far times may lie apart
 * @returns one line a difference, at most ten; none when they are the same
 */
export function diffPackets(
  expected: readonly ProbedPacket[],
  actual: readonly ProbedPacket[],
  toleranceMs = 1,
): readonly string[] {
  const differences: string[] = [];
  for (const kind of ["video", "audio"] as const) {
    const [wanted, got] = [expected, actual].map((packets) =>
      packets.filter((packet) => packet.kind === kind),
    );
    if (wanted === undefined || got === undefined) continue;
    if (wanted.length !== got.length)
      differences.push(`${kind}: ${wanted.length} packets expected, ${got.length} read`);
    for (const [index, packet] of wanted.entries()) {
      const other = got[index];
      if (other === undefined) break;
      if (packet.hash !== other.hash)
        differences.push(
          `${kind} ${index}: another payload (${packet.byteLength} and ${other.byteLength} bytes)`,
        );
      for (const time of ["dtsMs", "ptsMs"] as const) {
        const [a, b] = [packet[time], other[time]];
        if (a === undefined || b === undefined ? a !== b : Math.abs(a - b) > toleranceMs + 1e-6) {
          differences.push(`${kind} ${index}: ${time} ${a} expected, ${b} read`);
        }
      }
      if (differences.length >= 10) return differences;
    }
  }
  return differences;
}
