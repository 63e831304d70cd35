/** Commands about streams that are there: doctor, migrate, url, hosts, completion. */
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  CreateStreamingDistributionCommand,
  GetStreamingDistributionCommand,
  type StreamingDistribution,
} from "@aws-sdk/client-cloudfront";
import { PutObjectAclCommand } from "@aws-sdk/client-s3";
import { type RunningMockCloud, startMockCloud } from "@oxbow/mock-cloud/server";
import { createSiteClients, loadSite, type SiteAddresses, type SiteClients } from "@oxbow/provisioning";
import { type CommandResult, runCommand, sampleFile } from "@oxbow/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apply } from "./provisioned-site.ts";

const MAIN = fileURLToPath(new URL("../../../apps/oxbow/src/main.ts", import.meta.url));
const STREAM = ["--streamer", "rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st", "--file", "mp4:videos/clip.mp4"];

let folder: string;
let siteFile: string;
let cloud: RunningMockCloud;
let clients: SiteClients;
let addresses: SiteAddresses;
/** An RTMP distribution of the same bucket that has aliases. */
let aliased: StreamingDistribution;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "oxbow-commands-"));
  siteFile = join(folder, "site.json");
  await symlink(join(sampleFile("videos/clock.flv"), ".."), join(folder, "media"));
  await writeFile(
    siteFile,
    JSON.stringify({
      name: "commands",
      media: { bucket: "commands-media", directory: "./media" },
      player: { bucket: "commands-player", directory: "./media" },
    }),
  );
  cloud = await startMockCloud({
    port: 0,
    rtmpPorts: [0],
    edgePort: 0,
    deploy: "next-read",
    logLevel: "silent",
  });
  clients = createSiteClients(cloud.clientConfig());
  addresses = await apply(await loadSite(siteFile), clients);
  const { StreamingDistribution } = await clients.cloudfront.send(
    new CreateStreamingDistributionCommand({
      StreamingDistributionConfig: {
        CallerReference: "aliased",
        S3Origin: { DomainName: "commands-media.s3.amazonaws.com", OriginAccessIdentity: "" },
        Aliases: { Quantity: 2, Items: ["media.example.com", "*.films.example.com"] },
        Comment: "",
        TrustedSigners: { Enabled: false, Quantity: 0 },
        Enabled: true,
      },
    }),
  );
  if (StreamingDistribution === undefined) throw new Error("no distribution");
  aliased = StreamingDistribution;
});
afterAll(async () => {
  await cloud.close();
  await rm(folder, { recursive: true, force: true });
});

const oxbow = (...args: string[]): Promise<CommandResult> =>
  runCommand(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, ...args], {
    env: { NO_COLOR: "1", AWS_ENDPOINT_URL: undefined, AWS_ACCESS_KEY_ID: undefined, AWS_PROFILE: undefined },
  });

describe("oxbow doctor", () => {
  const endpoint = (): string[] => ["--endpoint", cloud.endpoint];

  test("finds the local edge, plays, and exits 0", async () => {
    const { code, stdout } = await oxbow(
      "doctor",
      `${addresses.streamer}/clock.flv`,
      ...endpoint(),
      "--json",
    );
    const results = JSON.parse(stdout) as readonly { readonly code: string; readonly verdict: string }[];
    expect(results.filter(({ verdict }) => verdict === "fault")).toEqual([]);
    expect(results.at(-1)).toMatchObject({ code: "FIRST_FRAME", verdict: "ok" });
    expect(code).toBe(0);
    const via = await oxbow(
      "doctor",
      "--streamer",
      addresses.streamer,
      "--file",
      "clock.flv",
      "--via",
      new URL(cloud.rtmp).host,
    );
    expect([via.code, via.stdout]).toEqual([0, expect.stringContaining("✓ FIRST_FRAME: handshake")]);
  });

  test("exits 1 and says what to do", async () => {
    const acl = async (ACL: "private" | "public-read"): Promise<void> =>
      void (await clients.s3.send(
        new PutObjectAclCommand({ Bucket: "commands-media", Key: "clock.flv", ACL }),
      ));
    await acl("private");
    const { code, stdout } = await oxbow("doctor", siteFile, ...endpoint());
    await acl("public-read");
    expect(code).toBe(1);
    expect(stdout).toContain("✗ OBJECT_PRIVATE: commands-media/clock.flv answers 403");
    expect(stdout).toContain("put-object-acl");
  });
});

