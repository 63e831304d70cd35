import type {
  DistributionDirectory,
  EdgeDistribution,
  StreamingEdgeDistribution,
  WebEdgeDistribution,
} from "../ports.ts";
import { isBareAddress, normalizeHost } from "./host-name.ts";

/** What CloudFront told players in the rejection of `connect`. */
export type ConnectRefusal =
  /** No distribution of that name serves: unknown, disabled or not deployed yet. */
  | "DistributionNotFound"
  /** It is a web distribution. */
  | "DistributionTypeMismatch"
  /** The application is `cfx`, the instance is not `st`. */
  | "InvalidInstance"
  /** The application or the stream name is unusable. */
  | "InvalidURI";

/**
 * The distribution that a host names, serving or not. A bare address means the only streaming distribution
 * that serves, if there is exactly one.
 */
export function findByHost(directory: DistributionDirectory, host: string): EdgeDistribution | undefined {
  const name = normalizeHost(host);
  const named = directory.findByHost(name);
  if (named !== undefined || !isBareAddress(name)) return named;
  const serving = directory.list().filter(({ kind, isServing }) => kind === "streaming" && isServing);
  return serving.length === 1 ? serving[0] : undefined;
}

/** The streaming distribution that a host names, or why it can't be had. */
export function findStreaming(
  directory: DistributionDirectory,
  host: string,
): StreamingEdgeDistribution | ConnectRefusal {
  const found = findByHost(directory, host);
  if (found === undefined || !found.isServing) return "DistributionNotFound";
  return found.kind === "streaming" ? found : "DistributionTypeMismatch";
}

/** The web distribution that a host names and that serves. */
export function findWeb(directory: DistributionDirectory, host: string): WebEdgeDistribution | undefined {
  const found = findByHost(directory, host);
  return found?.kind === "web" && found.isServing ? found : undefined;
}
