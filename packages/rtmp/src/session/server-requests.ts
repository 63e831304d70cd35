import type { RequestToken } from "./server-event.ts";

/** What has to be remembered of a request until it is decided. */
export type PendingRequest =
  | {
      readonly kind: "connect";
      readonly transactionId: number;
      readonly objectEncoding: 0 | 3;
      readonly capsEx: number;
    }
  | { readonly kind: "play"; readonly msid: number; readonly streamName: string; readonly reset: boolean }
  | {
      readonly kind: "play2";
      readonly msid: number;
      readonly streamName: string;
      /** Goes behind what plays, and takes nothing's place. */
      readonly isAppended: boolean;
    }
  | { readonly kind: "getStreamLength"; readonly transactionId: number };

type PendingOf<Kind> = Extract<PendingRequest, { kind: Kind }>;

/** Requests that wait for the application's decision. */
export class ServerRequests {
  readonly #pending = new Map<RequestToken, PendingRequest>();
  #lastToken = 0;

  add(request: PendingRequest): RequestToken {
    this.#lastToken += 1;
    this.#pending.set(this.#lastToken, request);
    return this.#lastToken;
  }

  /** Takes a request out; `undefined` when it was answered already, is void, or is of another kind. */
  take<Kind extends PendingRequest["kind"]>(
    token: RequestToken,
    ...kinds: readonly Kind[]
  ): PendingOf<Kind> | undefined {
    const request = this.#pending.get(token);
    if (request === undefined || !isOneOf(request, kinds)) return undefined;
    this.#pending.delete(token);
    return request;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** Voids what a stream still waits for. */
  dropStream(msid: number): void {
    for (const [token, request] of this.#pending) {
      if ("msid" in request && request.msid === msid) this.#pending.delete(token);
    }
  }

  /** Voids changes of a stream that another one takes the place of. */
  dropChanges(msid: number): void {
    for (const [token, request] of this.#pending) {
      if (request.kind === "play2" && request.msid === msid && !request.isAppended)
        this.#pending.delete(token);
    }
  }

  /** Voids the first of a stream's playlist that has this name. @returns whether there was one */
  dropAppended(msid: number, streamName: string): boolean {
    for (const [token, request] of this.#pending) {
      if (!("msid" in request) || request.msid !== msid || request.streamName !== streamName) continue;
      if (request.kind === "play" ? request.reset : !request.isAppended) continue;
      this.#pending.delete(token);
      return true;
    }
    return false;
  }

  clear(): void {
    this.#pending.clear();
  }
}

function isOneOf<Kind extends PendingRequest["kind"]>(
  request: PendingRequest,
  kinds: readonly Kind[],
): request is PendingOf<Kind> {
  return (kinds as readonly string[]).includes(request.kind);
}
