export type { AwsRequest, AwsResponse, Credential } from "@oxbow/aws-protocol";
export type { DistributionSummary } from "./admin/admin-target.ts";
export { type Clock, createManualClock, type ManualClock } from "./clock.ts";
export type { Fault, FaultEffect } from "./faults.ts";
export { createMockCloud, type MockCloud, type SdkConfig } from "./mock-cloud.ts";
export { OptionError } from "./option-error.ts";
export type { MockCloudOptions } from "./options.ts";
export type { RequestRecord } from "./request-log.ts";
