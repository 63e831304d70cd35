import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LoadCommand, LoadTally } from "./load-client.ts";
import type { ViewerRequest } from "./rtmp-viewer.ts";

/** The load client, from the bench's side. One command at a time. */
export interface LoadProcess {
  /** @throws Error when a viewer failed */
  readonly ask: (command: LoadCommand) => Promise<LoadTally>;
  readonly stop: () => Promise<void>;
}

/** Starts the process that watches. */
export function startLoad(): LoadProcess {
  const path = fileURLToPath(new URL("./load-client.ts", import.meta.url));
  const child = fork(path, { execArgv: ["--disable-warning=ExperimentalWarning"] });
  return {
    ask: async (command) => {
      const answer = once(child, "message");
      child.send(command);
      const [tally] = (await answer) as [LoadTally];
      const [error] = tally.errors;
      if (error !== undefined) throw new Error(`${tally.errors.length} viewers failed; the first: ${error}`);
      return tally;
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

/** Long enough that servers send a whole file at once. */
const WHOLE_FILE_MS = 3_600_000;

/** A viewer who wants everything at once, but for what is said otherwise. */
export function viewerOf(
  server: { readonly port: number; readonly app: string },
  streamName: string,
  asked: Partial<ViewerRequest> = {},
): ViewerRequest {
  return {
    protocol: "rtmp",
    port: server.port,
    app: server.app,
    streamName,
    bufferMs: WHOLE_FILE_MS,
    startMs: -2000,
    lengthMs: -1000,
    isStalled: false,
    ...asked,
  };
}
