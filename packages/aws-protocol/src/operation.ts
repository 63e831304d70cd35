import type { AwsRequest } from "./http.ts";
import type { AccountDirectory, Principal } from "./principal.ts";

export type ServiceName = "s3" | "cloudfront" | "sts";

/** What every operation handler is told besides its input. All functions are properties: they may be destructured. */
export interface OperationContext {
  readonly principal: Principal;
  /** The account that asks; the fallback account for anonymous requests. */
  readonly accountId: string;
  /** Region of the signature's scope, else `us-east-1`. */
  readonly region: string;
  readonly requestId: string;
  /** The request itself, for what no model binds (raw target, remote address). Its body is already parsed or is in the input. */
  readonly request: AwsRequest;
  /** API version of the path (`2020-05-31`) for CloudFront; `undefined` for services without one. */
  readonly apiVersion: string | undefined;
  /** The server's clock. */
  readonly now: () => Date;
  readonly accounts: AccountDirectory;
}

/**
 * Carries out one operation: typed input in, typed output out, {@link ServiceError} thrown. No HTTP and no XML:
 * members named after headers are bound by the model.
 */
export type OperationHandler<State, Input, Output> = (
  context: OperationContext & State,
  input: Input,
) => Output | Promise<Output>;

/** The dispatch table of a service, with the state its handlers work on. */
export interface Service<State extends object = object> {
  readonly name: ServiceName;
  /** Spread into the context of every handler. */
  readonly state: State;
  /** By operation name as the model has it (`CreateStreamingDistribution`). What is missing answers NotImplemented. */
  readonly operations: Readonly<Record<string, OperationHandler<State, never, object>>>;
}
