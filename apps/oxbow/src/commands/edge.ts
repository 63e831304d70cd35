import { createPublicKey } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { SignerKey } from "@oxbow/cloudfront";
import { createEdge } from "@oxbow/edge";
import { destination, pino } from "pino";
import { createAdminServer } from "../edge-alone/admin-server.ts";
import { readDistributionsFile } from "../edge-alone/distributions-file.ts";
import { FileDirectory } from "../edge-alone/file-directory.ts";
import { openS3Origin } from "../edge-alone/s3-origin.ts";
import { explainListenError } from "../terminal/explain-listen-error.ts";
import { stopOnSignal } from "../terminal/stop-on-signal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { type EdgeCommandOptions, readTls, toEdgeBehaviour } from "./edge-options.ts";

/** Options of `oxbow edge`, as the command line parses them. */
export interface EdgeAloneOptions extends EdgeCommandOptions {
  readonly distributions: string;
  readonly origin: string;
  readonly keyPair?: readonly string[];
  readonly adminPort: number;
}

/** Nobody but this machine asks a public edge who is watching. */
const ADMIN_HOST = "127.0.0.1";

/** `oxbow edge`: the edge alone, in front of any S3; SIGHUP reads the distributions again. */
export async function edge(options: EdgeAloneOptions): Promise<void> {
  const keys = await Promise.all((options.keyPair ?? []).map(readKeyPair));
  const directory = new FileDirectory(await readDistributionsFile(options.distributions, keys));
  const logger = pino({ level: options.logLevel, base: null }, destination(2));
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ACCESS_KEY_ID, AWS_PROFILE } = process.env;
  const origin = openS3Origin({
    endpoint: toOrigin(options.origin),
    region: AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1",
    hasCredentials: AWS_ACCESS_KEY_ID !== undefined || AWS_PROFILE !== undefined,
  });
  const running = createEdge({
    source: origin.source,
    directory,
    logSink: origin.logSink,
    logger,
    ...(await toEdgeBehaviour(options)),
  });
  const admin = createAdminServer(running);
  const close = async (): Promise<void> => {
    admin.close();
    admin.closeAllConnections();
    await running.close();
    origin.close();
  };
  try {
    const listening = await running.listen({
      host: options.host,
      rtmpPorts: options.rtmpPort ?? [1935],
      edgePort: options.edgePort,
      tls: await readTls(options),
    });
    await once(admin.listen(options.adminPort, ADMIN_HOST), "listening");
    stopOnSignal(close);
    const host = options.host.includes(":") ? `[${options.host}]` : options.host;
    sayReady(options, {
      rtmp: `rtmp://${host}:${listening.rtmpPorts[0]}`,
      edge: `http://${host}:${listening.edgePort}`,
      admin: `http://${ADMIN_HOST}:${(admin.address() as AddressInfo).port}`,
    });
  } catch (error) {
    await close();
    throw explainListenError(error);
  }
  process.on("SIGHUP", () => {
    readDistributionsFile(options.distributions, keys).then(
      (distributions) => {
        directory.replace(distributions);
        logger.info({ distributions: distributions.length }, "distributions read again");
      },
      // What is wrong in a file must not end the viewers of what was right.
      (error: unknown) => logger.error({ err: error }, "the distributions are left as they were"),
    );
  });
}

function sayReady(
  { json }: EdgeAloneOptions,
  addresses: { readonly rtmp: string; readonly edge: string; readonly admin: string },
): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ event: "ready", ...addresses, pid: process.pid })}\n`);
    return;
  }
  const lines = Object.entries(addresses).map(([name, address]) => `  ${name.padEnd(5)}  ${address}\n`);
  process.stdout.write(
    `\nThe edge is up (Ctrl-C stops it, SIGHUP reads the distributions again)\n${lines.join("")}`,
  );
}

function toOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url.href;
  throw new UsageError(`--origin "${text}" is no address of an S3: write https://s3.eu-west-1.amazonaws.com`);
}

/** `APKA…=public.pem` */
async function readKeyPair(text: string): Promise<SignerKey> {
  const [, id, path] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (id === undefined || path === undefined)
    throw new UsageError(`--key-pair "${text}" names no file: write --key-pair ID=FILE, a PEM public key`);
  try {
    const publicKeyPem = await readFile(path, "utf8");
    createPublicKey(publicKeyPem);
    return { id, publicKeyPem };
  } catch (error) {
    throw new UsageError(
      `--key-pair ${id}: ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
