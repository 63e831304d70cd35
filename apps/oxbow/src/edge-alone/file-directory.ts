import type { DistributionDirectory, EdgeDistribution } from "@oxbow/edge";

/** The distributions of a file, as the edge asks for them; the file may be read again while viewers watch. */
export class FileDirectory implements DistributionDirectory {
  readonly #listeners = new Set<(distributionId: string) => void>();
  #distributions: readonly EdgeDistribution[];
  #byHost: ReadonlyMap<string, EdgeDistribution>;

  constructor(distributions: readonly EdgeDistribution[]) {
    this.#distributions = distributions;
    this.#byHost = byHost(distributions);
  }

  /** An alias `*.example.com` serves every name below it; the longest alias wins. */
  readonly findByHost = (host: string): EdgeDistribution | undefined => {
    let found = this.#byHost.get(host);
    for (let dot = host.indexOf("."); found === undefined && dot !== -1; dot = host.indexOf(".", dot + 1)) {
      found = this.#byHost.get(`*${host.slice(dot)}`);
    }
    return found;
  };

  readonly list = (): readonly EdgeDistribution[] => this.#distributions;

  readonly subscribe = (listener: (distributionId: string) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Puts other distributions in their place and tells the edge which of them changed. */
  replace(distributions: readonly EdgeDistribution[]): void {
    const versions = new Map(this.#distributions.map(({ id, version }) => [id, version]));
    this.#distributions = distributions;
    this.#byHost = byHost(distributions);
    for (const { id, version } of distributions) {
      if (versions.get(id) !== version) this.#announce(id);
      versions.delete(id);
    }
    for (const id of versions.keys()) this.#announce(id);
  }

  #announce(id: string): void {
    for (const listener of this.#listeners) listener(id);
  }
}

function byHost(distributions: readonly EdgeDistribution[]): ReadonlyMap<string, EdgeDistribution> {
  return new Map(
    distributions.flatMap((it) => [it.domainName, ...it.aliases].map((host) => [host, it] as const)),
  );
}
