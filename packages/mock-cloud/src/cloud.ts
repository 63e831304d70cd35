/**
 * Composition: the services on one state, behind one gateway. Every way in (HTTP, MSW, the SDK's request handler)
 * is an adapter in front of {@link Cloud.handle}.
 */
import { randomBytes } from "node:crypto";
import {
  createAccounts,
  createGateway,
  createStsService,
  type Gateway,
  type Fault as GatewayFault,
  type Service,
  TEST_CREDENTIAL,
} from "@oxbow/aws-protocol";
import { type CloudFrontService, createCloudFrontService } from "@oxbow/cloudfront";
import { createS3Service, type S3Service } from "@oxbow/s3";
import type { BlobStore, Store } from "@oxbow/store";
import type { Clock } from "./clock.ts";
import { CloudState } from "./cloud-state.ts";
import { grantLogDelivery } from "./edge-adapters.ts";
import { type Fault, Faults } from "./faults.ts";
import { LifecycleTimer } from "./lifecycle-timer.ts";
import type { Settings } from "./options.ts";
import { RequestLog } from "./request-log.ts";

/** Operations after which there is something to sweep: rules, or a completed upload to forget. */
const WANT_SWEEPS: ReadonlySet<string | undefined> = new Set([
  "PutBucketLifecycleConfiguration",
  "CompleteMultipartUpload",
]);

export interface CloudParts {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly settings: Settings;
  /** Told what no service would answer: our own faults. */
  readonly onError: (error: unknown, message: string) => void;
}

export interface Cloud {
  readonly handle: Gateway["handle"];
  /** Takes up what an earlier process left in the state, or left half done. To be called before anybody is answered. */
  readonly recover: () => Promise<void>;
  readonly s3: S3Service;
  readonly cloudfront: CloudFrontService;
  readonly requests: RequestLog;
  readonly faults: Faults;
  /** Hands the edge's faults over whenever they change. One listener: a later one takes its place. */
  readonly onEdgeFaults: (listener: (faults: readonly Fault[]) => void) => void;
  readonly state: CloudState;
  /** Forgets everything: buckets, distributions, faults, requests. */
  readonly reset: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export function composeCloud({ store, blobs, clock, settings, onError }: CloudParts): Cloud {
  const accounts = createAccounts([TEST_CREDENTIAL, ...settings.credentials]);
  const s3 = createS3Service({
    store,
    blobs,
    now: clock.now,
    randomBytes,
    defaults: settings.s3Defaults,
    identityOf: async (canonicalUserId) => {
      await cloudfront.directory.settled();
      return cloudfront.directory.identityByCanonicalUserId(canonicalUserId)?.id;
    },
  });
  const cloudfront = createCloudFrontService({
    store,
    now: clock.now,
    randomBytes,
    scheduler: { setTimer: clock.setTimer },
    deploy: settings.deploy,
    deployDelayMs: settings.deployDelayMs,
    limits: settings.limits,
    grantLogDelivery: grantLogDelivery(s3),
    onError: (error) => onError(error, "a deployment failed"),
  });
  const lifecycle = new LifecycleTimer(clock, s3.sweep, (error) => onError(error, "a lifecycle rule failed"));
  const requests = new RequestLog(settings.requestLogCapacity);
  let edgeListener: (faults: readonly Fault[]) => void = () => undefined;
  const faults = new Faults({
    now: clock.now,
    random: Math.random,
    onEdgeFaults: (edgeFaults) => edgeListener(edgeFaults),
  });
  const gateway = createGateway({
    services: [s3.service as Service, cloudfront.service, createStsService()],
    auth: settings.auth,
    accounts,
    now: clock.now,
    randomBytes,
    sleep: (ms) => new Promise<void>((resolve) => clock.setTimer(ms, resolve)),
    onRequest: (record) => {
      requests.add(record);
      if (WANT_SWEEPS.has(record.operation)) lifecycle.start();
    },
    onError: (error) => onError(error, "a request failed by a fault of the mock"),
    fault: ({ service, operation }): GatewayFault | undefined => faults.decide(service, operation),
  });
  const reset = async (): Promise<void> => {
    await cloudfront.reset();
    await s3.reset();
    await store.clear();
    await blobs.clear();
    faults.clear();
    requests.clear();
  };
  const state = new CloudState({
    store,
    blobs,
    reset,
    reload: async () => {
      await cloudfront.reload();
      lifecycle.start();
    },
  });
  // Pending deployments and the view of what is deployed come from the store; nobody is answered before.
  let isReady = false;
  cloudfront.ready.then(
    () => {
      isReady = true;
    },
    () => undefined,
  );
  return {
    handle: (request) =>
      isReady ? gateway.handle(request) : cloudfront.ready.then(() => gateway.handle(request)),
    recover: async () => {
      await s3.deleteOrphans();
      lifecycle.start();
    },
    s3,
    cloudfront,
    requests,
    faults,
    onEdgeFaults: (listener) => {
      edgeListener = listener;
    },
    state,
    reset,
    close: async () => {
      cloudfront.close();
      await lifecycle.stop();
      await store.close();
      await blobs.close();
    },
  };
}
