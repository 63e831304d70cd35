import type { CreateFunctionRequest, CreateFunctionResult } from "@aws-sdk/client-cloudfront";
import { cloudFrontError } from "../errors.ts";
import { acceptFunctionCode, acceptFunctionConfig, acceptFunctionName } from "../function/accept-function.ts";
import { functionArn, toFunctionSummary } from "../function/function-output.ts";
import type { FunctionRecord } from "../function/function-record.ts";
import { locationOf } from "../location.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";
import { acceptTags } from "../tagging/tags.ts";

/** `CreateFunction`, POST /VERSION/function: in the DEVELOPMENT stage. The edge runs no functions. */
export const createFunction: Handler<CreateFunctionRequest, CreateFunctionResult> = async (
  context,
  input,
) => {
  const { accountId, tables, identifiers, limits, now } = context;
  const name = acceptFunctionName(required(input.Name, "name"));
  const config = acceptFunctionConfig(input.FunctionConfig);
  const codeBase64 = acceptFunctionCode(input.FunctionCode);
  const tags = acceptTags(input.Tags, limits.tagsPerResource);
  const key = `${accountId}/${name}`;
  if ((await tables.functions.get(key)) !== undefined) throw cloudFrontError("FunctionAlreadyExists");
  const limit = limits.functions;
  if ((await tables.functions.list({ prefix: `${accountId}/`, limit })).length >= limit) {
    throw cloudFrontError("TooManyFunctions");
  }
  const nowMs = now().getTime();
  const record: FunctionRecord = {
    accountId,
    name,
    development: {
      etag: identifiers.etag(),
      createdMs: nowMs,
      lastModifiedMs: nowMs,
      config,
      codeBase64,
    },
  };
  await tables.commit([
    tables.functions.put(key, record, "absent"),
    tables.tags.put(functionArn(record), { tags }),
  ]);
  return {
    FunctionSummary: toFunctionSummary(record, "DEVELOPMENT"),
    Location: locationOf(context.apiVersion, `function/${functionArn(record)}`),
    ETag: record.development.etag,
  };
};
