import { withoutSecrets } from "./logs/w3c-value.ts";

/** The part of pino that the edge uses. What is logged never holds a signature, a policy or a query string. */
export interface EdgeLogger {
  readonly debug: (details: Readonly<Record<string, unknown>>, message: string) => void;
  readonly info: (details: Readonly<Record<string, unknown>>, message: string) => void;
  readonly warn: (details: Readonly<Record<string, unknown>>, message: string) => void;
  readonly error: (details: Readonly<Record<string, unknown>>, message: string) => void;
}

/** Says nothing. */
export const SILENT_LOGGER: EdgeLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/**
 * A logger whose details carry no signature, policy or key as parameters, whatever a viewer hid them in: a name encoded
 * twice, a path, the cause of an error. Messages are ours, and objects of other classes are left as they are.
 */
export function discreetLogger(logger: EdgeLogger): EdgeLogger {
  const log =
    (level: keyof EdgeLogger): EdgeLogger[keyof EdgeLogger] =>
    (details, message) => {
      const values = Object.entries(details).map(([name, value]) => [name, discreet(value, 0)]);
      logger[level](Object.fromEntries(values), message);
    };
  return { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
}

/** Details lie no deeper than this; what does is not logged. */
const MAX_DEPTH = 4;

function discreet(value: unknown, depth: number): unknown {
  if (typeof value === "string") return withoutSecrets(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === MAX_DEPTH) return "(nested too deeply)";
  if (Array.isArray(value)) return value.map((item) => discreet(item, depth + 1));
  if (value instanceof Error) return discreetError(value, depth);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, discreet(item, depth + 1)]));
}

/** The error itself, which may be somebody's answer, is left as it is. */
function discreetError(error: Error, depth: number): Error {
  const { name, message, stack, cause } = error;
  const parts = Object.entries({ ...error, name, message, stack, cause }).map(([key, value]) => ({
    key,
    value,
    clean: discreet(value, depth + 1),
  }));
  if (parts.every(({ value, clean }) => value === clean)) return error;
  const copy = new Error();
  for (const { key, clean } of parts) {
    const enumerable = Object.prototype.propertyIsEnumerable.call(error, key);
    if (clean !== undefined) Object.defineProperty(copy, key, { value: clean, enumerable });
  }
  return copy;
}
