/** The provisioning library against a cloud in the same process: converges, is idempotent, survives being cut off. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  GetStreamingDistributionConfigCommand,
  UpdateStreamingDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import {
  GetBucketAclCommand,
  GetBucketPolicyCommand,
  HeadObjectCommand,
  PutBucketAclCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { createMockCloud, type MockCloud, type MockCloudOptions } from "@oxbow/mock-cloud";
import {
  applyPlan,
  createSiteClients,
  destroyStreamingSite,
  planStreamingSite,
  readStatus,
  type SiteAddresses,
  type SiteClients,
  SiteError,
  type SitePlan,
  type StreamingSite,
  type StreamingSiteInput,
  toStreamingSite,
} from "@oxbow/provisioning";
import { runOrFail, sampleFile } from "@oxbow/testkit";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

let folder: string;
let cloud: MockCloud;
let clients: SiteClients;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oxbow-provisioning-"));
  await mkdir(join(folder, "media/videos"), { recursive: true });
  await mkdir(join(folder, "player"));
  await writeFile(join(folder, "media/readme.txt"), "hello");
  await writeFile(join(folder, "media/videos/notes.txt"), "notes");
  await writeFile(join(folder, "player/index.html"), "<!doctype html>");
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => cloud.close());

function openCloud(options: MockCloudOptions = {}): void {
  cloud = createMockCloud({ deploy: "next-read", ...options });
  clients = createSiteClients(cloud.clientConfig());
}

const siteOf = (more: Partial<StreamingSiteInput> = {}): StreamingSite =>
  toStreamingSite({
    name: "holiday",
    media: { bucket: "holiday-media", directory: join(folder, "media") },
    player: { bucket: "holiday-player", directory: join(folder, "player"), configuration: "config.json" },
    ...more,
  });

async function apply(site: StreamingSite): Promise<SiteAddresses> {
  for await (const event of applyPlan(await planStreamingSite(site, clients), clients, { pollMs: 1 })) {
    if (event.type === "done") return event.site;
  }
  throw new Error("no result");
}

const changesOf = ({ steps }: SitePlan): readonly string[] =>
  steps
    .filter(({ action }) => action !== "keep")
    .map(({ action, id, changes }) => `${action} ${id} ${changes.map(({ member }) => member).join()}`.trim());

describe.each(["public-objects", "origin-access-identity"] as const)("%s", (access) => {
  test("one application converges, the second plan is empty", async () => {
    openCloud();
    const first = await planStreamingSite(siteOf({ access }), clients);
    expect(
      first.steps.filter(({ kind }) => kind !== "deployment").every(({ action }) => action === "create"),
    ).toBe(true);
    const addresses = await apply(siteOf({ access }));
    expect(addresses).toMatchObject({ streamer: `rtmp://${addresses.streamingDomainName}/cfx/st` });
    expect(changesOf(await planStreamingSite(siteOf({ access }), clients))).toEqual([]);
    expect(await apply(siteOf({ access }))).toEqual(addresses);
  });

  test("being cut off after any call, it is finished by running again", async () => {
    openCloud();
    await apply(siteOf({ access }));
    const calls = cloud.requests.list().length;
    for (let cutAfter = 0; cutAfter < calls; cutAfter += process.env.OXBOW_SOAK === undefined ? 7 : 1) {
      await cloud.reset();
      await applyCutOff(siteOf({ access }), cutAfter);
      await apply(siteOf({ access }));
      expect(
        changesOf(await planStreamingSite(siteOf({ access }), clients)),
        `cut off after ${cutAfter} calls`,
      ).toEqual([]);
      const creations = cloud.requests
        .list()
        .filter(({ operation, status }) => operation === "CreateStreamingDistribution" && status < 300);
      expect(creations.length, `cut off after ${cutAfter} calls`).toBe(1);
    }
  });
});

/** Lets `cutAfter` requests be carried out and loses the answers of all that come later, as a crash does. */
async function applyCutOff(site: StreamingSite, cutAfter: number): Promise<void> {
  let count = 0;
  const config = cloud.clientConfig();
  const inner = config.requestHandler;
  const cut = createSiteClients({
    ...config,
    maxAttempts: 1,
    requestHandler: {
      ...inner,
      handle: async (request: Parameters<typeof inner.handle>[0]) => {
        count += 1;
        if (count > cutAfter + 1) throw new Error("cut off");
        const answer = await inner.handle(request);
        // The last request is carried out, its answer never arrives.
        if (count === cutAfter + 1) throw new Error("cut off");
        return answer;
      },
    },
  });
  try {
    for await (const _ of applyPlan(await planStreamingSite(site, cut), cut, { pollMs: 1 })) {
      // Events are of no interest here.
    }
  } catch (error) {
    if (!(error instanceof Error && error.message.includes("cut off"))) throw error;
  }
}

