import { Worker } from "node:worker_threads";

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

/**
 * The real limit is below 1 ms of CPU; a machine that is busy with tests needs more, and the start of the thread
 * counts here too.
 */
const DEADLINE_MS = 2000;

/** The real functions have 2 MB; V8 alone takes more than that. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 4, stackSizeMb: 1 };

const TIMED_OUT: FunctionReport = {
  output: "",
  logs: [],
  errorMessage: "The function execution time exceeded the limit.",
  elapsedMs: DEADLINE_MS,
};

const OUT_OF_MEMORY: FunctionReport = {
  ...TIMED_OUT,
  errorMessage: "The function used more memory than the limit.",
};

/** Beside this file, with the extension this file has: sources and build are run alike. */
const WORKER_URL = new URL(
  `./function-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`,
  import.meta.url,
);

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
    resourceLimits: RESOURCE_LIMITS,
  });
  const report = await new Promise<FunctionReport>((resolve) => {
    const deadline = setTimeout(() => resolve(TIMED_OUT), DEADLINE_MS);
    worker.once("message", (message: FunctionReport) => resolve(message));
    worker.once("error", (error: Error & { code?: string }) =>
      resolve(
        error.code === "ERR_WORKER_OUT_OF_MEMORY"
          ? OUT_OF_MEMORY
          : { ...TIMED_OUT, errorMessage: String(error) },
      ),
    );
    worker.once("exit", () => {
      clearTimeout(deadline);
      resolve(OUT_OF_MEMORY);
    });
  });
  await worker.terminate();
  return {
    output: report.output,
    logs: report.logs,
    errorMessage: report.errorMessage,
    utilizationPercent: Math.min(100, Math.ceil((report.elapsedMs / DEADLINE_MS) * 100)),
  };
}
