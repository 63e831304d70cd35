import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the page as a site would: one small script, and a chunk for whatever is loaded later. */
export async function buildPage(directory: string): Promise<void> {
  await build({
    root: fileURLToPath(new URL("./page", import.meta.url)),
    base: "./",
    configFile: false,
    logLevel: "error",
    build: {
      target: "es2022",
      outDir: directory,
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
    },
  });
}
