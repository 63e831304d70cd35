import type { TestFunctionRequest, TestFunctionResult } from "@aws-sdk/client-cloudfront";
import { cloudFrontError, invalidParameter } from "../errors.ts";
import { findFunction } from "../function/find-function.ts";
import { toFunctionSummary, versionOf } from "../function/function-output.ts";
import { runFunction } from "../function/run-function.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/**
 * `TestFunction`, POST /VERSION/function/NAME/test: runs the code with the event object.
 *
 * A function that throws, hangs or returns nonsense is no failure of the test: the answer tells it.
 */
export const testFunction: Handler<TestFunctionRequest, TestFunctionResult> = async (
  context,
  { Name, IfMatch, Stage = "DEVELOPMENT", EventObject },
) => {
  const { value: record } = await findFunction(context, Name);
  const version = versionOf(record, Stage);
  // The operation lists no PreconditionFailed.
  if (IfMatch !== version.etag) throw cloudFrontError("InvalidIfMatchVersion");
  const event = Buffer.from(required(EventObject, "eventObject")).toString();
  if (!isJsonObject(event)) throw invalidParameter("EventObject", "is not a valid JSON object.");

  const run = await runFunction(Buffer.from(version.codeBase64, "base64").toString(), event);
  return {
    TestResult: {
      FunctionSummary: toFunctionSummary(record, Stage),
      ComputeUtilization: String(run.utilizationPercent),
      FunctionExecutionLogs: [...run.logs],
      FunctionErrorMessage: run.errorMessage,
      FunctionOutput: run.output,
    },
  };
};

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
