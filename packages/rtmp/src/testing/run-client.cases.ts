import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface ProbedPacket {
  readonly kind: string;
  readonly dtsMs: number;
  readonly byteLength: number;
  readonly md5: string;
}

/** Every packet of an FLV file as ffprobe sees it. */
export async function probePackets(path: string): Promise<readonly ProbedPacket[]> {
  const entries = "packet=codec_type,dts_time,size,data_hash";
  const { stdout } = await run(
    "ffprobe",
    ["-v", "error", "-show_data_hash", "md5", "-show_entries", entries, "-of", "json", path],
    { maxBuffer: 64 * 1024 * 1024, timeout: 30_000 },
  );
  const { packets } = JSON.parse(stdout) as {
    readonly packets: readonly {
      readonly codec_type: string;
      readonly dts_time: string;
      readonly size: string;
      readonly data_hash: string;
    }[];
  };
  return packets.map((packet) => ({
    kind: packet.codec_type,
    dtsMs: Math.round(Number(packet.dts_time) * 1000),
    byteLength: Number(packet.size),
    md5: packet.data_hash,
  }));
}

/** Runs a client and returns what it wrote to standard error, whether it succeeded or not. */
export async function runClient(
  command: string,
  args: readonly string[],
): Promise<{ code: number; stderr: string }> {
  try {
    const { stderr } = await run(command, [...args], { timeout: 30_000, maxBuffer: 16 * 1024 * 1024 });
    return { code: 0, stderr };
  } catch (error) {
    const { code, stderr } = error as { code?: number; stderr?: string };
    return { code: code ?? 1, stderr: stderr ?? "" };
  }
}
