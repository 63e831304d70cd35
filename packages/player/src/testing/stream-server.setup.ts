import type { TestProject } from "vitest/node";
import { startStreamServer } from "./stream-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the stream server that browser tests play from. */
    streamServer: string;
  }
}

/** Runs the stream server for the browser tests; they `inject("streamServer")`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startStreamServer();
  project.provide("streamServer", server.url);
  return server.close;
}
