/** What pages and browsers forbid, for real: an HTTPS page, a policy by header, a browser without Media Source Extensions. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium } from "@oxbow/testkit";
import { build } from "vite";
import { afterAll, beforeAll, test } from "vitest";
import { SENTENCES } from "./player-error.ts";

/** Mixed content is refused before a name is looked up; a loopback name would count as secure. */
const INSECURE = "http://edge.example/cfx/st/clock.flv";
/** The page's own server: the one address of these that may be asked. */
const OWN = "/clock.flv";

let server: Server;
let origin: string;
let browser: Awaited<ReturnType<typeof launchChromium>>;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "oxbow-tls-"));
  const key = join(folder, "key.pem");
  const cert = join(folder, "cert.pem");
  const subject = ["-subj", "/CN=127.0.0.1", "-days", "1", "-keyout", key, "-out", cert];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...subject], { stdio: "ignore" });
  const script = await bundledScript();
  server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "https://page");
    const policy = searchParams.get("policy");
    if (pathname === "/oxbow.js") response.setHeader("content-type", "text/javascript").end(script);
    else if (pathname === "/") {
      if (policy !== null) response.setHeader("content-security-policy", policy);
      response
        .setHeader("content-type", "text/html")
        .end('<script src="/oxbow.js"></script><video muted></video>');
    } else response.writeHead(404).end();
  });
  rmSync(folder, { recursive: true });
  await once(server.listen(0, "127.0.0.1"), "listening");
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
});

const CASES: readonly {
  readonly name: string;
  readonly address: string;
  readonly code: keyof typeof SENTENCES;
  readonly policy?: string;
  readonly isWithoutMse?: boolean;
}[] = [
  { name: "HTTP-FLV in a secure page", address: INSECURE, code: "ERR_PLAYER_MIXED_CONTENT" },
  {
    name: "WS-FLV in a secure page",
    address: INSECURE.replace("http", "ws"),
    code: "ERR_PLAYER_MIXED_CONTENT",
  },
  {
    name: "a policy without the edge",
    address: "https://edge.example/clock.flv",
    code: "ERR_PLAYER_CSP",
    policy: "default-src 'self'; media-src blob:",
  },
  {
    name: "a policy without the edge, by WebSocket",
    address: "wss://edge.example/clock.flv",
    code: "ERR_PLAYER_CSP",
    policy: "default-src 'self'; media-src blob:",
  },
  { name: "no Media Source Extensions", address: OWN, code: "ERR_PLAYER_NO_MSE", isWithoutMse: true },
];

test.for(CASES)("$name ends in $code, once", async (one, { expect }) => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    const page = await context.newPage();
    const uncaught: Error[] = [];
    page.on("pageerror", (error) => uncaught.push(error));
    if (one.isWithoutMse === true) await page.addInitScript("delete globalThis.MediaSource");
    await page.goto(
      one.policy === undefined ? origin : `${origin}/?policy=${encodeURIComponent(one.policy)}`,
    );
    const errors = await page.evaluate(async (address) => {
      const { oxbow } = globalThis as unknown as { readonly oxbow: typeof import("./script.ts") };
      const video = document.querySelector("video");
      if (video === null) throw new Error("the page has no video");
      const player = oxbow.createPlayer(video, { autoplay: true });
      const told: (readonly [code: string, message: string])[] = [];
      player.on("error", ({ code, message }) => told.push([code, message]));
      await player.load(new URL(address, location.href).href);
      await new Promise((resolve) => setTimeout(resolve, 50));
      player.destroy();
      return told;
    }, one.address);
    expect(errors).toEqual([[one.code, SENTENCES[one.code]]]);
    expect(uncaught).toEqual([]);
  } finally {
    await context.close();
  }
});

/** The script of a plain `<script>` tag, as the package is built. */
async function bundledScript(): Promise<string> {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const result = await build({ root, logLevel: "error", build: { write: false } });
  const [output] = (Array.isArray(result) ? result : [result]).flatMap((it) =>
    "output" in it ? it.output : [],
  );
  if (output?.type !== "chunk") throw new Error("the script was not built");
  return output.code;
}
