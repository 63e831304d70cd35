import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { observe, type ServerProcess } from "./server-process.ts";

/** Python and its packages are read from a cold disk. */
const START_BOUND_MS = 60_000;

/** moto's server on a port of its own; `undefined` where no `moto_server` is in the PATH, or it does not start. */
export async function startMoto(): Promise<ServerProcess | undefined> {
  const command = (process.env.PATH ?? "")
    .split(delimiter)
    .map((directory) => join(directory, "moto_server"))
    .find((path) => existsSync(path));
  if (command === undefined) return undefined;
  const port = await freePort();
  const child = spawn(command, ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const server = observe(child);
  const startedAt = performance.now();
  while (!(await accepts(port))) {
    if (child.exitCode !== null || performance.now() - startedAt > START_BOUND_MS) {
      process.stderr.write(`  ${command} did not start\n`);
      await server.stop();
      return undefined;
    }
    await wait(100);
  }
  return { endpoint: `http://127.0.0.1:${port}`, ready: {}, ...server, cpuUs: () => cpuUsOf(child.pid ?? 0) };
}

/**
 * User and system time of the whole process, in steps of ten milliseconds: moto answers each connection in a thread
 * that ends with it, so the threads that are left say little. Source: proc_pid_stat(5), fields 14 and 15.
 */
function cpuUsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, field 2, may hold spaces; it ends with the last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
