export interface InvalidationRecord {
  readonly id: string;
  readonly distributionId: string;
  readonly createdMs: number;
  readonly callerReference: string;
  readonly paths: readonly string[];
  /** When it counts as done, on the server's clock. */
  readonly completeMs: number;
}
