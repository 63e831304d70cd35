let lentSoFar = 0;

/** A stream that is about to be fetched. */
export interface LentStream {
  /** What to fetch; a name that nobody can own (RFC 2606). */
  readonly url: string;
  /** Takes the offer back when nobody came for it. */
  readonly withdraw: () => void;
}

/**
 * Offers a stream to somebody who can only read addresses: the next `fetch` of the address is answered with it.
 * `fetch` is the browser's own again as soon as that request has come; other requests pass through unseen.
 */
export function lendStream(body: ReadableStream<Uint8Array<ArrayBuffer>>): LentStream {
  lentSoFar += 1;
  const url = `https://oxbow.invalid/${lentSoFar}.flv`;
  const own = globalThis.fetch;
  const withdraw = (): void => {
    if (globalThis.fetch === answer) globalThis.fetch = own;
  };
  async function answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const address = input instanceof Request ? input.url : String(input);
    if (address !== url) return own.call(globalThis, input, init);
    withdraw();
    const response = new Response(body, { headers: { "content-type": "video/x-flv" } });
    // A response that was made has no address; whoever asked wants to know where it came from.
    return Object.defineProperty(response, "url", { value: url });
  }
  globalThis.fetch = answer;
  return { url, withdraw };
}
