import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../apps/oxbow/src/main.ts", import.meta.url));

/** `oxbow start --demo`, as a visitor starts it, on free ports. */
export interface DemoServer {
  /** The demo page on its web distribution. */
  readonly page: string;
  /** Endpoint of the APIs. */
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

export async function startDemoServer(): Promise<DemoServer> {
  const ports = ["--port", "0", "--rtmp-port", "0", "--edge-port", "0"];
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      MAIN,
      "start",
      "--demo",
      "--json",
      ...ports,
      "--deploy-delay-ms",
      "300",
      "--log-interval",
      "1",
    ],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  const ended = once(child, "exit");
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(([code]) => {
      throw new Error(`oxbow start ended with ${code}`);
    }),
  ])) as [string];
  const { endpoint, demo } = JSON.parse(line) as { endpoint: string; demo: { page: string } };
  return {
    page: demo.page,
    endpoint,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
