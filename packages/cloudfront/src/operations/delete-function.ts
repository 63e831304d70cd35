import type { DeleteFunctionRequest } from "@aws-sdk/client-cloudfront";
import { behaviorsOf } from "../distribution/web-config.ts";
import { cloudFrontError } from "../errors.ts";
import { findFunction } from "../function/find-function.ts";
import { functionArn } from "../function/function-output.ts";
import { checkIfMatch } from "../if-match.ts";
import { referringDistributions } from "../resource/referring-distributions.ts";
import type { Handler } from "../state.ts";

/** `DeleteFunction`, DELETE /VERSION/function/NAME, unless a cache behaviour uses it. */
export const deleteFunction: Handler<DeleteFunctionRequest, object> = async (context, { Name, IfMatch }) => {
  const { accountId, tables } = context;
  const { key, value: record, revision } = await findFunction(context, Name);
  checkIfMatch(IfMatch, record.development.etag);
  const arn = functionArn(record);
  const account = await tables.accounts.get(accountId);
  const referring = await referringDistributions(
    context,
    ({ kind, config }) =>
      kind === "web" &&
      behaviorsOf(config).some((behavior) =>
        (behavior.FunctionAssociations?.Items ?? []).some(({ FunctionARN }) => FunctionARN === arn),
      ),
  );
  if (referring.length > 0) {
    // Seen: terraform-aws#21730.
    throw cloudFrontError(
      "FunctionInUse",
      `Cannot delete function ${record.name}, it is in use by ${referring.length} distributions`,
    );
  }
  await tables.commit([
    tables.accounts.check(accountId, account?.revision ?? "absent"),
    tables.functions.delete(key, revision),
    tables.tags.delete(arn),
  ]);
  return {};
};
