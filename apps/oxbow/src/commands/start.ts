import { type RunningMockCloud, type ServerOptions, startMockCloud } from "@oxbow/mock-cloud/server";
import type { Demo } from "../demo/provision-demo.ts";
import { explainListenError } from "../terminal/explain-listen-error.ts";
import { stopOnSignal } from "../terminal/stop-on-signal.ts";
import { type EdgeCommandOptions, readTls, toEdgeBehaviour } from "./edge-options.ts";
import { readCredentials } from "./read-credentials.ts";

/** Options of `oxbow start`, as the command line parses them. */
export interface StartOptions extends EdgeCommandOptions {
  readonly port: number;
  readonly dataDir?: string;
  readonly auth: "relaxed" | "strict";
  readonly credentials?: string;
  readonly deploy: "timed" | "next-read" | "manual";
  readonly deployDelayMs: number;
  readonly s3Defaults: "legacy" | "modern";
  readonly demo?: true;
}

/** `oxbow start`: starts, provisions the demo if asked to, says where everything is, and stops on a signal. */
export async function start(options: StartOptions): Promise<void> {
  let running: RunningMockCloud | undefined;
  const serverOptions = await toServerOptions(options);
  const extension = options.demo
    ? { extendAdmin: (await import("../demo/tasks-route.ts")).tasksRoute(() => running) }
    : {};
  const cloud = await startMockCloud({ ...serverOptions, ...extension }).catch((error: unknown) => {
    throw explainListenError(error);
  });
  running = cloud;
  stopOnSignal(cloud.close);
  const demo = await provision(cloud, options);
  if (options.json) {
    const { endpoint, rtmp, edge } = cloud;
    process.stdout.write(
      `${JSON.stringify({ event: "ready", endpoint, rtmp, edge, pid: process.pid, ...(demo === undefined ? {} : { demo }) })}\n`,
    );
    return;
  }
  const { printAddresses } = await import("../terminal/print-addresses.ts");
  printAddresses(cloud, demo);
}

/** Provisions the demo where it is asked for; a demo that cannot be provisioned leaves nothing running. */
async function provision(cloud: RunningMockCloud, { demo, json }: StartOptions): Promise<Demo | undefined> {
  if (!demo) return undefined;
  const { provisionDemo } = await import("../demo/provision-demo.ts");
  try {
    return await provisionDemo(cloud, json === true);
  } catch (error) {
    await cloud.close();
    throw error;
  }
}

async function toServerOptions(options: StartOptions): Promise<ServerOptions> {
  const tls = await readTls(options);
  return {
    host: options.host,
    port: options.port,
    rtmpPorts: options.rtmpPort ?? [1935],
    edgePort: options.edgePort,
    auth: options.auth,
    deploy: options.deploy,
    deployDelayMs: options.deployDelayMs,
    s3Defaults: options.s3Defaults,
    logLevel: options.logLevel,
    edge: await toEdgeBehaviour(options),
    ...(options.dataDir === undefined ? {} : { dataDirectory: options.dataDir }),
    ...(options.credentials === undefined ? {} : { credentials: await readCredentials(options.credentials) }),
    ...(tls === undefined ? {} : { tls }),
    ...(options.demo ? { hasConsole: true } : {}),
  };
}
