import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { AdminExtension, RunningMockCloud } from "@oxbow/mock-cloud/server";
import { consoleDirectory, edgeTemplate } from "./sample-site.ts";

const BASE = "/_oxbow/console/";

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * `/_oxbow/console/`: the demo page from the API's own port. A cloud that was emptied has no web distribution left to
 * serve it, and a visitor has to begin somewhere.
 */
export function consoleRoutes(
  scope: Parameters<AdminExtension>[0],
  cloud: () => RunningMockCloud | undefined,
): void {
  scope.get("/_oxbow/console", async (_request, reply) => await reply.redirect(BASE));
  scope.get<{ Params: { "*": string } }>(`${BASE}*`, async ({ params, headers }, reply) => {
    const running = cloud();
    const name = params["*"] || "index.html";
    reply.header("cache-control", "no-cache");
    if (name === "config.json" && running !== undefined) {
      // The page is asked for under any of this machine's names, and has to ask back under the same.
      return await reply.send({ edge: edgeTemplate(running), api: `http://${headers.host}`, files: [] });
    }
    const directory = consoleDirectory();
    // Only what the build put there: a name is looked up in the list, never joined to a path first.
    const isThere = readdirSync(directory, { recursive: true }).some(
      (file) => String(file).replaceAll("\\", "/") === name,
    );
    if (!isThere || extname(name) === "") {
      return await reply.code(404).send({
        error: { code: "ERR_OXBOW_NO_PAGE", message: `the console has no ${name}: begin at ${BASE}` },
      });
    }
    reply.type(MEDIA_TYPES[extname(name)] ?? "application/octet-stream");
    return await reply.send(await readFile(join(directory, name)));
  });
}
