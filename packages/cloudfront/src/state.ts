import type { OperationContext, OperationHandler } from "@oxbow/aws-protocol";
import type { Deployments } from "./deployment/deployments.ts";
import type { SignerKeys } from "./deployment/signer-keys.ts";
import type { Identifiers } from "./identifiers.ts";
import type { CloudFrontLimits } from "./limits.ts";
import type { Tables } from "./storage/tables.ts";

/** What became of the wish that logs may be written to a bucket. */
export type LogDeliveryGrant = "granted" | "acls-disabled" | "no-such-bucket";

/** What every operation works on. */
export interface CloudFrontState {
  readonly tables: Tables;
  readonly identifiers: Identifiers;
  readonly limits: CloudFrontLimits;
  readonly deployments: Deployments;
  readonly signerKeys: SignerKeys;
  /** The canonical user id S3 knows an origin access identity by. */
  readonly canonicalUserIdOf: (identityId: string) => string;
  /** Gives the log delivery full control of a bucket. */
  readonly grantLogDelivery: (bucket: string) => Promise<LogDeliveryGrant>;
}

export type Context = OperationContext & CloudFrontState;

/** One operation. Outputs are the SDK's result shapes, without the client's metadata. */
export type Handler<Input, Output> = OperationHandler<CloudFrontState, Input, Output>;
