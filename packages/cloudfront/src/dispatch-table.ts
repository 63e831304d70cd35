import { cloudFrontError } from "./errors.ts";
import { type AnyHandler, type Operations, READS, RUNS, WRITES } from "./operation-table.ts";
import { retryConflicts } from "./storage/retry-conflicts.ts";
import { Turns } from "./storage/turns.ts";

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
  return {
    ...wrap(READS, (handler) => handler),
    ...wrap(WRITES, writing),
    ...wrap(RUNS, running),
  };
}

function wrap(
  operations: Operations,
  manner: (handler: AnyHandler) => AnyHandler,
): Readonly<Record<string, AnyHandler>> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, load]) => [name, authenticated(manner(lazy(load)))]),
  );
}

/** Nothing of CloudFront's API is open to anonymous requests. */
function authenticated(handler: AnyHandler): AnyHandler {
  return (context, input) => {
    if (context.principal.kind === "anonymous") throw cloudFrontError("MissingAuthenticationToken");
    return handler(context, input);
  };
}

function lazy(load: () => Promise<AnyHandler>): AnyHandler {
  let loaded: AnyHandler | undefined;
  return async (context, input) => {
    loaded ??= await load();
    return loaded(context, input);
  };
}
