import type { Authentication } from "./authenticate.ts";
import type { Target } from "./identify.ts";
import type { ServiceName } from "./operation.ts";
import { type RandomBytes, type RequestIds, s3RequestIds, uuidRequestIds } from "./request-id.ts";

/** What is known of a request so far; filled in step by step, so that the exit of failures has whatever there is. */
export class ExchangeState {
  service: ServiceName = "s3";
  target: Target | undefined;
  operation: string | undefined;
  authentication: Authentication | undefined;
  /** Headers that a handler added. */
  readonly headers: Record<string, string> = {};
  readonly #randomBytes: RandomBytes;
  #s3Ids: RequestIds | undefined;
  #uuidIds: RequestIds | undefined;

  constructor(randomBytes: RandomBytes) {
    this.#randomBytes = randomBytes;
  }

  /** Identifiers of the answer, made when first asked for, in the form of the service. */
  get ids(): RequestIds {
    if (this.service === "s3") {
      this.#s3Ids ??= s3RequestIds(this.#randomBytes);
      return this.#s3Ids;
    }
    this.#uuidIds ??= uuidRequestIds(this.#randomBytes);
    return this.#uuidIds;
  }
}
