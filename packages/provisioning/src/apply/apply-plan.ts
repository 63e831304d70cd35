import { setTimeout as delay } from "node:timers/promises";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { SiteClients } from "../clients.ts";
import { SiteError } from "../errors.ts";
import { mapLimited } from "../map-limited.ts";
import type { PlanStep, SitePlan } from "../plan/plan.ts";
import { playerConfiguration } from "../plan/player-configuration.ts";
import { contentBucketsOf } from "../plan/read-site-state.ts";
import { createBucket } from "../resources/bucket.ts";
import { grantIdentity } from "../resources/bucket-policy.ts";
import { grantLogDelivery } from "../resources/log-delivery.ts";
import { setObjectAcl, uploadFile } from "../resources/objects.ts";
import { createIdentity, readIdentity } from "../resources/origin-access-identity.ts";
import { markBucket, objectMark } from "../resources/ownership.ts";
import { requirePublicAcls } from "../resources/public-access.ts";
import {
  createStreamingDistribution,
  readStreamingDistribution,
  type StreamingState,
  updateStreamingDistribution,
} from "../resources/streaming-distribution.ts";
import {
  createWebDistribution,
  readWebDistribution,
  updateWebDistribution,
  type WebState,
} from "../resources/web-distribution.ts";
import { listSiteFiles, type SiteFile } from "../site/site-files.ts";
import { playerFolder, type StreamingSite } from "../site/streaming-site.ts";
import type { ApplyEvent, SiteAddresses } from "./apply-event.ts";
import { EventQueue } from "./event-queue.ts";

export interface ApplyOptions {
  /** Objects uploaded at once. */
  readonly uploadsAtOnce?: number;
  /** First pause between two looks at a distribution's status, in milliseconds; it doubles up to half a minute. */
  readonly pollMs?: number;
  /** How long to wait for Deployed, in milliseconds. */
  readonly deployTimeoutMs?: number;
  /** Ends the iteration at the next step. */
  readonly signal?: AbortSignal;
}

type Settings = ApplyOptions & Required<Omit<ApplyOptions, "signal">>;

const DEFAULTS: Settings = Object.freeze({ uploadsAtOnce: 8, pollMs: 250, deployTimeoutMs: 30 * 60_000 });
const POLL_LIMIT_MS = 30_000;

/**
 * Carries a plan out and tells every step as it happens. Each step looks before it acts and can be repeated, so a run
 * that was cut off anywhere is finished by planning and applying again.
 *
 * @throws SiteError
 */
export function applyPlan(
  plan: SitePlan,
  clients: SiteClients,
  options: ApplyOptions = {},
): AsyncIterable<ApplyEvent> {
  const events = new EventQueue<ApplyEvent>();
  new Application(plan, clients, { ...DEFAULTS, ...options }, events).run().then(
    () => events.end(),
    (error: unknown) => events.fail(error),
  );
  return events;
}

class Application {
  readonly #site: StreamingSite;
  readonly #steps: readonly PlanStep[];
  readonly #clients: SiteClients;
  readonly #options: Settings;
  readonly #events: EventQueue<ApplyEvent>;
  #files: ReadonlyMap<string, SiteFile> = new Map();
  #identityId: string | undefined;
  #web: WebState | undefined;
  #streaming: StreamingState | undefined;

  constructor(plan: SitePlan, clients: SiteClients, options: Settings, events: EventQueue<ApplyEvent>) {
    this.#site = plan.site;
    this.#steps = plan.steps;
    this.#clients = clients;
    this.#options = options;
    this.#events = events;
  }

  async run(): Promise<void> {
    this.#files = await this.#listFiles();
    for (let index = 0; index < this.#steps.length; ) {
      const group = this.#groupAt(index);
      await mapLimited(group, this.#options.uploadsAtOnce, (step) => this.#perform(step));
      index += group.length;
    }
    this.#events.push({ type: "done", site: await this.#addresses() });
  }

  /** The step at `index`; with it all objects that follow, which may go up side by side. */
  #groupAt(index: number): readonly PlanStep[] {
    let end = index + 1;
    if (this.#steps[index]?.kind === "object") while (this.#steps[end]?.kind === "object") end++;
    return this.#steps.slice(index, end);
  }

  async #perform(step: PlanStep): Promise<void> {
    this.#options.signal?.throwIfAborted();
    this.#events.push({ type: "started", step });
    const details = step.action === "keep" ? {} : await this.#carryOut(step);
    const outcome = { create: "created", change: "changed", keep: "kept" } as const;
    this.#events.push({ type: "finished", step, outcome: outcome[step.action], details });
  }

