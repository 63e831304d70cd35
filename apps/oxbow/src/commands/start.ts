import { readFile } from "node:fs/promises";
import { type RunningMockCloud, type ServerOptions, startMockCloud } from "@oxbow/mock-cloud/server";
import type { Demo } from "../demo/provision-demo.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { readCredentials } from "./read-credentials.ts";

/** Options of `oxbow start`, as the command line parses them. */
export interface StartOptions {
  readonly host: string;
  readonly port: number;
  readonly rtmpPort?: readonly number[];
  readonly edgePort: number;
  readonly dataDir?: string;
  readonly auth: "relaxed" | "strict";
  readonly credentials?: string;
  readonly deploy: "timed" | "next-read" | "manual";
  readonly deployDelayMs: number;
  readonly s3Defaults: "legacy" | "modern";
  readonly streamNames: "lenient" | "cloudfront";
  readonly missing: "report" | "wait";
  readonly tlsPort?: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly logInterval?: number;
  readonly maxViewers?: number;
  readonly limits?: string;
  readonly demo?: true;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  readonly json?: true;
}

/** Longest that a stop may take. */
const STOP_LIMIT_MS = 5000;

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
  stopOnSignal(cloud);
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
  const { tlsPort, tlsCert, tlsKey, demo } = options;
  if (
    (tlsPort !== undefined || tlsCert !== undefined || tlsKey !== undefined) &&
    (tlsCert === undefined || tlsKey === undefined)
  ) {
    throw new UsageError("TLS needs a certificate and its key: write --tls-cert FILE --tls-key FILE");
  }
  const limits = options.limits === undefined ? {} : await readJson(options.limits, "--limits");
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
    edge: {
      streamNames: options.streamNames,
      missing: options.missing,
      limits: options.maxViewers === undefined ? limits : { ...limits, maxViewers: options.maxViewers },
      ...(options.logInterval === undefined ? {} : { logIntervalMs: options.logInterval * 1000 }),
    },
    ...(options.dataDir === undefined ? {} : { dataDirectory: options.dataDir }),
    ...(options.credentials === undefined ? {} : { credentials: await readCredentials(options.credentials) }),
    ...(tlsCert === undefined || tlsKey === undefined
      ? {}
      : {
          tls: {
            port: tlsPort ?? 0,
            cert: await readFile(tlsCert, "utf8"),
            key: await readFile(tlsKey, "utf8"),
          },
        }),
    ...(demo ? { hasConsole: true } : {}),
  };
}

async function readJson(path: string, option: string): Promise<object> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new UsageError(`${option} ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${option} ${path}: write one JSON object`);
  return value;
}

function explainListenError(error: unknown): unknown {
  const { code, port } = error as { readonly code?: string; readonly port?: number };
  if (code !== "EADDRINUSE" && code !== "EACCES") return error;
  const why = code === "EACCES" ? "may not be opened without more rights" : "is in use";
  return new UsageError(
    `port ${port} ${why}: write another one with --port, --rtmp-port or --edge-port (0 picks a free one)`,
  );
}

function stopOnSignal(cloud: RunningMockCloud): void {
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
      cloud.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(
            `oxbow: stopping failed: ${error instanceof Error ? error.message : String(error)}\n`,
          );
          process.exit(1);
        },
      );
    });
  }
}
