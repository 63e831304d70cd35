import type { UpdateFunctionRequest, UpdateFunctionResult } from "@aws-sdk/client-cloudfront";
import { acceptFunctionCode, acceptFunctionConfig } from "../function/accept-function.ts";
import { findFunction } from "../function/find-function.ts";
import { toFunctionSummary } from "../function/function-output.ts";
import { checkIfMatch } from "../if-match.ts";
import type { Handler } from "../state.ts";

/** `UpdateFunction`, PUT /VERSION/function/NAME: the DEVELOPMENT stage; what is LIVE stays until it is published. */
export const updateFunction: Handler<UpdateFunctionRequest, UpdateFunctionResult> = async (
  context,
  input,
) => {
  const { tables, identifiers, now } = context;
  const { key, value: current, revision } = await findFunction(context, input.Name);
  checkIfMatch(input.IfMatch, current.development.etag);
  const record = {
    ...current,
    development: {
      etag: identifiers.etag(),
      createdMs: current.development.createdMs,
      lastModifiedMs: now().getTime(),
      config: acceptFunctionConfig(input.FunctionConfig),
      codeBase64: acceptFunctionCode(input.FunctionCode),
    },
  };
  await tables.commit([tables.functions.put(key, record, revision)]);
  return { FunctionSummary: toFunctionSummary(record, "DEVELOPMENT"), ETag: record.development.etag };
};