test("any valid site converges in one application", async () => {
  const name = fc.stringMatching(/^[a-w][a-w0-9]{3,12}$/);
  const anySite = fc
    .record({
      name,
      isShared: fc.boolean(),
      hasLogs: fc.boolean(),
      hasConfiguration: fc.boolean(),
      cacheControl: fc.constantFrom(undefined, "", "max-age=60", { "**/*.txt": "no-cache" }),
      region: fc.constantFrom("us-east-1", "eu-west-1"),
      access: fc.constantFrom("public-objects" as const, "origin-access-identity" as const),
      trustedSigners: fc.uniqueArray(fc.constantFrom("self", "111122223333", "444455556666")),
      aliases: fc.uniqueArray(fc.constantFrom("a.example.com", "b.example.com", "*.c.example.com")),
      priceClass: fc.constantFrom(
        "PriceClass_100" as const,
        "PriceClass_200" as const,
        "PriceClass_All" as const,
      ),
      comment: fc.string({ unit: fc.constantFrom(..."ab <&>\"'é"), maxLength: 128 }),
      enabled: fc.boolean(),
    })
    .map(({ isShared, hasLogs, hasConfiguration, cacheControl, ...rest }) =>
      siteOf({
        ...rest,
        media: {
          bucket: `${rest.name}-media`,
          directory: join(folder, "media"),
          ...(cacheControl === undefined ? {} : { cacheControl }),
        },
        player: {
          bucket: `${rest.name}-${isShared ? "media" : "player"}`,
          directory: join(folder, "player"),
          ...(hasConfiguration ? { configuration: "config.json" } : {}),
        },
        ...(hasLogs ? { logging: { bucket: `${rest.name}-logs`, prefix: "rtmp/" } } : {}),
      }),
    );
  openCloud();
  await fc.assert(
    fc.asyncProperty(anySite, async (site) => {
      await cloud.reset();
      await apply(site);
      expect(changesOf(await planStreamingSite(site, clients))).toEqual([]);
    }),
    { numRuns: process.env.OXBOW_SOAK === undefined ? 15 : 500 },
  );
});

