import { Worker } from "node:worker_threads";
import {
  HEAP_LIMIT_MB,
  MEMORY_LIMIT_MESSAGE,
  RUN_LIMIT_MS,
  THREAD_LIMIT_MS,
  TIME_LIMIT_MESSAGE,
} from "./function-limits.ts";

/** What a function did with an event. */
export interface FunctionRun {
  /** `{"request":…}` or `{"response":…}`; empty when the function failed. */
  readonly output: string;
  /** What it wrote with `console.log`. */
  readonly logs: readonly string[];
  /** Empty when it did not fail. */
  readonly errorMessage: string;
  /** Time it took as a percentage of the time it may take, 0–100. */
  readonly utilizationPercent: number;
}

/** What the worker is told. */
export interface FunctionTask {
  readonly code: string;
  /** JSON. */
  readonly event: string;
}

/** What the worker tells, before the deadline of the thread. */
export interface FunctionReport {
  readonly output: string;
  readonly logs: readonly string[];
  readonly errorMessage: string;
  readonly elapsedMs: number;
}

const TIMED_OUT: FunctionReport = {
  output: "",
  logs: [],
  errorMessage: TIME_LIMIT_MESSAGE,
  elapsedMs: RUN_LIMIT_MS,
};

const OUT_OF_MEMORY: FunctionReport = { ...TIMED_OUT, errorMessage: MEMORY_LIMIT_MESSAGE };

/** Beside this file, with the extension this file has: sources and build are run alike. */
const WORKER_URL = import.meta.url.endsWith(".ts")
  ? new URL("./function-worker.ts", import.meta.url)
  : new URL("./function-worker.js", import.meta.url);

/**
 * Runs a CloudFront function once, in a thread of its own that has no environment, no streams and little memory,
 * and in there in a context that has nothing but the language and `console`.
 *
 * Fidelity: plain ECMAScript as V8 has it. No modules (`crypto`, `querystring`, `cloudfront`), no key value stores.
 * No binary data (`Buffer`, typed arrays) either: its memory lies outside the heap, where no limit holds.
 */
export async function runFunction(code: string, event: string): Promise<FunctionRun> {
  const worker = new Worker(WORKER_URL, {
    workerData: { code, event } satisfies FunctionTask,
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB, maxYoungGenerationSizeMb: 4, stackSizeMb: 1 },
  });
  let deadline: NodeJS.Timeout | undefined;
  const report = await new Promise<FunctionReport>((resolve) => {
    worker.once("online", () => {
      deadline = setTimeout(() => resolve(TIMED_OUT), THREAD_LIMIT_MS);
    });
    worker.once("message", (message: FunctionReport) => resolve(message));
    worker.once("error", (error: Error & { code?: string }) =>
      resolve(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? OUT_OF_MEMORY
          : { ...TIMED_OUT, errorMessage: String(error) },
      ),
    );
    // Without a report or an error before: V8 has ended the thread.
    worker.once("exit", () => resolve(OUT_OF_MEMORY));
  });
  clearTimeout(deadline);
  await worker.terminate();
  return {
    output: report.output,
    logs: report.logs,
    errorMessage: report.errorMessage,
    utilizationPercent: Math.min(100, Math.ceil((report.elapsedMs / RUN_LIMIT_MS) * 100)),
  };
}
