import type { GetFunctionRequest, GetFunctionResult } from "@aws-sdk/client-cloudfront";
import { findFunction } from "../function/find-function.ts";
import { versionOf } from "../function/function-output.ts";
import type { Handler } from "../state.ts";

/** `GetFunction`, GET /VERSION/function/NAME: the code, as the body. */
export const getFunction: Handler<GetFunctionRequest, GetFunctionResult> = async (
  context,
  { Name, Stage = "DEVELOPMENT" },
) => {
  const version = versionOf((await findFunction(context, Name)).value, Stage);
  return {
    FunctionCode: Buffer.from(version.codeBase64, "base64"),
    ETag: version.etag,
    ContentType: "application/octet-stream",
  };
};