describe("drift", () => {
  test("an object made private, a foreign content, a distribution disabled by hand", async () => {
    openCloud();
    const { streamingDistributionId: Id } = await apply(siteOf());
    await clients.s3.send(
      new PutObjectAclCommand({ Bucket: "holiday-media", Key: "readme.txt", ACL: "private" }),
    );
    await clients.s3.send(
      new PutObjectCommand({ Bucket: "holiday-media", Key: "videos/notes.txt", Body: "forged" }),
    );
    const { StreamingDistributionConfig: config, ETag } = await clients.cloudfront.send(
      new GetStreamingDistributionConfigCommand({ Id }),
    );
    if (config === undefined) throw new Error("no configuration");
    await clients.cloudfront.send(
      new UpdateStreamingDistributionCommand({
        Id,
        IfMatch: ETag,
        StreamingDistributionConfig: { ...config, Enabled: false },
      }),
    );
    expect(changesOf(await planStreamingSite(siteOf(), clients))).toEqual([
      "change object:holiday-media/readme.txt acl",
      "change object:holiday-media/videos/notes.txt content",
      "change streaming-distribution:holiday Enabled",
      // What is changed is waited for.
      "change deployment:both distributions Status",
    ]);
    await apply(siteOf());
    expect(changesOf(await planStreamingSite(siteOf(), clients))).toEqual([]);
  });

  test("a foreign object is told of, and is no change", async () => {
    openCloud();
    await apply(siteOf());
    await clients.s3.send(
      new PutObjectCommand({ Bucket: "holiday-media", Key: "theirs.txt", Body: "theirs" }),
    );
    const plan = await planStreamingSite(siteOf(), clients);
    expect(plan.findings).toMatchObject([
      { severity: "warning", code: "FOREIGN_OBJECT", place: "holiday-media/theirs.txt" },
    ]);
    expect(plan.hasChanges).toBe(false);
  });

  test("foreign statements of a bucket policy stay", async () => {
    openCloud();
    const site = siteOf({ access: "origin-access-identity" });
    await apply(site);
    const foreign = {
      Sid: "Theirs",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:DeleteObject",
      Resource: "arn:aws:s3:::holiday-media/*",
    };
    await clients.s3.send(
      new PutBucketPolicyCommand({
        Bucket: "holiday-media",
        Policy: JSON.stringify({ Version: "2012-10-17", Statement: [foreign] }),
      }),
    );
    expect(changesOf(await planStreamingSite(site, clients))).toEqual(["create bucket-policy:holiday-media"]);
    await apply(site);
    const { Policy = "" } = await clients.s3.send(new GetBucketPolicyCommand({ Bucket: "holiday-media" }));
    expect(JSON.parse(Policy).Statement).toMatchObject([
      { Sid: "Theirs" },
      { Sid: "OxbowOriginAccessIdentity" },
    ]);
  });
});

test("an MP4 with its index at the end is a warning, and no obstacle", async () => {
  openCloud();
  const directory = await mkdtemp(join(folder, "moov-"));
  await runOrFail("ffmpeg", [
    ...["-v", "error", "-i", sampleFile("videos/clock.mp4")],
    ...["-c", "copy", "-movflags", "-faststart", join(directory, "last.mp4")],
  ]);
  const plan = await planStreamingSite(siteOf({ media: { bucket: "holiday-media", directory } }), clients);
  expect(plan.findings).toMatchObject([
    {
      severity: "warning",
      code: "MEDIA_MOOV_LAST",
      place: "media/last.mp4",
      fix: expect.stringMatching(/-c copy -movflags \+faststart .*last-faststart\.mp4/),
    },
  ]);
});

describe("cache headers", () => {
  const withHeaders = (cacheControl: string | Readonly<Record<string, string>>): StreamingSite =>
    siteOf({ media: { bucket: "holiday-media", directory: join(folder, "media"), cacheControl } });
  const headerOf = async (Bucket: string, Key: string): Promise<string | undefined> =>
    (await clients.s3.send(new HeadObjectCommand({ Bucket, Key }))).CacheControl;

  test("pages are asked for again, the rest has none, unless the site says so", async () => {
    openCloud();
    await apply(siteOf());
    expect(await headerOf("holiday-player", "index.html")).toBe("no-cache");
    expect(await headerOf("holiday-media", "readme.txt")).toBeUndefined();

    const site = withHeaders({ "videos/**": "public, max-age=86400", "**": "max-age=60" });
    const plan = await planStreamingSite(site, clients);
    expect(changesOf(plan)).toEqual([
      "change object:holiday-media/readme.txt cacheControl",
      "change object:holiday-media/videos/notes.txt cacheControl",
    ]);
    await apply(site);
    expect(await headerOf("holiday-media", "readme.txt")).toBe("max-age=60");
    expect(await headerOf("holiday-media", "videos/notes.txt")).toBe("public, max-age=86400");
    expect(changesOf(await planStreamingSite(site, clients))).toEqual([]);
  });

  test("one that somebody else changed is drift, and the object stays public", async () => {
    openCloud();
    await apply(withHeaders("max-age=60"));
    await clients.s3.send(
      new PutObjectCommand({ Bucket: "holiday-media", Key: "readme.txt", Body: "hello", ACL: "public-read" }),
    );
    const { steps } = await planStreamingSite(withHeaders("max-age=60"), clients);
    expect(steps.find(({ action }) => action !== "keep")).toMatchObject({
      id: "object:holiday-media/readme.txt",
      changes: [{ member: "cacheControl", from: "", to: "max-age=60" }],
    });
    await apply(withHeaders("max-age=60"));
    expect(changesOf(await planStreamingSite(withHeaders("max-age=60"), clients))).toEqual([]);
  });

  test("one that is none is refused before any call", async () => {
    openCloud();
    await expect(planStreamingSite(withHeaders("max-age=1h"), clients)).rejects.toMatchObject({
      code: "ERR_SITE_INVALID",
      message: expect.stringContaining("max-age=SECONDS"),
    });
    expect(cloud.requests.list()).toEqual([]);
  });
});

