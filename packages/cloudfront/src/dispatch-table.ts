import type { OperationHandler } from "@oxbow/aws-protocol";
import { cloudFrontError } from "./errors.ts";
import { READS, RUNS, WRITES } from "./operation-table.ts";
import type { CloudFrontState } from "./state.ts";
import { retryConflicts } from "./storage/retry-conflicts.ts";
import { Turns } from "./storage/turns.ts";

type AnyHandler = OperationHandler<CloudFrontState, never, object>;

/** Every operation with what all of them need: somebody who asks, and for writes a turn. */
export function dispatchTable(): Readonly<Record<string, AnyHandler>> {
  const turns = new Turns();
  const writing =
    (handler: AnyHandler): AnyHandler =>
    (context, input) =>
      turns.take(context.accountId, () => retryConflicts(() => handler(context, input)));
  const running =
    (handler: AnyHandler): AnyHandler =>
    (context, input) =>
      turns.take("", async () => handler(context, input));
  return Object.fromEntries([
    ...Object.entries(READS).map(([name, handler]) => [name, authenticated(handler)] as const),
    ...Object.entries(WRITES).map(([name, handler]) => [name, authenticated(writing(handler))] as const),
    ...Object.entries(RUNS).map(([name, handler]) => [name, authenticated(running(handler))] as const),
  ]);
}

/** Nothing of CloudFront's API is open to anonymous requests. */
function authenticated(handler: AnyHandler): AnyHandler {
  return (context, input) => {
    if (context.principal.kind === "anonymous") throw cloudFrontError("MissingAuthenticationToken");
    return handler(context, input);
  };
}