  async #carryOut(step: PlanStep): Promise<Readonly<Record<string, string>>> {
    const site = this.#site;
    switch (step.kind) {
      case "bucket":
        await this.#makeBucket(step);
        return {};
      case "origin-access-identity":
        return { identityId: (await this.#identity()) ?? "" };
      case "bucket-policy":
        await grantIdentity(this.#clients, step.name, (await this.#identity()) ?? "");
        return {};
      case "object":
        await this.#putObject(step);
        return {};
      case "web-distribution": {
        const web = await readWebDistribution(this.#clients, site);
        const identityId = await this.#identity();
        this.#web = await (web === undefined
          ? createWebDistribution(this.#clients, site, identityId)
          : updateWebDistribution(this.#clients, site, web.id, identityId));
        return { distributionId: this.#web.id, domainName: this.#web.domainName };
      }
      case "streaming-distribution": {
        const streaming = await readStreamingDistribution(this.#clients, site);
        const identityId = await this.#identity();
        this.#streaming = await (streaming === undefined
          ? createStreamingDistribution(this.#clients, site, identityId)
          : updateStreamingDistribution(this.#clients, site, streaming.id, identityId));
        return { distributionId: this.#streaming.id, domainName: this.#streaming.domainName };
      }
      case "player-configuration":
        return await this.#putPlayerConfiguration();
      case "deployment":
        await this.#waitUntilDeployed(
          step,
          async () => (await readWebDistribution(this.#clients, site)) ?? missing("web"),
        );
        await this.#waitUntilDeployed(
          step,
          async () => (await readStreamingDistribution(this.#clients, site)) ?? missing("RTMP"),
        );
        return {};
    }
  }

  async #makeBucket({ action, name }: PlanStep): Promise<void> {
    const site = this.#site;
    if (action === "create") {
      await createBucket(this.#clients, name, site.region);
      await markBucket(this.#clients, name, site.name);
      if (site.access === "public-objects" && contentBucketsOf(site).includes(name))
        await requirePublicAcls(this.#clients, name);
    }
    if (name === site.logging?.bucket) await grantLogDelivery(this.#clients, name);
  }

  async #putObject(step: PlanStep): Promise<void> {
    const file = this.#files.get(step.name);
    if (file === undefined)
      throw new SiteError(
        "ERR_SITE_CONFLICT",
        `${step.name} was removed since the plan was made: plan again`,
      );
    const bucket = step.name.slice(0, step.name.indexOf("/"));
    const isPublic = this.#site.access === "public-objects";
    if (step.action === "change" && step.changes.every(({ member }) => member === "acl")) {
      await setObjectAcl(this.#clients, bucket, file.key, isPublic);
      return;
    }
    const onProgress = (loadedBytes: number): void =>
      this.#events.push({ type: "progress", step, loadedBytes, totalBytes: file.byteLength });
    await uploadFile(this.#clients, bucket, file, {
      isPublic,
      metadata: objectMark(this.#site.name),
      onProgress,
    });
  }

  async #putPlayerConfiguration(): Promise<Readonly<Record<string, string>>> {
    const folder = playerFolder(this.#site);
    const { domainName } = await this.#knownStreaming();
    const text = playerConfiguration(this.#site, await listSiteFiles(this.#site.media), domainName);
    if (folder?.configuration === undefined || text === undefined) return {};
    await this.#clients.s3.send(
      new PutObjectCommand({
        Bucket: folder.bucket,
        Key: folder.configuration,
        Body: text,
        ContentType: "application/json",
        CacheControl: "no-cache",
        Metadata: { ...objectMark(this.#site.name) },
        ...(this.#site.access === "public-objects" ? { ACL: "public-read" as const } : {}),
      }),
    );
    return { streamer: `rtmp://${domainName}/cfx/st` };
  }

  async #waitUntilDeployed(
    step: PlanStep,
    read: () => Promise<{ readonly id: string; readonly isDeployed: boolean }>,
  ): Promise<void> {
    const startedAtMs = performance.now();
    for (let pollMs = this.#options.pollMs; ; pollMs = Math.min(pollMs * 2, POLL_LIMIT_MS)) {
      const { id, isDeployed } = await read();
      if (isDeployed) return;
      const waitedMs = performance.now() - startedAtMs;
      if (waitedMs > this.#options.deployTimeoutMs) {
        throw new SiteError(
          "ERR_SITE_NOT_DEPLOYED",
          `distribution ${id} is still InProgress after ${Math.round(waitedMs / 1000)} s: apply again to go on waiting`,
        );
      }
      this.#events.push({ type: "waiting", step, distributionId: id, waitedMs });
      await delay(pollMs, undefined, { signal: this.#options.signal });
    }
  }

  async #identity(): Promise<string | undefined> {
    if (this.#site.access !== "origin-access-identity") return undefined;
    this.#identityId ??= (
      (await readIdentity(this.#clients, this.#site)) ?? (await createIdentity(this.#clients, this.#site))
    ).id;
    return this.#identityId;
  }

  async #knownStreaming(): Promise<StreamingState> {
    this.#streaming ??= (await readStreamingDistribution(this.#clients, this.#site)) ?? missing("RTMP");
    return this.#streaming;
  }

  async #addresses(): Promise<SiteAddresses> {
    const web = this.#web ?? (await readWebDistribution(this.#clients, this.#site)) ?? missing("web");
    const streaming = await this.#knownStreaming();
    return {
      webDistributionId: web.id,
      webDomainName: web.domainName,
      streamingDistributionId: streaming.id,
      streamingDomainName: streaming.domainName,
      streamer: `rtmp://${streaming.domainName}/cfx/st`,
      files: (await listSiteFiles(this.#site.media)).map(({ key }) => key),
    };
  }

  async #listFiles(): Promise<ReadonlyMap<string, SiteFile>> {
    const files = new Map<string, SiteFile>();
    for (const folder of [this.#site.media, playerFolder(this.#site)]) {
      if (folder === undefined) continue;
      for (const file of await listSiteFiles(folder)) files.set(`${folder.bucket}/${file.key}`, file);
    }
    return files;
  }
}

function missing(kind: string): never {
  throw new SiteError(
    "ERR_SITE_CONFLICT",
    `the site's ${kind} distribution was deleted by somebody else meanwhile: plan again`,
  );
}
