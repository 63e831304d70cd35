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
