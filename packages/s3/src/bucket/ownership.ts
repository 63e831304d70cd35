import type { ObjectOwnership } from "@aws-sdk/client-s3";
import { invalidArgument } from "../errors.ts";
import type { PublicAccessBlock } from "./bucket-record.ts";

const OWNERSHIPS: readonly ObjectOwnership[] = [
  "BucketOwnerEnforced",
  "BucketOwnerPreferred",
  "ObjectWriter",
];

/** What every bucket made since April 2023 begins with. Source: recorded on the real service. */
export const MODERN_PUBLIC_ACCESS_BLOCK: PublicAccessBlock = Object.freeze({
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
});

/** @throws ServiceError InvalidArgument */
export function checkOwnership(name: string): ObjectOwnership {
  const found = OWNERSHIPS.find((known) => known === name);
  if (found === undefined) {
    throw invalidArgument(`Invalid x-amz-object-ownership header: ${name}`, "x-amz-object-ownership");
  }
  return found;
}
