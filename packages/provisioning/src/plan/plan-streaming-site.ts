import { createHash } from "node:crypto";
import type { SiteClients } from "../clients.ts";
import { SiteError } from "../errors.ts";
import { compareStreamingDistribution } from "../resources/streaming-distribution.ts";
import { compareWebDistribution } from "../resources/web-distribution.ts";
import { listSiteFiles, type SiteFile } from "../site/site-files.ts";
import { playerFolder, type StreamingSite } from "../site/streaming-site.ts";
import { validateStreamingSite } from "../validate/validate-streaming-site.ts";
import { foreignObjects } from "./foreign-objects.ts";
import type { Change, PlanStep, ResourceKind, SitePlan } from "./plan.ts";
import { playerConfiguration } from "./player-configuration.ts";
import {
  type BucketState,
  bucketsOf,
  compareObjects,
  contentBucketsOf,
  readSiteState,
  type SiteState,
} from "./read-site-state.ts";

/**
 * Reads what exists and says what {@link applyPlan} would do; changes nothing.
 *
 * @throws SiteError `ERR_SITE_INVALID` when the site has errors: nothing was called then
 */
export async function planStreamingSite(site: StreamingSite, clients: SiteClients): Promise<SitePlan> {
  const findings = await validateStreamingSite(site);
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    throw new SiteError(
      "ERR_SITE_INVALID",
      errors.map(({ place, message, fix }) => `${place}: ${message}: ${fix}`).join("\n"),
    );
  }
  const media = await listSiteFiles(site.media);
  const folder = playerFolder(site);
  const player = folder === undefined ? [] : await listSiteFiles(folder);
  const state = await readSiteState(clients, site);

  const distributions = [webStep(site, state), streamingStep(site, state)] as const;
  const steps: PlanStep[] = [
    ...bucketsOf(site).map((bucket) => step(1, "bucket", bucket, bucketChanges(state.buckets.get(bucket)))),
    ...accessSteps(site, state),
    ...(folder === undefined ? [] : await objectSteps(3, folder.bucket, player, { site, state, clients })),
    distributions[0],
    ...(await objectSteps(5, site.media.bucket, media, { site, state, clients })),
    distributions[1],
    ...configurationSteps(site, state, media),
    deploymentStep(state, distributions),
  ];
  const all = [...findings, ...foreignObjects(site, state, media, player)];
  return { site, findings: all, steps, hasChanges: steps.some(({ action }) => action !== "keep") };
}

interface Surroundings {
  readonly site: StreamingSite;
  readonly state: SiteState;
  readonly clients: SiteClients;
}

/** @param changes `undefined` when the thing does not exist yet */
function step(
  task: number,
  kind: ResourceKind,
  name: string,
  changes: readonly Change[] | undefined,
): PlanStep {
  const action = changes === undefined ? "create" : changes.length > 0 ? "change" : "keep";
  return { id: `${kind}:${name}`, task, action, kind, name, changes: changes ?? [] };
}

function bucketChanges(state: BucketState | undefined): readonly Change[] | undefined {
  if (state === undefined) return undefined;
  return state.grantsLogDelivery === false
    ? [{ member: "acl", from: "", to: "FULL_CONTROL for awslogsdelivery" }]
    : [];
}

function accessSteps(site: StreamingSite, state: SiteState): readonly PlanStep[] {
  if (site.access !== "origin-access-identity") return [];
  return [
    step(1, "origin-access-identity", site.name, state.identity === undefined ? undefined : []),
    ...contentBucketsOf(site).map((bucket) =>
      step(1, "bucket-policy", bucket, state.buckets.get(bucket)?.grantsIdentity ? [] : undefined),
    ),
  ];
}

async function objectSteps(
  task: number,
  bucket: string,
  files: readonly SiteFile[],
  { site, state, clients }: Surroundings,
): Promise<readonly PlanStep[]> {
  const existing = state.buckets.get(bucket);
  const wantsPublic = site.access === "public-objects";
  const differences =
    existing === undefined ? new Map() : await compareObjects(clients, bucket, existing, files, wantsPublic);
  return files.map((file) => {
    const difference = differences.get(file.key);
    const changes: Change[] = [];
    if (difference?.content) changes.push({ member: "content", from: "another", to: file.path });
    if (difference?.isPublic === false) changes.push({ member: "acl", from: "private", to: "public-read" });
    if (difference?.header !== undefined)
      changes.push({ member: "cacheControl", from: difference.header, to: file.cacheControl ?? "" });
    const name = `${bucket}/${file.key}`;
    return {
      ...step(task, "object", name, difference === undefined ? undefined : changes),
      byteLength: file.byteLength,
    };
  });
}

function webStep(site: StreamingSite, { web, identity }: SiteState): PlanStep {
  const changes = web === undefined ? undefined : compareWebDistribution(site, web, identity?.id);
  return step(4, "web-distribution", site.name, changes);
}

function streamingStep(site: StreamingSite, { streaming, identity }: SiteState): PlanStep {
  const changes =
    streaming === undefined ? undefined : compareStreamingDistribution(site, streaming, identity?.id);
  return step(6, "streaming-distribution", site.name, changes);
}

function configurationSteps(
  site: StreamingSite,
  state: SiteState,
  media: readonly SiteFile[],
): readonly PlanStep[] {
  const folder = playerFolder(site);
  if (folder?.configuration === undefined) return [];
  const name = `${folder.bucket}/${folder.configuration}`;
  const etag = state.buckets.get(folder.bucket)?.etags.get(folder.configuration);
  const text = playerConfiguration(site, media, state.streaming?.domainName ?? "");
  if (etag === undefined || text === undefined) return [step(7, "player-configuration", name, undefined)];
  const isSame = state.streaming !== undefined && createHash("md5").update(text).digest("hex") === etag;
  return [
    step(
      7,
      "player-configuration",
      name,
      isSame ? [] : [{ member: "content", from: "another", to: "streamer and files" }],
    ),
  ];
}

/** Whatever is changed first has to be deployed anew, however it stands now. */
function deploymentStep({ web, streaming }: SiteState, distributions: readonly PlanStep[]): PlanStep {
  const isLeft = distributions.every(({ action }) => action === "keep");
  const isDeployed = isLeft && web?.isDeployed === true && streaming?.isDeployed === true;
  return step(
    8,
    "deployment",
    "both distributions",
    isDeployed ? [] : [{ member: "Status", from: "InProgress", to: "Deployed" }],
  );
}
