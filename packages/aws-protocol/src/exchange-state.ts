import type { Authentication } from "./authenticate.ts";
import type { Target } from "./identify.ts";
import type { ServiceName } from "./operation.ts";
import type { RequestIdSource, RequestIds } from "./request-id.ts";

/** What is known of a request so far; filled in step by step, so that the exit of failures has whatever there is. */
export class ExchangeState {
  service: ServiceName = "s3";
  target: Target | undefined;
  operation: string | undefined;
  authentication: Authentication | undefined;
  /** Headers that a handler added. */
  readonly headers: Record<string, string> = {};
  readonly #idSource: RequestIdSource;
  #s3Ids: RequestIds | undefined;
  #uuidIds: RequestIds | undefined;

  constructor(idSource: RequestIdSource) {
    this.#idSource = idSource;
  }

  /** Identifiers of the answer, made when first asked for, in the form of the service. */
  get ids(): RequestIds {
    if (this.service === "s3") {
      this.#s3Ids ??= this.#idSource.s3();
      return this.#s3Ids;
    }
    this.#uuidIds ??= this.#idSource.uuid();
    return this.#uuidIds;
  }
}
