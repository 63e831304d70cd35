import { fileURLToPath } from "node:url";
import { defineConfig, type UserConfig } from "vite";

/** The one file for a plain `<script>` tag, beside what TypeScript emits. Engines are inside: a script has no chunks. */
const config: UserConfig = defineConfig({
  build: {
    lib: {
      entry: fileURLToPath(new URL("src/script.ts", import.meta.url)),
      name: "oxbow",
      formats: ["iife"],
      fileName: () => "oxbow-player.iife.js",
    },
    target: "es2022",
    emptyOutDir: false,
  },
});

export default config;
