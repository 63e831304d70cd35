/**
 * CloudFront's control plane.
 *
 * Fidelity: streaming distributions, web distributions and what they refer to, with the service's own validations,
 * codes, statuses and wording where a literal answer is on record (errors.ts says which).
 * Not modelled: certificates and WAF (names only), Lambda@Edge and CloudFront functions on the edge, multi-tenant
 * distributions, VPC origins, Anycast lists, continuous deployment, key value stores.
 * Quirks: a distribution of another account answers AccessDenied; CallerReferences are idempotent in API versions
 * before 2020-05-31 only. Truth: reference sheets of public reports and API references, gathered in 2026.
 */
import { createHash, randomBytes as nodeRandomBytes } from "node:crypto";
import type { AnyService, Service } from "@oxbow/aws-protocol";
import type { Store } from "@oxbow/store";
import { type DeployMode, Deployments } from "./deployment/deployments.ts";
import { Directory } from "./deployment/directory.ts";
import { dialectOf } from "./dialects/dialect-of.ts";
import { dispatchTable } from "./dispatch-table.ts";
import { Identifiers } from "./identifiers.ts";
import { type CloudFrontLimits, DEFAULT_LIMITS } from "./limits.ts";
import { processScheduler, type Scheduler } from "./scheduler.ts";
import type { CloudFrontState, LogDeliveryGrant } from "./state.ts";
import { openTables, tablesOf } from "./storage/tables.ts";

export interface CloudFrontServiceOptions {
  readonly store: Store;
  /** The server's clock. */
  readonly now?: () => Date;
  /** Where identifiers, domain names and ETags come from. */
  readonly randomBytes?: (length: number) => Uint8Array;
  readonly scheduler?: Scheduler;
  readonly deploy?: DeployMode;
  /** How long a change stays InProgress when deployment is timed, in milliseconds. */
  readonly deployDelayMs?: number;
  readonly limits?: Partial<CloudFrontLimits>;
  /** The canonical user id S3 is to know an origin access identity by; 96 hexadecimal digits made of its id. */
  readonly canonicalUserIdOf?: (identityId: string) => string;
  /** Gives the log delivery full control of a bucket: S3's part of switching logging on. Default: nothing is granted. */
  readonly grantLogDelivery?: (bucket: string) => Promise<LogDeliveryGrant>;
  /** Told of failures that no request waits for: deployments that a timer began, views that could not be read. */
  readonly onError?: (error: unknown) => void;
}

export interface CloudFrontService {
  /** For the gateway. */
  readonly service: AnyService;
  readonly directory: Directory;
  /** Resolves when the directory holds what the store held at the start and pending deployments are under way again. */
  readonly ready: Promise<void>;
  /** Deploys what is InProgress now: one distribution, or all. Returns the ids of those that were. */
  readonly completeDeployments: (distributionId?: string) => Promise<readonly string[]>;
  /** Gives an account a CloudFront key pair, which no public API ever did. A new PEM under the same id replaces it. */
  readonly setKeyPair: (accountId: string, keyPairId: string, publicKeyPem: string) => Promise<void>;
  /** Takes up what somebody else has put into the store: to be called after it was filled behind this service's back. */
  readonly reload: () => Promise<void>;
  /** Forgets everything this service has stored. */
  readonly reset: () => Promise<void>;
  readonly close: () => void;
}

const DEFAULTS = Object.freeze({
  now: () => new Date(),
  randomBytes: (length: number): Uint8Array => nodeRandomBytes(length),
  scheduler: processScheduler,
  deploy: "timed" as const,
  deployDelayMs: 1000,
  canonicalUserIdOf: (identityId: string): string =>
    createHash("sha384").update(`origin-access-identity/cloudfront/${identityId}`).digest("hex"),
  grantLogDelivery: async (): Promise<LogDeliveryGrant> => "granted",
  onError: (): void => undefined,
});

/** The CloudFront service over a store. */
export function createCloudFrontService(options: CloudFrontServiceOptions): CloudFrontService {
  const settings = { ...DEFAULTS, ...options };
  const { store, now, randomBytes, scheduler, deploy, deployDelayMs, canonicalUserIdOf, onError } = settings;
  const tables = openTables(store);
  const directory = new Directory(tables, canonicalUserIdOf, onError);
  const deployments = new Deployments({
    tables,
    mode: deploy,
    delayMs: deployDelayMs,
    now,
    scheduler,
    onDeployed: directory.refresh,
    onError,
  });
  const state: CloudFrontState = {
    tables,
    identifiers: new Identifiers(randomBytes),
    limits: Object.freeze({ ...DEFAULT_LIMITS, ...options.limits }),
    deployments,
    signerKeys: directory.signerKeys,
    canonicalUserIdOf,
    grantLogDelivery: settings.grantLogDelivery,
  };

  const service: Service<CloudFrontState> = {
    name: "cloudfront",
    state,
    operations: dispatchTable(),
    dialect: dialectOf,
  };

  const reload = async (): Promise<void> => {
    await directory.load();
    await deployments.resume();
  };
  const ready = reload();
  // Whoever waits for it is told; nobody else has to be.
  ready.catch(onError);

  return {
    service,
    directory,
    ready,
    reload,
    completeDeployments: (distributionId) => deployments.complete(distributionId),
    setKeyPair: async (accountId, keyPairId, publicKeyPem) => {
      const key = `${accountId}/${keyPairId}`;
      await tables.commit([tables.keyPairs.put(key, { accountId, keyPairId, publicKeyPem })]);
      await directory.refreshKeyPair(key);
    },
    reset: async () => {
      deployments.cancelAll();
      for (const table of tablesOf(tables)) {
        const documents = await table.list();
        await tables.commit(documents.map(({ key }) => table.delete(key)));
      }
      await directory.load();
    },
    close: () => {
      deployments.close();
      directory.close();
    },
  };
}
