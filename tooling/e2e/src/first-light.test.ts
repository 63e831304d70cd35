/** One command's worth of product: provision through the API, play with whatever a viewer has. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planStreamingSite } from "@oxbow/provisioning";
import { diffPackets, foreignFile, probePackets, runCommand, runOrFail, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FOREIGN_FLVS, type ProvisionedSite, provisionSite } from "./provisioned-site.ts";

let folder: string;
let it: ProvisionedSite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oxbow-e2e-"));
  const player = join(folder, "player");
  await runOrFail("mkdir", [player]);
  await writeFile(join(player, "index.html"), "<!doctype html><title>player</title>");
  it = await provisionSite(player);
});
afterAll(async () => {
  await it?.close();
  await rm(folder, { recursive: true, force: true });
});

const FLVS = ["clock.flv", ...FOREIGN_FLVS];
const pathOf = (name: string): string =>
  name === "clock.flv" ? sampleFile("videos/clock.flv") : (foreignFile(name) ?? "");
const withoutExtension = (name: string): string => name.replace(/\.flv$/, "");

describe("provisioning", () => {
  test("a second plan has nothing to do", async () => {
    const plan = await planStreamingSite(it.site, it.clients);
    expect(plan.steps.filter(({ action }) => action !== "keep")).toEqual([]);
    expect(plan.hasChanges).toBe(false);
  });

  test("the web distribution serves the player and its configuration", async () => {
    const at = `${it.cloud.edge}/_oxbow/at/${it.addresses.webDomainName}`;
    const page = await fetch(`${at}/`);
    expect(await page.text()).toContain("<title>player</title>");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await (await fetch(`${at}/config.json`)).json()).toMatchObject({
      streamer: it.addresses.streamer,
    });
  });
});

// The edge paces what it sends, so the viewers watch side by side.
describe.concurrent.each(FLVS)("%s", (name) => {
  test("ffmpeg gets every packet over RTMP", async ({ expect }) => {
    const out = join(folder, `ffmpeg-${name}`);
    const input = `${it.cloud.rtmp}/cfx/st/${name}`;
    await runOrFail("ffmpeg", ["-v", "error", "-i", input, "-c", "copy", "-copyts", "-y", out]);
    expect(diffPackets(await probePackets(pathOf(name)), await probePackets(out))).toEqual([]);
  });

  test("rtmpdump gets every packet over RTMP", async ({ expect }) => {
    const out = join(folder, `rtmpdump-${name}`);
    const { code } = await runCommand("rtmpdump", [
      ...["-q", "-r", it.cloud.rtmp, "-a", "cfx/st", "-y", withoutExtension(name), "-o", out],
    ]);
    // It ends with 2 when the last timestamp is short of the file's own idea of its duration.
    expect([0, 2]).toContain(code);
    expect(diffPackets(await probePackets(pathOf(name)), await probePackets(out))).toEqual([]);
  });

  test("HTTP-FLV gives every packet", async ({ expect }) => {
    const address = `${it.cloud.edge}/_oxbow/at/${it.addresses.streamingDomainName}/cfx/st/${name}`;
    expect(diffPackets(await probePackets(pathOf(name)), await probePackets(address))).toEqual([]);
  });
});

describe("names and refusals", () => {
  const play = (...args: string[]) =>
    runCommand("ffmpeg", ["-v", "error", ...args, "-frames:v", "1", "-f", "null", "-"]);

  test("the host name in tcUrl selects the distribution", async () => {
    const tcUrl = (host: string): string[] => [
      "-rtmp_tcurl",
      `rtmp://${host}/cfx/st`,
      "-i",
      `${it.cloud.rtmp}/cfx/st/clock.flv`,
    ];
    expect((await play(...tcUrl(it.addresses.streamingDomainName))).code).toBe(0);
    const unknown = await play(...tcUrl("snobody000000a.cloudfront.net"));
    expect(unknown.code).not.toBe(0);
    expect(unknown.stderr).toContain("DistributionNotFound");
    const web = await play(...tcUrl(it.addresses.webDomainName));
    expect(web.stderr).toContain("DistributionTypeMismatch");
  });

  test("a missing file is reported", async () => {
    const result = await play("-i", `${it.cloud.rtmp}/cfx/st/nothing.flv`);
    expect(result.code).not.toBe(0);
  });

  test("the bytes in the bucket are the file's", async () => {
    const answer = await fetch(`${it.cloud.endpoint}/e2e-media/clock.flv`);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(await readFile(sampleFile("videos/clock.flv")));
  });
});
