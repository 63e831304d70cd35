/** One API request as it was answered: what `GET /_oxbow/requests` lists for assertions. */
export interface RequestRecord {
  /** ISO 8601, on the server's clock. */
  readonly at: string;
  readonly service: string;
  /** `undefined` when no operation matched. */
  readonly operation: string | undefined;
  readonly status: number;
  /** Error code, where it failed. */
  readonly code: string | undefined;
  readonly accountId: string;
  /** Raw request target, credentials and signatures of its query blotted out. */
  readonly target: string;
}

const SECRET_PARAMETER =
  /([?&](?:X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token|Signature|Policy)=)[^&]*/gi;

/** The last requests, oldest first, and whoever listens for new ones. Bounded: a long run does not grow it. */
export class RequestLog {
  readonly #capacity: number;
  readonly #records: RequestRecord[] = [];
  readonly #listeners = new Set<(record: RequestRecord) => void>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(record: RequestRecord): void {
    const safe = { ...record, target: record.target.replace(SECRET_PARAMETER, "$1-") };
    this.#records.push(safe);
    // Dropping in batches keeps the cost of a full log off every single request.
    if (this.#records.length > this.#capacity * 1.25)
      this.#records.splice(0, this.#records.length - this.#capacity);
    for (const listener of this.#listeners) listener(safe);
  }

  list(): readonly RequestRecord[] {
    return this.#records.slice(-this.#capacity);
  }

  /** Calls back with every request from now on. Returns the unsubscriber. */
  subscribe(listener: (record: RequestRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#records.length = 0;
  }
}
