import type { OperationContext, OperationHandler } from "@oxbow/aws-protocol";
import type { BlobStore, Store } from "@oxbow/store";
import type { IdentityLookup } from "./access/identity-principals.ts";
import type { Turns } from "./object/turns.ts";

/** Which defaults new buckets get: those of before April 2023, or today's. */
export type S3Defaults = "legacy" | "modern";

/** What the handlers of S3 work on. */
export interface S3State {
  readonly store: Store;
  readonly blobs: BlobStore;
  /** Unpredictable bytes: version and upload ids. */
  readonly randomBytes: (byteLength: number) => Uint8Array;
  readonly defaults: S3Defaults;
  /** For the writers of a key who got in each other's way. */
  readonly turns: Turns;
  readonly identityOf: IdentityLookup;
}

export type S3Context = OperationContext & S3State;

export type S3Operation<Input, Output extends object> = OperationHandler<S3State, Input, Output>;

/** The answer of an operation that has nothing to say. */
export const EMPTY_OUTPUT: Readonly<Record<string, never>> = Object.freeze({});
