/** The state of a running cloud over its admin API. */

/** What tells a folder of exported state from any other. */
export const MANIFEST = "oxbow-state.json";
export const DOCUMENTS = "documents.ndjson";
export const BLOBS = "blobs";
/** Raised when a folder of before can no longer be read. */
export const FORMAT = 1;

/** Asks the admin API. @throws Error that says what was asked and why it failed */
export async function askAdmin(endpoint: string, path: string, init: RequestInit = {}): Promise<Response> {
  const url = new URL(path, endpoint);
  const answer = await fetch(url, init).catch((error: unknown) => {
    const { cause } = error as { readonly cause?: unknown };
    const why = cause instanceof Error ? cause.message : String(error);
    throw new Error(
      `no Oxbow answers at ${endpoint} (${why}): start one with oxbow start, or write --endpoint`,
    );
  });
  if (answer.ok) return answer;
  throw new Error(`${init.method ?? "GET"} ${url.pathname} answers ${answer.status}: ${await answer.text()}`);
}