describe("oxbow migrate", () => {
  test("by id: the table, or the distribution as text with the table apart", async () => {
    const args = ["migrate", aliased.Id ?? "", "--endpoint", cloud.endpoint];
    const table = await oxbow(...args);
    expect([table.code, table.stdout]).toEqual([
      0,
      expect.stringContaining("mp4:clock.mp4 -> https://media.example.com/clock.mp4 native"),
    ]);
    const terraform = await oxbow(...args, "--format", "terraform");
    expect(terraform.stdout).toMatch(/^resource "aws_cloudfront_distribution"/);
    expect(terraform.stderr).toContain("note An alias belongs to one distribution");
    const json = await oxbow(...args, "--format", "cdk", "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({
      streams: [{}, {}],
      text: expect.stringContaining("CfnDistribution"),
    });
  });

  test("from a saved answer, without any account", async () => {
    const saved = join(folder, "saved.json");
    const { StreamingDistribution, ETag } = await clients.cloudfront.send(
      new GetStreamingDistributionCommand({ Id: aliased.Id }),
    );
    await writeFile(saved, JSON.stringify({ StreamingDistribution, ETag }));
    const { code, stdout } = await oxbow("migrate", saved, "--format", "api");
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { DistributionConfig: { Aliases: { Quantity: 2 } } },
    ]);
  });
});

describe("oxbow url", () => {
  test("writes what a player is told, the address, or both as JSON", async () => {
    const { code, stdout } = await oxbow("url", ...STREAM, "--player", "jwplayer5");
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining("rtmp://s5c39gqb8ow64r.cloudfront.net/cfx/st"),
    ]);
    const bare = await oxbow("url", ...STREAM);
    expect(bare.stdout).toContain("play name: mp4:videos/clip.mp4\nplayers: ");
    const json = await oxbow("url", ...STREAM, "--player", "ffplay", "--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ player: "ffplay", wire: { app: "cfx/st" } });
  });
});

test("oxbow hosts prints a line a distribution", async () => {
  const { code, stdout } = await oxbow("hosts", "--endpoint", cloud.endpoint);
  expect([code, stdout.trim().split("\n").sort()]).toEqual([
    0,
    [
      `127.0.0.1 ${addresses.webDomainName}`,
      `127.0.0.1 ${addresses.streamingDomainName}`,
      `127.0.0.1 ${aliased.DomainName} media.example.com`,
    ].sort(),
  ]);
  const json = await oxbow("hosts", "--endpoint", cloud.endpoint, "--json");
  expect(JSON.parse(json.stdout)).toContainEqual({ address: "127.0.0.1", names: [addresses.webDomainName] });
});

test("the completion script knows commands and their options", async () => {
  const { stdout } = await oxbow("completion");
  const complete = async (...words: string[]): Promise<readonly string[]> => {
    const line = `${stdout}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _oxbow; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return (await runCommand("bash", ["-c", line])).stdout.trim().split("\n");
  };
  expect(await complete("oxbow", "d")).toEqual(["destroy", "doctor"]);
  expect(await complete("oxbow", "migrate", "--f")).toEqual(["--format"]);
});

test("--help has examples and the exit codes", async () => {
  const all = await oxbow("--help");
  expect([all.code, all.stdout]).toEqual([0, expect.stringContaining("3  plan has changes")]);
  const help = await Promise.all(["doctor", "migrate", "url"].map((command) => oxbow(command, "--help")));
  for (const { stdout } of help) expect(stdout).toContain("\nExamples:\n  oxbow ");
});

test.for([
  [["doctor"], "write a site file, an rtmp:// URL, or --streamer"],
  [["doctor", "rtmp://h/cfx/st/x.flv", "--file", "y.flv"], "write either"],
  [["doctor", "rtmp://h/cfx/st/x.flv", "--timeout-ms", "soon"], '"soon" is no time'],
  [["migrate", "./nothing.json"], "there is no file ./nothing.json"],
  [["migrate", "E1", "--format", "yaml"], "Allowed choices are api, cloudformation, terraform, cdk"],
  [["url", "--file", "x.flv"], "required option '--streamer <url>' not specified"],
  [["url", "--streamer", "rtmp://h/cfx/st", "--file", ""], "name no stream"],
  [["url", ...STREAM, "--player", "realplayer"], 'there is no player "realplayer": write one of jwplayer4'],
] as const)("%j is a usage error", async ([args, message]) => {
  const { code, stdout, stderr } = await oxbow(...args);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});
