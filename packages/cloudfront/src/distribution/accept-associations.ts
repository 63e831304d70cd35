import type { FunctionAssociations, LambdaFunctionAssociations } from "@aws-sdk/client-cloudfront";
import { parseArn } from "../arn.ts";
import { cloudFrontError } from "../errors.ts";
import { counted, itemsOf } from "../quantities.ts";
import type { Context } from "../state.ts";

const VIEWER_EVENTS: readonly (string | undefined)[] = ["viewer-request", "viewer-response"];
/** One for each viewer event. */
const MAX_FUNCTION_ASSOCIATIONS = 2;
/** One for each of the four events. */
const MAX_LAMBDA_ASSOCIATIONS = 4;
/** Lambda@Edge runs published versions of functions in us-east-1 only. */
const LAMBDA_ARN_PATTERN = /^arn:aws:lambda:us-east-1:\d{12}:function:[A-Za-z0-9_-]{1,64}:\d+$/;

/** CloudFront functions: published, the account's own, for viewer events, each event once. */
export async function acceptFunctionAssociations(
  { accountId, tables }: Context,
  associations: FunctionAssociations | undefined,
): Promise<FunctionAssociations> {
  const items = itemsOf("FunctionAssociations", associations);
  if (items.length > MAX_FUNCTION_ASSOCIATIONS) throw cloudFrontError("TooManyFunctionAssociations");
  const events = items.map(({ EventType }) => EventType);
  if (!events.every((event) => VIEWER_EVENTS.includes(event)) || new Set(events).size < events.length) {
    throw cloudFrontError("InvalidFunctionAssociation");
  }
  for (const { FunctionARN: text } of items) {
    const arn = text === undefined ? undefined : parseArn(text);
    const isOwn = arn !== undefined && arn.type === "function" && arn.accountId === accountId;
    const found = isOwn ? (await tables.functions.get(`${accountId}/${arn.id}`))?.value : undefined;
    if (found?.live === undefined) throw cloudFrontError("InvalidFunctionAssociation");
  }
  return counted(items);
}

/** Lambda@Edge functions are kept and echoed; nothing runs them. */
export function acceptLambdaAssociations(
  associations: LambdaFunctionAssociations | undefined,
): LambdaFunctionAssociations {
  const items = itemsOf("LambdaFunctionAssociations", associations);
  if (items.length > MAX_LAMBDA_ASSOCIATIONS) throw cloudFrontError("TooManyLambdaFunctionAssociations");
  const isValid = items.every(
    ({ LambdaFunctionARN: arn }) => arn !== undefined && LAMBDA_ARN_PATTERN.test(arn),
  );
  const isDistinct = new Set(items.map(({ EventType }) => EventType)).size === items.length;
  if (!isValid || !isDistinct) throw cloudFrontError("InvalidLambdaFunctionAssociation");
  return counted(
    items.map((association) => ({ ...association, IncludeBody: association.IncludeBody ?? false })),
  );
}
