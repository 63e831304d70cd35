import { defineConfig, type UserConfig } from "vite";

/** Relative addresses throughout: the page is served from a bucket, under whatever path it was put. */
const config: UserConfig = defineConfig({
  base: "./",
  build: { target: "es2022", modulePreload: { polyfill: false }, chunkSizeWarningLimit: 200 },
});

export default config;
