import { defineConfig } from "vite";

/**
 * The command line as one file and a few chunks that are loaded when a command needs them: reading 700 modules one by
 * one is most of what a start costs.
 */
export default defineConfig({
  build: {
    ssr: "src/main.ts",
    outDir: "dist",
    target: "node22",
    minify: false,
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: "main.js", chunkFileNames: "[name]-[hash].js" } },
  },
  ssr: { noExternal: true },
});
