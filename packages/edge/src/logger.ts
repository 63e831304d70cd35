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

/** A logger that no signature, policy or key reaches, whatever a viewer hid it in: a name encoded twice, a path. */
export function discreetLogger(logger: EdgeLogger): EdgeLogger {
  const log =
    (level: keyof EdgeLogger): EdgeLogger[keyof EdgeLogger] =>
    (details, message) => {
      const values = Object.entries(details).map(([name, value]) => [name, discreet(value)]);
      logger[level](Object.fromEntries(values), message);
    };
  return { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") };
}

function discreet(value: unknown): unknown {
  if (typeof value === "string") return withoutSecrets(value);
  if (!(value instanceof Error)) return value;
  const message = withoutSecrets(value.message);
  return message === value.message ? value : new Error(message);
}
