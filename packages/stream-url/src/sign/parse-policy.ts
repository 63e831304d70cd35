import { EPOCH, type StreamPolicy } from "./policy.ts";

/** Reads a policy; `undefined` when it is not one. Only the first statement counts, as with CloudFront. */
export function parsePolicy(text: string): StreamPolicy | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  const statement = read(document, "Statement", "0");
  const resource = read(statement, "Resource");
  const expiresEpochSeconds = read(statement, "Condition", "DateLessThan", EPOCH);
  const notBeforeEpochSeconds = read(statement, "Condition", "DateGreaterThan", EPOCH);
  const sourceIp = read(statement, "Condition", "IpAddress", "AWS:SourceIp");
  if (typeof resource !== "string" || typeof expiresEpochSeconds !== "number") return undefined;
  if (typeof (notBeforeEpochSeconds ?? 0) !== "number" || typeof (sourceIp ?? "") !== "string")
    return undefined;
  return { resource, expiresEpochSeconds, notBeforeEpochSeconds, sourceIp } as StreamPolicy;
}

/** Own members, one below the other, of a value that came from outside; `undefined` where there is none. */
function read(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce(
    (inner, name) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );
}
