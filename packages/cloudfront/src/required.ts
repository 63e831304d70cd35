import { cloudFrontError } from "./errors.ts";

/**
 * A member the model requires. The gateway has refused requests without it before a handler runs; this is for
 * callers that come another way, and for the compiler.
 *
 * @param path as the service writes it: lower camel case, `streamingDistributionConfig.callerReference`.
 */
export function required<Value>(value: Value | null | undefined, path: string): Value {
  if (value === undefined || value === null) {
    throw cloudFrontError(
      "MalformedXML",
      `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
    );
  }
  return value;
}
