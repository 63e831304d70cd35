import type { PublishFunctionRequest, PublishFunctionResult } from "@aws-sdk/client-cloudfront";
import { findFunction } from "../function/find-function.ts";
import { toFunctionSummary } from "../function/function-output.ts";
import { checkIfMatch } from "../if-match.ts";
import type { Handler } from "../state.ts";

/** `PublishFunction`, POST /VERSION/function/NAME/publish: copies the DEVELOPMENT stage to LIVE. */
export const publishFunction: Handler<PublishFunctionRequest, PublishFunctionResult> = async (
  context,
  { Name, IfMatch },
) => {
  const { tables, identifiers, now } = context;
  const { key, value: current, revision } = await findFunction(context, Name);
  checkIfMatch(IfMatch, current.development.etag);
  const nowMs = now().getTime();
  const record = {
    ...current,
    live: {
      ...current.development,
      etag: identifiers.etag(),
      createdMs: current.live?.createdMs ?? nowMs,
      lastModifiedMs: nowMs,
    },
  };
  await tables.commit([tables.functions.put(key, record, revision)]);
  return { FunctionSummary: toFunctionSummary(record, "LIVE") };
};
