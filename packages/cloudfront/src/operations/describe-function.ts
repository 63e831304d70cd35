import type { DescribeFunctionRequest, DescribeFunctionResult } from "@aws-sdk/client-cloudfront";
import { findFunction } from "../function/find-function.ts";
import { toFunctionSummary, versionOf } from "../function/function-output.ts";
import type { Handler } from "../state.ts";

/** `DescribeFunction`, GET /VERSION/function/NAME/describe; the DEVELOPMENT stage unless Stage says LIVE. */
export const describeFunction: Handler<DescribeFunctionRequest, DescribeFunctionResult> = async (
  context,
  { Name, Stage = "DEVELOPMENT" },
) => {
  const { value: record } = await findFunction(context, Name);
  return { FunctionSummary: toFunctionSummary(record, Stage), ETag: versionOf(record, Stage).etag };
};
