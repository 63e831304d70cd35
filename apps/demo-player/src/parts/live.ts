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
      // A page in the background does not need to know.
      await new Promise((resolve) => setTimeout(resolve, document.hidden ? everyMs * 10 : everyMs));
    }
  }
  void run();
}
