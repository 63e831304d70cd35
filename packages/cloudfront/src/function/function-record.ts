import type { FunctionConfig } from "@aws-sdk/client-cloudfront";

export type Stage = "DEVELOPMENT" | "LIVE";

/** A function in one stage. Its ETag belongs to the stage. */
export interface FunctionVersion {
  readonly etag: string;
  readonly createdMs: number;
  readonly lastModifiedMs: number;
  readonly config: FunctionConfig;
  readonly codeBase64: string;
}

/** A function: what is being worked on, and what was published. */
export interface FunctionRecord {
  readonly accountId: string;
  readonly name: string;
  readonly development: FunctionVersion;
  readonly live?: FunctionVersion | undefined;
}
