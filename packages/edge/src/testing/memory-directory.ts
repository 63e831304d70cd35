import type {
  DistributionDirectory,
  EdgeDistribution,
  StreamingEdgeDistribution,
  WebEdgeBehavior,
  WebEdgeDistribution,
} from "../ports.ts";

/** Distributions in memory; `put` and `delete` deploy at once. */
export class MemoryDirectory implements DistributionDirectory {
  readonly #byId = new Map<string, EdgeDistribution>();
  readonly #listeners = new Set<(distributionId: string) => void>();

  put(distribution: EdgeDistribution): void {
    this.#byId.set(distribution.id, distribution);
    this.#tell(distribution.id);
  }

  delete(id: string): void {
    this.#byId.delete(id);
    this.#tell(id);
  }

  readonly findByHost = (host: string): EdgeDistribution | undefined =>
    this.list().find(({ domainName, aliases }) => domainName === host || aliases.includes(host));

  readonly list = (): readonly EdgeDistribution[] => [...this.#byId.values()];

  readonly subscribe = (listener: (distributionId: string) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get listenerCount(): number {
    return this.#listeners.size;
  }

  #tell(id: string): void {
    for (const listener of this.#listeners) listener(id);
  }
}

export function streamingDistribution(
  more: Partial<StreamingEdgeDistribution> = {},
): StreamingEdgeDistribution {
  return {
    kind: "streaming",
    id: "ESTREAM",
    domainName: "s123.cloudfront.net",
    aliases: [],
    isServing: true,
    logging: undefined,
    version: "1",
    originDomainName: "media.s3.amazonaws.com",
    originAccessIdentity: undefined,
    signers: undefined,
    ...more,
  };
}

export function webBehavior(more: Partial<WebEdgeBehavior> = {}): WebEdgeBehavior {
  return {
    pathPattern: "*",
    originId: "player",
    viewerProtocolPolicy: "allow-all",
    allowedMethods: ["GET", "HEAD"],
    compress: false,
    signers: undefined,
    cors: undefined,
    ...more,
  };
}

export function webDistribution(more: Partial<WebEdgeDistribution> = {}): WebEdgeDistribution {
  return {
    kind: "web",
    id: "EWEB",
    domainName: "d123.cloudfront.net",
    aliases: [],
    isServing: true,
    logging: undefined,
    version: "1",
    defaultRootObject: "index.html",
    origins: [
      {
        id: "player",
        domainName: "player.s3.amazonaws.com",
        path: "",
        originAccessIdentity: undefined,
        isS3: true,
      },
    ],
    behaviors: [webBehavior()],
    customErrors: [],
    ...more,
  };
}
