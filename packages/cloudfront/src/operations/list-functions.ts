import type { ListFunctionsRequest, ListFunctionsResult } from "@aws-sdk/client-cloudfront";
import { toFunctionSummary } from "../function/function-output.ts";
import type { Stage } from "../function/function-record.ts";
import { pageOfItems, withItems } from "../paging/page.ts";
import type { Handler } from "../state.ts";

/** `ListFunctions`, GET /VERSION/function: each function once for every stage it has, or in the stage asked for. */
export const listFunctions: Handler<ListFunctionsRequest, ListFunctionsResult> = async (
  { accountId, tables },
  input,
) => {
  const documents = await tables.functions.list({ prefix: `${accountId}/` });
  const entries = documents.flatMap(({ value: record }) => {
    const stages: Stage[] = record.live === undefined ? ["DEVELOPMENT"] : ["DEVELOPMENT", "LIVE"];
    return stages
      .filter((stage) => input.Stage === undefined || stage === input.Stage)
      .map((stage) => ({ record, stage }));
  });
  const page = pageOfItems(entries, ({ record, stage }) => `${record.name}/${stage}`, input);
  return { FunctionList: withItems(page, ({ record, stage }) => toFunctionSummary(record, stage)) };
};
