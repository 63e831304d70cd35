import { readFile } from "node:fs/promises";
import type { EdgeOptions } from "@oxbow/edge";
import { UsageError } from "../terminal/usage-error.ts";

/** Options that every command with an edge has, as the command line parses them. */
export interface EdgeCommandOptions {
  readonly host: string;
  readonly rtmpPort?: readonly number[];
  readonly edgePort: number;
  readonly streamNames: "lenient" | "cloudfront";
  readonly missing: "report" | "wait";
  readonly tlsPort?: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly logInterval?: number;
  readonly maxViewers?: number;
  readonly limits?: string;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  readonly json?: true;
}

/** How the edge behaves. @throws UsageError */
export async function toEdgeBehaviour({
  streamNames,
  missing,
  limits: file,
  maxViewers,
  logInterval,
}: EdgeCommandOptions): Promise<Pick<EdgeOptions, "streamNames" | "missing" | "limits" | "logIntervalMs">> {
  const limits = file === undefined ? {} : await readJsonObject(file, "--limits");
  return {
    streamNames,
    missing,
    limits: maxViewers === undefined ? limits : { ...limits, maxViewers },
    ...(logInterval === undefined ? {} : { logIntervalMs: logInterval * 1000 }),
  };
}

/** Certificate and key as PEM texts; `undefined` without TLS. @throws UsageError */
export async function readTls({
  tlsPort,
  tlsCert,
  tlsKey,
}: EdgeCommandOptions): Promise<
  { readonly port: number; readonly cert: string; readonly key: string } | undefined
> {
  if (tlsPort === undefined && tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new UsageError("TLS needs a certificate and its key: write --tls-cert FILE --tls-key FILE");
  }
  return { port: tlsPort ?? 0, cert: await readFile(tlsCert, "utf8"), key: await readFile(tlsKey, "utf8") };
}

async function readJsonObject(path: string, option: string): Promise<object> {
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
