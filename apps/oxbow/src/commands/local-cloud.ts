/** What `GET /_oxbow/distributions` says of a distribution. */
export interface LocalDistribution {
  readonly id: string;
  readonly kind: "streaming" | "web";
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** Where a viewer on this machine reaches it. */
  readonly addresses: readonly string[];
}

/** Where the edge of a local cloud listens, as `host:port`. */
export interface LocalEdge {
  readonly rtmp: string | undefined;
  readonly http: string | undefined;
}

/** A local cloud answers at once; whatever takes longer is none. */
const TIMEOUT_MS = 2000;
/** Path by which the edge's own address stands for a distribution's host. */
const BY_PATH = "/_oxbow/at/";

/** Asks a cloud for its distributions. @throws Error when there is none at the endpoint */
export async function readLocalDistributions(endpoint: string): Promise<readonly LocalDistribution[]> {
  const url = new URL("/_oxbow/distributions", endpoint);
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`${url.href} answers ${answer.status}: it is no Oxbow`);
  return (await answer.json()) as readonly LocalDistribution[];
}

/** Finds the edge among the addresses of distributions. */
export function localEdge(distributions: readonly LocalDistribution[]): LocalEdge {
  const addresses = distributions.flatMap((it) => it.addresses);
  const hostOf = (address: string | undefined): string | undefined =>
    address === undefined ? undefined : new URL(address).host;
  return {
    rtmp: hostOf(addresses.find((address) => address.startsWith("rtmp://"))),
    http: hostOf(addresses.find((address) => address.includes(BY_PATH))),
  };
}
