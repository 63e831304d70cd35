/** Asks again and again, one question at a time, until `signal` ends it. An error is shown and asking goes on. */
export function keepAsking<Answer>(
  ask: () => Promise<Answer>,
  show: (answer: Answer) => void,
  fail: (error: Error) => void,
  everyMs: number,
  signal: AbortSignal,
): void {
  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        const answer = await ask();
        if (!signal.aborted) show(answer);
      } catch (error) {
        if (!signal.aborted) fail(error instanceof Error ? error : new Error(String(error)));
      }
      await pause(everyMs, signal);
    }
  }
  void run();
}

/** Resolves after a while; a page in the background waits until it is looked at again. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  if (!document.hidden || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const go = (): void => {
      document.removeEventListener("visibilitychange", go);
      resolve();
    };
    document.addEventListener("visibilitychange", go);
    signal.addEventListener("abort", go);
  });
}
