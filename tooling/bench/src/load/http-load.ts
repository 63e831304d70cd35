import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { HttpLoad } from "./http-load-client.ts";

/** The process that asks, from the bench's side. One load at a time. */
export interface HttpLoadProcess {
  /** Resolves when everything was answered. @throws Error when an answer was no success */
  readonly run: (load: HttpLoad) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function startHttpLoad(): HttpLoadProcess {
  const path = fileURLToPath(new URL("./http-load-client.ts", import.meta.url));
  const child = fork(path, { execArgv: ["--disable-warning=ExperimentalWarning"] });
  return {
    run: async (load) => {
      const answer = once(child, "message");
      child.send(load);
      const [{ error }] = (await answer) as [{ readonly error?: string }];
      if (error !== undefined) throw new Error(error);
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
