import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** A client that watches in real time until it is told to stop, or the edge ends it. */
export interface Watching {
  /** Resolves with what it wrote to standard error when it ends. */
  readonly ended: Promise<string>;
  readonly stop: () => void;
}

/** Starts ffmpeg on an address, without a file to write: it reads as fast as the edge sends. */
export function watchWithFfmpeg(url: string, inputOptions: readonly string[] = []): Watching {
  const child: ChildProcess = spawn(
    "ffmpeg",
    ["-nostdin", "-v", "verbose", ...inputOptions, "-i", url, "-c", "copy", "-f", "null", "-"],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr?.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  return {
    ended: once(child, "close").then(() => said),
    stop: () => {
      child.kill("SIGKILL");
    },
  };
}
