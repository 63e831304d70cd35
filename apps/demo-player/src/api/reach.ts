/** Whether the mock answers, as far as this page knows. */
export type Reachability = "unknown" | "answers" | "silent";

/** Between two knocks at a mock that does not answer, in milliseconds. */
const KNOCK_MS = 1500;

const listeners = new Set<(now: Reachability, before: Reachability) => void>();
let now: Reachability = "unknown";

/** Nothing answered: no mock, or no way to it. */
class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** `fetch` from the mock, which tells the page whether it is still there. @throws UnreachableError when nothing answers */
export async function reach(endpoint: string, path: string, init: RequestInit = {}): Promise<Response> {
  try {
    const response = await fetch(endpoint + path, init);
    become("answers", endpoint);
    return response;
  } catch (error) {
    if (init.signal?.aborted) throw error;
    become("silent", endpoint);
    throw new UnreachableError(`nothing answers at ${endpoint}`);
  }
}

/** Tells every change, until `signal` ends it. */
export function watchReach(
  tell: (now: Reachability, before: Reachability) => void,
  signal?: AbortSignal,
): void {
  listeners.add(tell);
  signal?.addEventListener("abort", () => listeners.delete(tell));
}

/** Calls back each time the mock answers again after it did not. */
export function onReturn(call: () => void, signal: AbortSignal): void {
  watchReach((state, before) => {
    if (state === "answers" && before === "silent") call();
  }, signal);
}

function become(state: Reachability, endpoint: string): void {
  if (state === now) return;
  const before = now;
  now = state;
  if (state === "silent") void knock(endpoint);
  for (const tell of [...listeners]) tell(state, before);
}

/** Asks until something answers: whatever it says, somebody is there. */
async function knock(endpoint: string): Promise<void> {
  while (now === "silent") {
    await new Promise((resolve) => setTimeout(resolve, KNOCK_MS));
    await reach(endpoint, "/_oxbow/health").catch(() => undefined);
  }
}
