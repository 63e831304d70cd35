import { ENCRYPTION_ERROR_CASES } from "./encryption-errors.cases.ts";
import type { ErrorCase } from "./error-case.cases.ts";
import { QUOTA_ERROR_CASES } from "./quota-errors.cases.ts";
import { RESOURCE_ERROR_CASES } from "./resource-errors.cases.ts";
import { STREAMING_ERROR_CASES } from "./streaming-errors.cases.ts";
import { WEB_ERROR_CASES } from "./web-errors.cases.ts";

export type { ErrorCase, ErrorCaseWorld } from "./error-case.cases.ts";
export { snapshotOf } from "./error-case.cases.ts";

/** Every refusal on record: run by this package's tests in process, and by conformance over the network. */
export const ERROR_CASES: readonly ErrorCase[] = [
  ...STREAMING_ERROR_CASES,
  ...WEB_ERROR_CASES,
  ...RESOURCE_ERROR_CASES,
  ...ENCRYPTION_ERROR_CASES,
  ...QUOTA_ERROR_CASES,
];
