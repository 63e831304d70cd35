/** The thread a CloudFront function runs in: see run-function.ts. Only strings cross the border of the context. */
import { performance } from "node:perf_hooks";
import { createContext, Script } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { RUN_LIMIT_MS, TIME_LIMIT_MESSAGE } from "./function-limits.ts";
import type { FunctionReport, FunctionTask } from "./run-function.ts";

/** What no function may have: memory outside the heap, and code made of strings. */
const PROLOGUE = `
for (const name of ["ArrayBuffer", "SharedArrayBuffer", "WebAssembly", "Atomics", "DataView", "eval", "Function",
  "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
  "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"]) delete globalThis[name];
const __report = { logs: [], output: undefined, error: undefined };
globalThis.console = Object.freeze({
  log: (...values) => {
    if (__report.logs.length < 100) __report.logs.push(values.map((value) =>
      (typeof value === "object" ? JSON.stringify(value) : String(value))).join(" ").slice(0, 4096));
  },
});
const __settle = (event, result) => {
  if (typeof result !== "object" || result === null) {
    __report.error = "The function must return an object.";
  } else if ("statusCode" in result) {
    __report.output = JSON.stringify({ response: result });
  } else {
    __report.output = JSON.stringify({ request: result });
  }
};
const __fail = (error) => {
  __report.error = error instanceof Error ? error.name + ": " + error.message : String(error);
};
`;

const CALL = `
(() => {
  try {
    const event = JSON.parse(__event);
    const result = handler(event);
    if (result instanceof Promise) result.then((value) => __settle(event, value), __fail);
    else __settle(event, result);
  } catch (error) {
    __fail(error);
  }
})();
`;

const REPORT = `
JSON.stringify({
  logs: __report.logs,
  output: __report.output ?? "",
  error: __report.error ?? (__report.output === undefined ? "The function did not return." : ""),
})
`;

function run({ code, event }: FunctionTask): FunctionReport {
  const context = createContext(Object.create(null) as object, {
    codeGeneration: { strings: false, wasm: false },
    // Promise reactions run before runInContext returns, under its timeout.
    microtaskMode: "afterEvaluate",
  });
  const startMs = performance.now();
  /** Everything the function does shares one limit. */
  const evaluate = (source: string, filename: string): unknown => {
    const leftMs = Math.max(1, Math.ceil(RUN_LIMIT_MS - (performance.now() - startMs)));
    return new Script(source, { filename }).runInContext(context, { timeout: leftMs });
  };
  let failure = "";
  try {
    evaluate(`${PROLOGUE}globalThis.__event = ${JSON.stringify(event)};`, "prologue.js");
    evaluate(code, "function.js");
    evaluate(CALL, "call.js");
  } catch (error) {
    failure = isTimeout(error) ? TIME_LIMIT_MESSAGE : String(error);
  }
  const elapsedMs = performance.now() - startMs;
  const text = new Script(REPORT).runInContext(context, { timeout: RUN_LIMIT_MS });
  const report = JSON.parse(typeof text === "string" ? text : "{}") as {
    logs?: string[];
    output?: string;
    error?: string;
  };
  return {
    output: failure === "" ? (report.output ?? "") : "",
    logs: report.logs ?? [],
    errorMessage: failure === "" ? (report.error ?? "") : failure,
    elapsedMs,
  };
}

/** The error belongs to the realm of the context, so it is no instance of this realm's Error. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}

parentPort?.postMessage(run(workerData as FunctionTask));
