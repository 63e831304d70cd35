import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { sampleFile } from "@oxbow/testkit";
import { createEdge, type Edge, type EdgeAddresses, type EdgeOptions } from "../edge.ts";
import { MemoryDirectory, streamingDistribution, webDistribution } from "./memory-directory.ts";
import { MemorySource } from "./memory-source.ts";

/** An edge on free ports, in front of a bucket and two distributions in memory. */
export interface RunningEdge {
  readonly edge: Edge;
  readonly addresses: EdgeAddresses;
  readonly source: MemorySource;
  readonly directory: MemoryDirectory;
  /** `rtmp://127.0.0.1:PORT` */
  readonly rtmp: string;
  /** `http://127.0.0.1:PORT` */
  readonly http: string;
  /** A folder of the test's own. */
  readonly folder: string;
  readonly logs: readonly { readonly key: string; readonly lines: readonly string[] }[];
  readonly warnings: readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts an edge with `videos/clock.flv`, `videos/clock.mp4` and `music/beep.mp3` in its bucket. */
export async function startEdge(
  options: Partial<EdgeOptions> = {},
  tls?: { readonly cert: string; readonly key: string },
): Promise<RunningEdge> {
  const source = new MemorySource();
  for (const key of ["videos/clock.flv", "videos/clock.mp4", "music/beep.mp3"]) {
    source.put(key, await readFile(sampleFile(key)));
  }
  const directory = new MemoryDirectory();
  directory.put(streamingDistribution());
  directory.put(webDistribution());
  const logs: { key: string; lines: readonly string[] }[] = [];
  const warnings: string[] = [];
  const warn = (details: Readonly<Record<string, unknown>>, message: string): void => {
    warnings.push(`${message} ${JSON.stringify(details)} ${details.err}`);
  };
  const edge = createEdge({
    source,
    directory,
    logger: { debug: () => undefined, info: warn, warn, error: warn },
    logSink: {
      deliver: async (_bucket, key, gzip) => {
        logs.push({ key, lines: gunzipSync(gzip).toString().trimEnd().split("\n") });
      },
    },
    ...options,
  });
  const addresses = await edge.listen({
    rtmpPorts: [0],
    edgePort: 0,
    ...(tls === undefined ? {} : { tls: { ...tls, port: 0 } }),
  });
  const folder = await mkdtemp(join(tmpdir(), "oxbow-edge-"));
  return {
    edge,
    addresses,
    source,
    directory,
    rtmp: `rtmp://127.0.0.1:${addresses.rtmpPorts[0]}`,
    http: `http://127.0.0.1:${addresses.edgePort}`,
    folder,
    logs,
    warnings,
    close: async () => {
      await edge.close();
      await rm(folder, { recursive: true });
    },
  };
}
