/** The command line as its users meet it: processes, exit codes, standard output. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type CommandResult, runCommand } from "@oxbow/testkit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../../apps/oxbow/src/main.ts", import.meta.url));
const FREE_PORTS = ["--port", "0", "--rtmp-port", "0", "--edge-port", "0"];

let folder: string;
const running: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "oxbow-command-"));
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

const oxbow = (...args: string[]): Promise<CommandResult> =>
  runCommand(process.execPath, ["--disable-warning=ExperimentalWarning", MAIN, ...args]);

interface Ready {
  readonly event: string;
  readonly endpoint: string;
  readonly rtmp: string;
  readonly edge: string;
  readonly pid: number;
}

/** Starts `oxbow start --json` and waits for its line; `lines` goes on collecting. */
async function start(...args: string[]): Promise<{ child: ChildProcess; ready: Ready; lines: string[] }> {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", MAIN, "start", "--json", ...FREE_PORTS, ...args],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  running.push(child);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout ?? process.stdin });
  const first = once(reader, "line");
  reader.on("line", (line) => lines.push(line));
  const [line] = await Promise.race([
    first,
    once(child, "exit").then(([code]) => {
      throw new Error(`oxbow start ended with ${code}`);
    }),
  ]);
  return { child, ready: JSON.parse(String(line)) as Ready, lines };
}

describe("oxbow start", () => {
  test("--json prints one line, and a signal ends it well", async () => {
    const { child, ready, lines } = await start();
    expect(ready).toEqual({
      event: "ready",
      endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      rtmp: expect.stringMatching(/^rtmp:\/\/127\.0\.0\.1:\d+$/),
      edge: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      pid: child.pid,
    });
    expect((await fetch(`${ready.endpoint}/_oxbow/health`)).status).toBe(200);
    expect((await fetch(`${ready.edge}/crossdomain.xml`)).status).toBe(200);
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    expect(await ended).toEqual([0, null]);
    expect(lines.length).toBe(1);
  });

  test("what a data directory holds is there after a kill", async () => {
    const directory = join(folder, "state");
    const first = await start("--data-dir", directory);
    await fetch(`${first.ready.endpoint}/kept`, {
      method: "PUT",
      headers: { authorization: authorization() },
    });
    await fetch(`${first.ready.endpoint}/kept/key`, {
      method: "PUT",
      body: "hello",
      headers: { authorization: authorization(), "x-amz-acl": "public-read" },
    });
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    const second = await start("--data-dir", directory);
    expect(await (await fetch(`${second.ready.endpoint}/kept/key`)).text()).toBe("hello");
  });

  test("the demo is ready when it says so", async () => {
    const { ready } = await start("--demo");
    const { demo } = ready as Ready & {
      readonly demo: { readonly streamer: string; readonly page: string; readonly webDomainName: string };
    };
    expect(demo.streamer).toMatch(/^rtmp:\/\/s[a-z0-9]{13}\.cloudfront\.net\/cfx\/st$/);
    const page = await fetch(`${ready.edge}/_oxbow/at/${demo.webDomainName}/`);
    expect(await page.text()).toContain("<!doctype html>");
    const distributions = (await (await fetch(`${ready.endpoint}/_oxbow/distributions`)).json()) as readonly {
      readonly status: string;
    }[];
    expect(distributions.map(({ status }) => status)).toEqual(["Deployed", "Deployed"]);
  });

  test("the console's tasks run the provisioning library, and take a site away again", async () => {
    const { ready } = await start("--demo", "--deploy", "next-read");
    const run = async (
      action: string,
    ): Promise<readonly { readonly type: string; readonly hasChanges?: boolean }[]> => {
      const answer = await fetch(`${ready.endpoint}/_oxbow/tasks`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ action, site: { name: "visitor" } }),
      });
      expect(answer.headers.get("content-type")).toBe("text/event-stream");
      return (await answer.text())
        .trim()
        .split("\n\n")
        .map((event) => JSON.parse(event.replace(/^data: /, "")));
    };
    expect(await run("plan")).toMatchObject([{ type: "plan", hasChanges: true }]);
    expect((await run("apply")).at(-1)).toMatchObject({
      type: "done",
      site: { files: expect.arrayContaining(["videos/clock.flv"]) },
    });
    expect(await run("plan")).toMatchObject([{ type: "plan", hasChanges: false }]);
    expect((await run("destroy")).at(-1)).toMatchObject({ type: "done" });
    const distributions = (await (
      await fetch(`${ready.endpoint}/_oxbow/distributions`)
    ).json()) as readonly unknown[];
    expect(distributions.length).toBe(2);
    const wrong = await fetch(`${ready.endpoint}/_oxbow/tasks`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ action: "apply", site: { name: "x", media: { directory: "/etc" } } }),
    });
    expect(wrong.status).toBe(400);
  });

  test.for([
    [["--port", "eight"], '"eight" is not a whole number'],
    [["--port", "99999"], "there is no port 99999"],
    [["--auth", "none"], "Allowed choices are relaxed, strict"],
    [["--tls-cert", "only.pem"], "write --tls-cert FILE --tls-key FILE"],
    [["--nonsense"], "unknown option '--nonsense'"],
  ] as const)("%s is a usage error", async ([args, message]) => {
    const { code, stdout, stderr } = await oxbow("start", ...FREE_PORTS, ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});

describe("plan and apply", () => {
  test("plan exits 3 with changes and 0 without", async () => {
    const { ready } = await start("--deploy", "next-read");
    await mkdir(join(folder, "media"));
    await mkdir(join(folder, "player"));
    await writeFile(join(folder, "media/notes.txt"), "notes");
    await writeFile(join(folder, "player/index.html"), "<!doctype html>");
    const site = join(folder, "site.json");
    const content = {
      name: "cli",
      media: { bucket: "cli-media", directory: "./media" },
      player: { bucket: "cli-player", directory: "./player" },
    };
    await writeFile(site, JSON.stringify(content));
    const endpoint = ["--endpoint", ready.endpoint];
    const before = await oxbow("plan", site, ...endpoint);
    expect([before.code, before.stdout]).toEqual([
      3,
      expect.stringContaining("+ create streaming-distribution cli"),
    ]);
    const applied = await oxbow("apply", site, ...endpoint, "--yes", "--json");
    expect([applied.code, JSON.parse(applied.stdout.trim().split("\n").at(-1) ?? "")]).toMatchObject([
      0,
      { type: "done" },
    ]);
    const after = await oxbow("plan", site, ...endpoint, "--json");
    expect([after.code, JSON.parse(after.stdout)]).toMatchObject([0, { hasChanges: false }]);
    await writeFile(
      site,
      JSON.stringify({ ...content, media: { bucket: "Cli Media", directory: "./media" } }),
    );
    const wrong = await oxbow("plan", site, ...endpoint);
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('write "cli-media"')]);
  });
});

/** Relaxed mode believes any well-formed signature. */
function authorization(): string {
  return `AWS4-HMAC-SHA256 Credential=test/${new Date().toISOString().slice(0, 10).replaceAll("-", "")}/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${"0".repeat(64)}`;
}
