/** What `generate` writes for today's players, pasted as it is into an empty page beside the packages of npm: it plays. */
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parseStream } from "@oxbow/stream-url";
import { generate, TARGETS } from "@oxbow/stream-url/targets";
import { launchChromium, sampleFile } from "@oxbow/testkit";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, test } from "vitest";
import { ballDistance, readPicture } from "./known-picture.ts";
import { type ProvisionedSite, provisionSite } from "./provisioned-site.ts";

/** Our own, which is built here. */
const ELEMENT = "/node_modules/@oxbow/player/dist/oxbow-player.iife.js";

/** Stands for a web distribution on the page's own host: a picture from elsewhere may not be looked at. */
const WEB = "/web/";
/** The same film cut for HLS, which no streaming distribution does. */
const HLS = "/hls/";

const inPackage = (path: string): string => fileURLToPath(new URL(`..${path}`, import.meta.url));

/** Players, and what each plays. */
const PLAYERS: readonly (readonly [id: string, file: string])[] = [
  ["native", "clock.mp4"],
  ["oxbow", "clock.flv"],
  ["flv.js", "clock.flv"],
  ["mpegts.js", "clock.flv"],
  ["plyr", "clock.flv"],
  ["artplayer", "clock.flv"],
  ["media-chrome", "clock.flv"],
  ["vidstack", "clock.mp4"],
  ["hls.js", "clock.mp4"],
];

/** In the place of the captions' module that Vidstack loads: there are none to show. */
const CAPTIONS = "export class CaptionsRenderer { changeTrack() {} addCue() {} destroy() {} }";

const TYPES: Readonly<Record<string, string>> = { ".css": "text/css", ".js": "text/javascript" };

let site: ProvisionedSite;
let server: Server;
let browser: Browser;
let origin: string;
/** Directory of the HLS rendition. */
let rendition: string;
/** Pages by path. */
const pages = new Map<string, string>();

beforeAll(async () => {
  rendition = await mkdtemp(join(tmpdir(), "oxbow-hls-"));
  const cut = ["-c", "copy", "-hls_time", "2", "-hls_list_size", "0", join(rendition, "clock.m3u8")];
  await promisify(execFile)("ffmpeg", ["-v", "error", "-i", sampleFile("videos/clock.mp4"), ...cut]);
  const [provisioned, element] = await Promise.all([
    provisionSite(fileURLToPath(new URL("../../../apps/demo-player/public", import.meta.url))),
    bundleElement(),
  ]);
  site = provisioned;
  server = createServer((request, response) => {
    const path = request.url ?? "/";
    const page = pages.get(path);
    if (page !== undefined) response.setHeader("content-type", "text/html; charset=utf-8").end(page);
    else if (path.startsWith(HLS)) createReadStream(join(rendition, path.slice(HLS.length))).pipe(response);
    else if (path.startsWith(WEB)) void pipeFromBucket(path.slice(WEB.length), request, response);
    else if (path === ELEMENT) response.setHeader("content-type", "text/javascript").end(element);
    else if (!path.startsWith("/node_modules/")) response.writeHead(404).end();
    else {
      response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
      createReadStream(inPackage(path)).pipe(response);
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  // The snippets name the edge where it is by default; here it has another port.
  const edge = new URL(site.cloud.edge).host;
  browser = await launchChromium([
    "--autoplay-policy=no-user-gesture-required",
    `--host-resolver-rules=MAP *.cloudfront.localhost:8080 ${edge}`,
  ]);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  await site?.close();
  await rm(rendition, { recursive: true, force: true });
});

test.concurrent.for(PLAYERS)("the page for %s plays in an iframe", async ([player, file], context) => {
  const { expect, onTestFinished } = context;
  const target = TARGETS.find(({ id }) => id === player);
  const parsed = parseStream({ streamer: site.addresses.streamer, file });
  if (target === undefined || !parsed.ok) throw new Error(`${player} is no target`);
  const { html } = generate(parsed.reference, target, {
    web: `${origin}${player === "hls.js" ? "/hls" : "/web"}`,
    packages: "/node_modules",
  });
  pages.set(`/page/${player}`, `<!doctype html><body>${html}</body>`);
  pages.set(
    `/around/${player}`,
    `<!doctype html><iframe src="/page/${player}" width="700" height="420" allow="autoplay"></iframe>`,
  );

  const page = await browser.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  onTestFinished(async () => page.close());
  // Plyr asks its maker's host for its icons; here they come from its package.
  await page.route("https://cdn.plyr.io/**", (route) =>
    route.fulfill({ path: inPackage("/node_modules/plyr/dist/plyr.svg") }),
  );
  // Vidstack asks for icons and captions elsewhere: its layout has icons of its own, and there are no captions here.
  await page.route("https://cdn.jsdelivr.net/**", (route) =>
    route.fulfill({
      contentType: "text/javascript",
      headers: { "access-control-allow-origin": "*" },
      body: CAPTIONS,
    }),
  );
  await page.goto(`${origin}/around/${player}`);
  const frame = page.frames().find((each) => each.url() === `${origin}/page/${player}`);
  if (frame === undefined) throw new Error("the page has no frame");
  // What a visitor's click on the play button does.
  await frame.waitForFunction(() => {
    const media = document.querySelector<HTMLMediaElement>("oxbow-player, video");
    // Before it has a source, the promise of playing is never settled.
    if (media === null || (media instanceof HTMLVideoElement && media.readyState === 0)) return false;
    media.muted = true;
    return media.play().then(
      () => true,
      () => false,
    );
  });
  const picture = await readPicture(frame);
  expect(picture.width).toBe(640);
  expect(ballDistance(picture)).toBeLessThan(90);
  expect(picture.decodedAudioBytes).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});

async function pipeFromBucket(
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { range } = request.headers;
  const answer = await fetch(`${site.cloud.endpoint}/e2e-media/${key}`, {
    headers: { ...(range !== undefined && { range }) },
  });
  const told = ["content-type", "content-range", "accept-ranges"].flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  response.writeHead(answer.status, Object.fromEntries(told));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** The element as a plain script: what the package publishes for pages that have no bundler. */
async function bundleElement(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(import.meta.resolve("@oxbow/player/element")),
        formats: ["iife"],
        name: "oxbow",
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((it) =>
    "output" in it ? it.output : [],
  );
  const [entry] = outputs.filter((it) => it.type === "chunk" && it.isEntry);
  return entry?.type === "chunk" ? entry.code : "";
}