describe("refusals", () => {
  test("a site with errors calls nothing", async () => {
    openCloud();
    const site = siteOf({ media: { bucket: "Holiday Media", directory: join(folder, "media") } });
    await expect(planStreamingSite(site, clients)).rejects.toThrow(SiteError);
    await expect(planStreamingSite(site, clients)).rejects.toThrow('write "holiday-media"');
    expect(cloud.requests.list()).toEqual([]);
  });

  test("buckets of today that refuse ACLs are explained", async () => {
    openCloud({ s3Defaults: "modern" });
    await expect(apply(siteOf())).rejects.toMatchObject({ code: "ERR_SITE_ACLS_REFUSED" });
    // Nothing was uploaded for that, and the next plan already tells.
    await expect(planStreamingSite(siteOf(), clients)).rejects.toMatchObject({
      code: "ERR_SITE_ACLS_REFUSED",
      message: expect.stringContaining('write access: "origin-access-identity"'),
    });
    expect(cloud.requests.list().filter(({ operation }) => operation === "PutObject")).toEqual([]);
    await expect(apply(siteOf({ access: "origin-access-identity" }))).resolves.toMatchObject({
      files: ["readme.txt", "videos/notes.txt"],
    });
  });

  test("Block Public Access alone is told as well", async () => {
    openCloud();
    await apply(siteOf());
    await clients.s3.send(
      new PutPublicAccessBlockCommand({
        Bucket: "holiday-media",
        PublicAccessBlockConfiguration: { BlockPublicAcls: true },
      }),
    );
    await expect(planStreamingSite(siteOf(), clients)).rejects.toThrow("BlockPublicAcls");
  });

  test("somebody else's bucket is told as such", async () => {
    openCloud();
    const other = createSiteClients(cloud.clientConfig("222222222222"));
    for await (const _ of applyPlan(await planStreamingSite(siteOf(), other), other, { pollMs: 1 })) {
      // Only that it is done matters.
    }
    await expect(planStreamingSite(siteOf(), clients)).rejects.toMatchObject({
      code: "ERR_SITE_BUCKET_TAKEN",
    });
  });
});

describe("logging", () => {
  const logging = { bucket: "holiday-logs", prefix: "rtmp/" };
  const deliveryGrants = async (): Promise<number> => {
    const { Grants = [] } = await clients.s3.send(new GetBucketAclCommand({ Bucket: logging.bucket }));
    return Grants.filter(({ Grantee }) => Grantee?.ID?.startsWith("c4c1ede66af53448")).length;
  };

  test("the bucket is made with the log delivery's grant, which comes back when it was taken away", async () => {
    openCloud();
    await apply(siteOf({ logging }));
    expect(await deliveryGrants()).toBe(1);
    expect(changesOf(await planStreamingSite(siteOf({ logging }), clients))).toEqual([]);
    await clients.s3.send(new PutBucketAclCommand({ Bucket: logging.bucket, ACL: "private" }));
    expect(changesOf(await planStreamingSite(siteOf({ logging }), clients))).toEqual([
      "change bucket:holiday-logs acl",
    ]);
    await apply(siteOf({ logging }));
    expect(await deliveryGrants()).toBe(1);
  });
});

