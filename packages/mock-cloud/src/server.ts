import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createEdge, type Edge, type EdgeOptions } from "@oxbow/edge";
import { openFileBlobs, openFileStore, openMemoryBlobs, openMemoryStore } from "@oxbow/store";
import type { FastifyInstance } from "fastify";
import { destination, type Logger, pino } from "pino";
import { type AdminExtension, registerAdminApi } from "./admin/admin-api.ts";
import type { AdminTarget } from "./admin/admin-target.ts";
import { distributionAddresses } from "./admin/distribution-addresses.ts";
import { SYSTEM_CLOCK } from "./clock.ts";
import { type Cloud, composeCloud } from "./cloud.ts";
import { consoleOnEdge, NO_CONSOLE } from "./console-access.ts";
import { distributionDirectory, logSink, objectSource } from "./edge-adapters.ts";
import { createHttpServer } from "./http.ts";
import { type MockCloudOptions, toSettings } from "./options.ts";
import { createTlsFront, type TlsFront } from "./tls-front.ts";

export type { AdminExtension };

/** A cloud with its edge, on ports. */
export interface RunningMockCloud {
  /** `http://127.0.0.1:4566`: S3, CloudFront, STS and the admin API. */
  readonly endpoint: string;
  /** `rtmp://127.0.0.1:1935` */
  readonly rtmp: string;
  /** `http://127.0.0.1:8080` */
  readonly edge: string;
  /** For any AWS SDK v3 client. @param accountId 12 digits; account 000000000000 by default */
  readonly clientConfig: (accountId?: string) => EndpointConfig;
  /** Finishes what was acknowledged, tells viewers, closes the ports. */
  readonly close: () => Promise<void>;
}

export interface EndpointConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly forcePathStyle: true;
}

export interface ServerOptions extends MockCloudOptions {
  readonly host?: string;
  /** Port of the APIs; 0 picks a free one. */
  readonly port?: number;
  readonly rtmpPorts?: readonly number[];
  readonly edgePort?: number;
  readonly logLevel?: "debug" | "info" | "warn" | "error" | "silent";
  /** What the edge may be told besides. */
  readonly edge?: Partial<Pick<EdgeOptions, "streamNames" | "missing" | "limits" | "logIntervalMs">>;
  /** PEM texts. With them every port takes TLS beside what it took before, and the edge has one more port for it. */
  readonly tls?: { readonly port: number; readonly cert: string; readonly key: string };
  /** Lets the console, a page on the edge, use the APIs from a browser. */
  readonly hasConsole?: boolean;
  /** Further admin routes. */
  readonly extendAdmin?: AdminExtension;
}

const DEFAULT_PORTS = Object.freeze({ host: "127.0.0.1", port: 4566, rtmpPorts: [1935], edgePort: 8080 });

/**
 * Starts a cloud and resolves when everything listens.
 *
 * @throws OptionError for a value that is none of its option's; Node's own error (`EADDRINUSE`) for a port in use
 */
export async function startMockCloud(options: ServerOptions = {}): Promise<RunningMockCloud> {
  const {
    host = DEFAULT_PORTS.host,
    port = DEFAULT_PORTS.port,
    rtmpPorts = DEFAULT_PORTS.rtmpPorts,
    edgePort = DEFAULT_PORTS.edgePort,
  } = options;
  const logger = pino({ level: options.logLevel ?? "info", base: null }, destination(2));
  const cloud = await openCloud(options, logger);
  const edge = createEdge({
    source: objectSource(cloud.s3, cloud.cloudfront),
    directory: distributionDirectory(cloud.cloudfront),
    logSink: logSink(cloud.s3),
    logger,
    ...options.edge,
  });
  cloud.onEdgeFaults((faults) => edge.setFaults(faults));

  let consoleAccess = NO_CONSOLE;
  let addresses: { rtmp: string; edge: string } | undefined;
  let endpoint: string;
  const target = adminTarget(cloud, edge, () => addresses);
  const app = createHttpServer({
    handle: cloud.handle,
    // Where it listens is told by whoever started it; Fastify need not say it again.
    logger: logger.child({}, { level: options.logLevel === "silent" ? "silent" : "warn" }),
    access: () => consoleAccess,
    admin: (scope) => registerAdminApi(scope, target, () => consoleAccess, host, options.extendAdmin),
  });
  const tlsFront = options.tls === undefined ? undefined : createTlsFront(app.server, options.tls);
  const close = async (): Promise<void> => {
    await Promise.all([edge.close(), tlsFront?.close(), app.close()]);
    await cloud.close();
  };
  try {
    const listening = await edge.listen({ host, rtmpPorts, edgePort, tls: options.tls });
    addresses = {
      rtmp: `rtmp://${inUrl(host)}:${listening.rtmpPorts[0]}`,
      edge: `http://${inUrl(host)}:${listening.edgePort}`,
    };
    if (options.hasConsole) consoleAccess = consoleOnEdge(listening.edgePort);
    const bound =
      tlsFront === undefined ? await listen(app, host, port) : await readyFront(app, tlsFront, host, port);
    endpoint = `http://${inUrl(host)}:${bound}`;
  } catch (error) {
    await close();
    throw error;
  }
  return {
    endpoint,
    ...addresses,
    clientConfig: (accountId) => ({
      endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: accountId ?? "test", secretAccessKey: "test" },
      forcePathStyle: true,
    }),
    close,
  };
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<number> {
  await app.listen({ host, port });
  const address = app.server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

/** The front listens in the server's place; Fastify only gets ready. */
async function readyFront(
  app: FastifyInstance,
  front: TlsFront,
  host: string,
  port: number,
): Promise<number> {
  await app.ready();
  return await front.listen(host, port);
}

async function openCloud(options: ServerOptions, logger: Logger): Promise<Cloud> {
  const settings = toSettings(options);
  const { dataDirectory } = settings;
  if (dataDirectory !== undefined) await mkdir(dataDirectory, { recursive: true });
  const cloud = composeCloud({
    store:
      dataDirectory === undefined ? openMemoryStore() : await openFileStore({ directory: dataDirectory }),
    blobs:
      dataDirectory === undefined
        ? openMemoryBlobs()
        : await openFileBlobs({ directory: join(dataDirectory, "blobs") }),
    clock: SYSTEM_CLOCK,
    settings,
    onError: (error, message) => logger.error({ err: error }, message),
  });
  if (dataDirectory !== undefined) await cloud.recover();
  return cloud;
}

function adminTarget(
  cloud: Cloud,
  edge: Edge,
  addresses: () => { rtmp: string; edge: string } | undefined,
): AdminTarget {
  return {
    requests: cloud.requests,
    faults: cloud.faults,
    state: cloud.state,
    reset: cloud.reset,
    distributions: () =>
      cloud.cloudfront.directory.summaries().map((it) => ({
        ...it,
        addresses: distributionAddresses(it, addresses()),
      })),
    completeDeployments: (distributionId) => cloud.cloudfront.completeDeployments(distributionId),
    setKeyPair: (accountId, keyPairId, publicKeyPem) =>
      cloud.cloudfront.setKeyPair(accountId, keyPairId, publicKeyPem),
    sessions: () => edge.sessions(),
    metrics: () => edge.metrics(),
  };
}

/** An IPv6 address as URLs have it. */
const inUrl = (host: string): string => (host.includes(":") ? `[${host}]` : host);
