import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type StreamingSite, toStreamingSite } from "@oxbow/provisioning";

const DEMO_PLAYER = dirname(createRequire(import.meta.url).resolve("@oxbow/demo-player/package.json"));
const MEDIA = join(DEMO_PLAYER, "media");
const PLAYER = join(DEMO_PLAYER, "dist");

/** Folder of the demo page. @throws Error when it was not built */
export function consoleDirectory(): string {
  if (!existsSync(PLAYER))
    throw new Error(
      "the demo page is not built: run `npm start`, or `pnpm --filter @oxbow/demo-player build` first",
    );
  return PLAYER;
}

/** Template of the edge's addresses, as the player takes it. */
export function edgeTemplate({ edge }: { readonly edge: string }): string {
  const { protocol, port } = new URL(edge);
  return `${protocol}//{label}.cloudfront.localhost:${port}`;
}

/**
 * The site that `--demo` provisions: the sample clock, and the demo page as its player.
 *
 * @param addresses where the running cloud is, for the page
 */
export function sampleSite(addresses: { readonly endpoint: string; readonly edge: string }): StreamingSite {
  return toStreamingSite({
    name: "oxbow-demo",
    comment: "Oxbow demo",
    media: { bucket: "oxbow-demo-media", directory: MEDIA },
    player: {
      bucket: "oxbow-demo-player",
      directory: consoleDirectory(),
      configuration: "config.json",
      settings: { edge: edgeTemplate(addresses), api: addresses.endpoint },
    },
    access: "public-objects",
    logging: { bucket: "oxbow-demo-logs", prefix: "rtmp/" },
  });
}
