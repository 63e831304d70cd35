import type { DistributionSummary as ServiceSummary } from "@oxbow/cloudfront";
import type { CloudState } from "../cloud-state.ts";
import type { Faults } from "../faults.ts";
import type { RequestLog } from "../request-log.ts";

/** What the admin API works on: the running cloud, seen from its back door. */
export interface AdminTarget {
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly reset: () => Promise<void>;
  readonly state: CloudState;
  readonly distributions: () => readonly DistributionSummary[];
  /** Deploys what is pending now; one distribution or all. @returns the ids of those that were */
  readonly completeDeployments: (distributionId: string | undefined) => Promise<readonly string[]>;
  /** Registers a CloudFront key pair of an account. @throws OptionError when the PEM is no RSA public key */
  readonly setKeyPair: (accountId: string, keyPairId: string, publicKeyPem: string) => Promise<void>;
  readonly sessions: () => readonly ViewerSession[];
  /** Prometheus text. */
  readonly metrics: () => Promise<string>;
}

/** A distribution, and the addresses under which a viewer reaches it on this machine. */
export type DistributionSummary = ServiceSummary & { readonly addresses: readonly string[] };

/** A viewer of the edge. */
interface ViewerSession {
  readonly id: string;
  readonly distributionId: string;
  readonly protocol: string;
  readonly streamName: string;
  readonly positionMs: number;
  readonly bytesSent: number;
  /** ISO 8601. */
  readonly since: string;
}
