/** Longest that a stop may take. */
const STOP_LIMIT_MS = 5000;

/** Closes on SIGINT and SIGTERM and ends the process; a second signal ends it at once. */
export function stopOnSignal(close: () => Promise<void>): void {
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
      close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(
            `oxbow: stopping failed: ${error instanceof Error ? error.message : String(error)}\n`,
          );
          process.exit(1);
        },
      );
    });
  }
}
