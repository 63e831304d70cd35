import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { DistributionConfig } from "@aws-sdk/client-cloudfront";
import {
  type DeployedDistribution,
  type SignerKey,
  type StreamingConfig,
  toDeployedStreaming,
  toDeployedWeb,
} from "@oxbow/cloudfront";
import { UsageError } from "../terminal/usage-error.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads distributions as the AWS CLI prints them: what `get-streaming-distribution` and `get-distribution` answer, or
 * a JSON list of such answers. What the file says counts as deployed.
 *
 * @param keys accepted wherever a distribution has trusted signers or key groups
 * @throws UsageError that names the entry and the member
 */
export async function readDistributionsFile(
  path: string,
  keys: readonly SignerKey[],
): Promise<readonly DeployedDistribution[]> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new UsageError(
      `--distributions ${path}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const entries: readonly unknown[] = Array.isArray(content) ? content : [content];
  if (entries.length === 0) throw new UsageError(`--distributions ${path}: it names no distribution`);
  const distributions = entries.map((entry, index) => {
    try {
      return toDistribution(entry, keys);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new UsageError(`--distributions ${path}: entry ${index}: ${why}`);
    }
  });
  refuseSharedHosts(path, distributions);
  return distributions;
}

function toDistribution(entry: unknown, keys: readonly SignerKey[]): DeployedDistribution {
  const answer = object(entry, "it");
  const signerKeys = { ofSigners: () => keys, ofKeyGroups: () => keys };
  if (answer.StreamingDistribution !== undefined) {
    const { identity, config } = parts(answer, "StreamingDistribution", "StreamingDistributionConfig");
    const origin = object(config.S3Origin, "StreamingDistributionConfig.S3Origin");
    text(origin.DomainName, "StreamingDistributionConfig.S3Origin.DomainName");
    const streaming = { ...STREAMING_DEFAULTS, ...config } as unknown as StreamingConfig;
    return toDeployedStreaming(
      {
        ...identity,
        kind: "streaming",
        config: streaming,
        deployed: { config: streaming, etag: identity.etag },
      },
      signerKeys,
    );
  }
  if (answer.Distribution !== undefined) {
    const { identity, config } = parts(answer, "Distribution", "DistributionConfig");
    object(config.Origins, "DistributionConfig.Origins");
    object(config.DefaultCacheBehavior, "DistributionConfig.DefaultCacheBehavior");
    const web = config as unknown as DistributionConfig;
    return toDeployedWeb(
      { ...identity, kind: "web", config: web, deployed: { config: web, etag: identity.etag } },
      signerKeys,
      () => undefined,
    );
  }
  throw new Error(
    "it has neither StreamingDistribution nor Distribution: write what aws cloudfront get-streaming-distribution --id ID prints",
  );
}

/** Members that the API always answers but that somebody who writes the file by hand may leave out. */
const STREAMING_DEFAULTS = Object.freeze({
  Aliases: { Quantity: 0 },
  Logging: { Enabled: false, Bucket: "", Prefix: "" },
  TrustedSigners: { Enabled: false, Quantity: 0 },
});

function parts(
  answer: Json,
  kind: string,
  configName: string,
): {
  readonly identity: {
    readonly id: string;
    readonly accountId: string;
    readonly domainName: string;
    readonly etag: string;
    readonly lastModifiedMs: number;
  };
  readonly config: Json;
} {
  const distribution = object(answer[kind], kind);
  const config = object(distribution[configName], `${kind}.${configName}`);
  if (typeof config.Enabled !== "boolean") {
    throw new Error(`${configName}.Enabled is ${JSON.stringify(config.Enabled)}: write true or false`);
  }
  const domainName = text(distribution.DomainName, `${kind}.DomainName`).toLowerCase();
  return {
    identity: {
      id: typeof distribution.Id === "string" ? distribution.Id : domainName,
      accountId: "000000000000",
      domainName,
      // Sessions end when what they play changes: the version is the content.
      etag: createHash("sha256").update(JSON.stringify(config)).digest("hex").slice(0, 13),
      lastModifiedMs: 0,
    },
    config,
  };
}

function refuseSharedHosts(path: string, distributions: readonly DeployedDistribution[]): void {
  const idByHost = new Map<string, string>();
  for (const { id, domainName, aliases } of distributions) {
    for (const host of [domainName, ...aliases]) {
      const other = idByHost.get(host);
      if (other !== undefined)
        throw new UsageError(
          `--distributions ${path}: ${host} belongs to both ${other} and ${id}: a name leads to one`,
        );
      idByHost.set(host, id);
    }
  }
}

function object(value: unknown, name: string): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
  throw new Error(`${name} is ${JSON.stringify(value) ?? "missing"}: write a JSON object`);
}

function text(value: unknown, name: string): string {
  if (typeof value === "string" && value !== "") return value;
  throw new Error(`${name} is ${JSON.stringify(value) ?? "missing"}: write a string`);
}
