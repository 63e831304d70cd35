/** Failures on demand: what the mock's fault rules do to a request before its handler sees it. */
import { errorStatus } from "./model/operation-table.ts";
import type { ServiceName } from "./operation.ts";
import { ServiceError } from "./service-error.ts";

export type Fault =
  /** Any error code; status and message default to the model's, where it knows the code. */
  | { readonly kind: "error"; readonly code: string; readonly status?: number; readonly message?: string }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "throttle"; readonly retryAfterSeconds?: number };

/** Chooses the fault of a request, `undefined` for none. */
export type FaultHook = (match: {
  readonly service: ServiceName;
  readonly operation: string;
}) => Fault | undefined;

/** Statuses of codes that services answer without modelling them. */
const UNMODELLED_STATUSES: Readonly<Record<string, number>> = {
  InternalError: 500,
  OperationAborted: 409,
  RequestTimeout: 400,
  ServiceUnavailable: 503,
  SlowDown: 503,
  Throttling: 503,
};

/** Carries a fault out: waits, or throws the error it stands for. */
export async function applyFault(
  fault: Fault,
  service: ServiceName,
  sleep: (ms: number) => Promise<unknown>,
): Promise<void> {
  switch (fault.kind) {
    case "delay":
      await sleep(fault.ms);
      break;
    case "throttle":
      throw throttled(service, fault.retryAfterSeconds ?? 1);
    case "error": {
      const modelled = service === "sts" ? undefined : errorStatus(service, fault.code);
      const status = fault.status ?? modelled ?? UNMODELLED_STATUSES[fault.code] ?? 400;
      throw new ServiceError(fault.code, fault.message ?? "Injected by a fault rule.", { status });
    }
  }
}

function throttled(service: ServiceName, retryAfterSeconds: number): ServiceError {
  const headers = { "retry-after": String(retryAfterSeconds) };
  return service === "s3"
    ? new ServiceError("SlowDown", "Please reduce your request rate.", { status: 503, headers })
    : new ServiceError("Throttling", "Rate exceeded", { status: 503, headers });
}
