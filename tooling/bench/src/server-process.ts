import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A server in a process of its own, whose CPU time can be read from outside. */
export interface ServerProcess {
  readonly endpoint: string;
  /** Further members of what the server said when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** User and system time used so far, in microseconds. */
  readonly cpuUs: () => number;
  /** Resident memory now, in MB. */
  readonly residentMb: () => number;
  /** Of it what is no file's: heap and buffers. */
  readonly anonymousMb: () => number;
  readonly stop: () => Promise<void>;
}

/** A server of `servers/` that answers signals. */
export interface OwnServer extends ServerProcess {
  /** Heap and buffers after a collection, in MB; only of who loads `tell-live-memory.ts`. */
  readonly liveMb: () => Promise<number>;
}

/** Starts one of `servers/`; it says where it listens in a JSON line with `endpoint`. */
export async function startServer(script: string, ...args: string[]): Promise<OwnServer> {
  const path = fileURLToPath(new URL(`./servers/${script}`, import.meta.url));
  return await startProcess(process.execPath, ["--disable-warning=ExperimentalWarning", path, ...args]);
}

const BUNDLE = fileURLToPath(new URL("../../../apps/oxbow/dist/main.js", import.meta.url));

/** Starts the command line as it is shipped, on free ports. */
export async function startProduct(...options: string[]): Promise<OwnServer> {
  return await startBundle([], options);
}

/** The same, with `liveMb`. */
export async function startWeighedProduct(...options: string[]): Promise<OwnServer> {
  const preload = new URL("./servers/tell-live-memory.ts", import.meta.url).href;
  return await startBundle(
    ["--disable-warning=ExperimentalWarning", "--expose-gc", `--import=${preload}`],
    options,
  );
}

async function startBundle(nodeOptions: readonly string[], options: readonly string[]): Promise<OwnServer> {
  if (!existsSync(BUNDLE)) throw new Error("apps/oxbow is not built: run pnpm --filter @oxbow/cli build");
  const ports = ["--port", "0", "--rtmp-port", "0", "--edge-port", "0"];
  return await startProcess(process.execPath, [
    ...nodeOptions,
    BUNDLE,
    "start",
    "--json",
    ...ports,
    ...options,
  ]);
}

/** Starts any program that prints a JSON line with `endpoint` when it is ready. */
async function startProcess(command: string, args: readonly string[]): Promise<OwnServer> {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const reader = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(reader, "line"),
    once(child, "exit").then(([code]) => {
      throw new Error(`${command} ${args.join(" ")} ended with ${code} before it was ready`);
    }),
  ]);
  reader.on("line", () => undefined);
  const ready = JSON.parse(String(line)) as { readonly endpoint: string };
  const liveMb = async (): Promise<number> => {
    const answer = once(reader, "line");
    child.kill("SIGUSR2");
    const [told] = await answer;
    return (JSON.parse(String(told)) as { readonly liveMb: number }).liveMb;
  };
  return { endpoint: ready.endpoint, ready: { ...ready }, ...observe(child), liveMb };
}

/** Watches a process that somebody else started. */
export function observe(child: ChildProcess): Omit<ServerProcess, "endpoint" | "ready"> {
  return {
    ...usageOf(child.pid ?? 0),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), 5000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** What a process uses, as Linux tells. */
export function usageOf(pid: number): Pick<ServerProcess, "cpuUs" | "residentMb" | "anonymousMb"> {
  const read = (file: string): string => readFileSync(`/proc/${pid}/${file}`, "utf8");
  const megabytes = (field: RegExp): number => Number(field.exec(read("status"))?.[1] ?? 0) / 1024;
  return {
    // Nanoseconds on a processor, thread by thread: /proc/PID/stat counts in steps of ten milliseconds.
    cpuUs: () =>
      readdirSync(`/proc/${pid}/task`).reduce(
        (sum, thread) => sum + Number(read(`task/${thread}/schedstat`).split(" ")[0]) / 1000,
        0,
      ),
    residentMb: () => megabytes(/VmRSS:\s+(\d+)/),
    anonymousMb: () => megabytes(/RssAnon:\s+(\d+)/),
  };
}
