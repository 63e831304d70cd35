/** Provisioning with clients that know of no mock: MSW answers `*.amazonaws.com` from a cloud in this process. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMockCloud } from "@oxbow/mock-cloud";
import { mockCloudHandlers } from "@oxbow/mock-cloud/msw";
import {
  applyPlan,
  createSiteClients,
  destroyStreamingSite,
  planStreamingSite,
  readStatus,
  toStreamingSite,
} from "@oxbow/provisioning";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";

const cloud = createMockCloud({ deploy: "next-read" });
const server = setupServer(...mockCloudHandlers(cloud));
let folder: string;

beforeAll(async () => {
  // A developer's own setting must not lead these clients elsewhere.
  vi.stubEnv("AWS_ENDPOINT_URL", undefined);
  server.listen({ onUnhandledFrame: "error" });
  folder = await mkdtemp(join(tmpdir(), "oxbow-default-endpoints-"));
  await mkdir(join(folder, "media/videos"), { recursive: true });
  await mkdir(join(folder, "player"));
  await writeFile(join(folder, "media/videos/notes é.txt"), "notes");
  await writeFile(join(folder, "player/index.html"), "<!doctype html>");
});
afterEach(() => cloud.reset());
afterAll(async () => {
  server.close();
  vi.unstubAllEnvs();
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

test.for([
  ["us-east-1", "public-objects"],
  ["us-east-1", "origin-access-identity"],
  ["eu-west-1", "public-objects"],
] as const)("a site in %s with %s converges and goes again", async ([region, access]) => {
  const clients = createSiteClients({
    region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const site = toStreamingSite({
    name: "holiday",
    region,
    access,
    media: { bucket: "holiday-media", directory: join(folder, "media") },
    player: { bucket: "holiday-player", directory: join(folder, "player"), configuration: "config.json" },
    logging: { bucket: "holiday-logs", prefix: "rtmp/" },
  });
  const plan = await planStreamingSite(site, clients);
  expect(plan.hasChanges).toBe(true);
  const events = await Array.fromAsync(applyPlan(plan, clients, { pollMs: 1 }));
  expect(events.at(-1)).toMatchObject({ type: "done", site: { files: ["videos/notes é.txt"] } });
  const second = await planStreamingSite(site, clients);
  expect(second.steps.filter(({ action }) => action !== "keep")).toEqual([]);

  await Array.fromAsync(destroyStreamingSite(site, clients, { pollMs: 1 }));
  expect(await readStatus(site, clients)).toMatchObject({
    buckets: [{ exists: false }, { exists: false }, { exists: false }],
    streamingDistribution: undefined,
    webDistribution: undefined,
  });
});
