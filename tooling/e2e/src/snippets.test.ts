/** What `generate` writes for today's players, pasted as it is into a page with the player's own files: it plays. */
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseStream } from "@oxbow/stream-url";
import { generate, TARGETS } from "@oxbow/stream-url/targets";
import { launchChromium } from "@oxbow/testkit";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { ballDistance, readPicture } from "./known-picture.ts";
import { type ProvisionedSite, provisionSite } from "./provisioned-site.ts";

const ELEMENT = "/oxbow-player.js";

/** Stands for a web distribution on the page's own host: a picture from elsewhere may not be looked at. */
const WEB = "/web/";

const inPackage = (path: string): string =>
  fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));

/** Files of the players, as their packages bring them. */
const FILES: Readonly<Record<string, string>> = {
  "/flv.js": inPackage("flv.js/dist/flv.min.js"),
  "/plyr.js": inPackage("plyr/dist/plyr.min.js"),
  "/plyr.css": inPackage("plyr/dist/plyr.css"),
  "/artplayer.js": inPackage("artplayer/dist/artplayer.js"),
  "/media-chrome.js": inPackage("media-chrome/dist/iife/index.js"),
};

/** What a page of each player has besides the snippet. */
const PAGES: readonly {
  readonly player: string;
  readonly file: string;
  readonly head: string;
  readonly body: string;
}[] = [
  { player: "native", file: "clock.mp4", head: "", body: "" },
  {
    player: "flv.js",
    file: "clock.flv",
    head: '<script src="/flv.js"></script>',
    body: "<video muted></video>",
  },
  {
    player: "plyr",
    file: "clock.flv",
    head: '<link rel="stylesheet" href="/plyr.css"><script src="/flv.js"></script><script src="/plyr.js"></script>',
    body: "<video muted></video>",
  },
  {
    player: "artplayer",
    file: "clock.flv",
    head: '<style>#player { width: 640px; height: 360px }</style><script src="/flv.js"></script><script src="/artplayer.js"></script>',
    body: '<div id="player"></div>',
  },
  {
    player: "media-chrome",
    file: "clock.flv",
    head: `<script src="${ELEMENT}"></script><script src="/media-chrome.js"></script>`,
    body: "",
  },
];

let site: ProvisionedSite;
let server: Server;
let browser: Browser;
let origin: string;
/** Pages by path. */
const pages = new Map<string, string>();

beforeAll(async () => {
  const [provisioned, element] = await Promise.all([
    provisionSite(fileURLToPath(new URL("../../../apps/demo-player/public", import.meta.url))),
    bundleElement(),
  ]);
  site = provisioned;
  server = createServer((request, response) => {
    const path = request.url ?? "/";
    const file = FILES[path];
    const page = pages.get(path);
    if (page !== undefined) response.setHeader("content-type", "text/html; charset=utf-8").end(page);
    else if (path.startsWith(WEB)) void pipeFromBucket(path.slice(WEB.length), request, response);
    else if (path === ELEMENT) response.setHeader("content-type", "text/javascript").end(element);
    else if (file === undefined) response.writeHead(404).end();
    else {
      response.setHeader("content-type", extname(file) === ".css" ? "text/css" : "text/javascript");
      createReadStream(file).pipe(response);
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
});

test.for(PAGES)("the snippet for $player plays in an iframe", async ({ player, file, head, body }) => {
  const target = TARGETS.find(({ id }) => id === player);
  const parsed = parseStream({ streamer: site.addresses.streamer, file });
  if (target === undefined || !parsed.ok) throw new Error(`${player} is no target`);
  const { code } = generate(parsed.reference, target, { web: `${origin}/web` });
  const snippet = code.startsWith("<") ? code : `<script>\n${code}\n</script>`;
  pages.set(
    `/page/${player}`,
    `<!doctype html><html><head>${head}</head><body>${body}${snippet}</body></html>`,
  );
  pages.set(
    "/",
    `<!doctype html><iframe src="/page/${player}" width="700" height="420" allow="autoplay"></iframe>`,
  );

  const page = await browser.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  onTestFinished(async () => page.close());
  // Plyr asks its maker's host for its icons; here they come from its package.
  await page.route("https://cdn.plyr.io/**", (route) =>
    route.fulfill({ path: inPackage("plyr/dist/plyr.svg") }),
  );
  await page.goto(origin);
  const frame = page.frames().find((each) => each.url() === `${origin}/page/${player}`);
  if (frame === undefined) throw new Error("the page has no frame");
  // What a visitor's click on the play button does.
  await frame.waitForFunction(() => {
    const media = document.querySelector<HTMLMediaElement>("oxbow-player, video");
    if (media === null) return false;
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
