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
  /** What the client calls itself, by `x-oxbow-client`: `console` for the demo page. */
  readonly client?: string | undefined;
}

/** Which requests are asked for. */
interface RequestSelection {
  /** No more than the latest. */
  readonly last?: number;
  /** Without what this client has read: a console that looks every second is nothing to look at. */
  readonly exceptReadsOf?: string;
}

/** A request as it comes in, before anybody has asked for it. */
export type AnsweredRequest = Omit<RequestRecord, "at"> & { readonly at: Date };

const SECRET_PARAMETER =
  /([?&](?:X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token|Signature|Policy)=)[^&]*/gi;

/**
 * The last requests, oldest first, and whoever listens for new ones. Bounded: a long run does not grow it. Records are
 * put into words when they are asked for, which of most nobody ever does.
 */
export class RequestLog {
  readonly #capacity: number;
  readonly #requests: AnsweredRequest[] = [];
  readonly #listeners = new Set<(record: RequestRecord) => void>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(request: AnsweredRequest): void {
    this.#requests.push(request);
    // Dropping in batches keeps the cost of a full log off every single request.
    if (this.#requests.length > this.#capacity * 1.25)
      this.#requests.splice(0, this.#requests.length - this.#capacity);
    if (this.#listeners.size === 0) return;
    const record = toRecord(request);
    for (const listener of this.#listeners) listener(record);
  }

  list({ last = this.#capacity, exceptReadsOf }: RequestSelection = {}): readonly RequestRecord[] {
    const kept = this.#requests.slice(-this.#capacity);
    const wanted =
      exceptReadsOf === undefined
        ? kept
        : kept.filter(({ client, target }) => client !== exceptReadsOf || !/^(?:GET|HEAD) /.test(target));
    return wanted.slice(Math.max(0, wanted.length - last)).map(toRecord);
  }

  /** Calls back with every request from now on. Returns the unsubscriber. */
  subscribe(listener: (record: RequestRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  clear(): void {
    this.#requests.length = 0;
  }
}

function toRecord(request: AnsweredRequest): RequestRecord {
  return {
    ...request,
    at: request.at.toISOString(),
    target: request.target.replace(SECRET_PARAMETER, "$1-"),
  };
}