describe("a bad day", () => {
  test("throttling is waited out", async () => {
    openCloud();
    // Patience enough for chance never to win.
    clients = createSiteClients({ ...cloud.clientConfig(), maxAttempts: 15 });
    for (const service of ["s3", "cloudfront"] as const) {
      cloud.faults.set({ id: service, match: { service }, effect: { kind: "throttle", perSecond: 6 } });
    }
    await apply(siteOf());
    cloud.faults.clear();
    expect(cloud.requests.list().some(({ code }) => code === "SlowDown" || code === "Throttling")).toBe(true);
    expect(changesOf(await planStreamingSite(siteOf(), clients))).toEqual([]);
  });

  test("a failure of the service is asked again", async () => {
    openCloud();
    const plan = await planStreamingSite(siteOf(), clients);
    cloud.faults.set({
      id: "once",
      match: { service: "s3", operation: "PutObject" },
      effect: { kind: "error", code: "InternalError" },
    });
    const unsubscribe = cloud.requests.subscribe(({ status }) => {
      // Once is enough: from then on the service is well again.
      if (status === 500) cloud.faults.clear();
    });
    await Array.fromAsync(applyPlan(plan, clients, { pollMs: 1 }));
    unsubscribe();
    const failures = cloud.requests
      .list()
      .filter(({ operation, status }) => operation === "PutObject" && status === 500).length;
    expect(failures).toBeGreaterThan(0);
    expect(changesOf(await planStreamingSite(siteOf(), clients))).toEqual([]);
  });
});

describe("two at once", () => {
  test.for(["public-objects", "origin-access-identity"] as const)("do no harm (%s)", async (access) => {
    openCloud();
    const site = siteOf({ access });
    const plans = await Promise.all([planStreamingSite(site, clients), planStreamingSite(site, clients)]);
    const run = async (plan: SitePlan): Promise<SiteAddresses | undefined> => {
      const events = await Array.fromAsync(applyPlan(plan, clients, { pollMs: 1 }));
      const last = events.at(-1);
      return last?.type === "done" ? last.site : undefined;
    };
    const [first, second] = await Promise.all(plans.map(run));
    expect(first?.streamer).toMatch(/^rtmp:/);
    expect(second).toEqual(first);
    expect(changesOf(await planStreamingSite(site, clients))).toEqual([]);
  });
});

describe("destroying", () => {
  test.for(["public-objects", "origin-access-identity"] as const)(
    "takes away what %s made, and nothing else",
    async (access) => {
      openCloud();
      const site = siteOf({ access });
      await apply(site);
      const events = await Array.fromAsync(destroyStreamingSite(site, clients, { pollMs: 1 }));
      expect(events.at(-1)).toMatchObject({ type: "done" });
      expect(await readStatus(site, clients)).toMatchObject({
        buckets: [{ exists: false }, { exists: false }],
        webDistribution: undefined,
        streamingDistribution: undefined,
        originAccessIdentityId: undefined,
      });
      expect(await apply(site)).toMatchObject({ files: ["readme.txt", "videos/notes.txt"] });
    },
  );

  test("a foreign object and its bucket stay; a dry run touches nothing", async () => {
    openCloud();
    const site = siteOf();
    await apply(site);
    await clients.s3.send(
      new PutObjectCommand({ Bucket: "holiday-media", Key: "theirs.txt", Body: "theirs" }),
    );
    const [planned] = await Array.fromAsync(destroyStreamingSite(site, clients, { isDryRun: true }));
    expect(planned).toMatchObject({
      type: "planned",
      kept: [
        { kind: "object", name: "holiday-media/theirs.txt" },
        { kind: "bucket", name: "holiday-media", reason: "it holds 1 objects of others" },
      ],
    });
    expect(changesOf(await planStreamingSite(site, clients))).toEqual([]);
    await Array.fromAsync(destroyStreamingSite(site, clients, { pollMs: 1 }));
    expect((await readStatus(site, clients)).buckets).toEqual([
      { name: "holiday-media", exists: true, objectCount: 1 },
      { name: "holiday-player", exists: false, objectCount: 0 },
    ]);
  });
});
