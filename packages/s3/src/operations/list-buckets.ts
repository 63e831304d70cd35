import type { ListBucketsOutput, ListBucketsRequest } from "@aws-sdk/client-s3";
import { toWireOwner } from "../access/acl-output.ts";
import { accountOwner } from "../access/writer.ts";
import type { BucketRecord } from "../bucket/bucket-record.ts";
import { BUCKETS } from "../bucket/bucket-repository.ts";
import { isKnownRegion } from "../bucket/region.ts";
import { accessDenied, invalidArgument } from "../errors.ts";
import { decodeToken, encodeToken } from "../listing/continuation-token.ts";
import { wholeSeconds } from "../object/whole-seconds.ts";
import type { S3Operation } from "../s3-context.ts";

/** Most buckets of an account, and so of a page. */
const MAX_BUCKETS = 10_000;

/** `ListBuckets`: the buckets of the account that asks. */
export const listBuckets: S3Operation<ListBucketsRequest, ListBucketsOutput> = async (context, input) => {
  const { principal, store } = context;
  if (principal.kind !== "account") throw accessDenied();
  const {
    BucketRegion: region,
    ContinuationToken: token = "",
    MaxBuckets: maximum = MAX_BUCKETS,
    Prefix: prefix,
  } = input;
  if (maximum < 1 || maximum > MAX_BUCKETS) {
    throw invalidArgument(
      "Argument max-buckets must be an integer between 1 and 10000",
      "max-buckets",
      String(maximum),
    );
  }
  if (region !== undefined && !isKnownRegion(region)) {
    throw invalidArgument(`Argument value ${region} is not a valid AWS Region`, "bucket-region");
  }
  const documents = await store.list<BucketRecord>(BUCKETS, {
    ...(prefix === undefined ? {} : { prefix }),
    ...(token === "" ? {} : { after: decodeToken(token) }),
  });
  const { accountId } = principal.account;
  const own = documents
    .map(({ value }) => value)
    .filter((bucket) => bucket.ownerAccountId === accountId)
    .filter((bucket) => region === undefined || bucket.region === region);
  const page = own.slice(0, maximum);
  const isPaged = input.MaxBuckets !== undefined || region !== undefined || prefix !== undefined;
  return {
    Buckets: page.map((bucket) => ({
      Name: bucket.name,
      CreationDate: wholeSeconds(bucket.createdMs),
      ...(isPaged ? { BucketRegion: bucket.region } : {}),
    })),
    Owner: toWireOwner(accountOwner(principal.account)),
    ...(prefix === undefined ? {} : { Prefix: prefix }),
    ...(own.length > page.length ? { ContinuationToken: encodeToken(page.at(-1)?.name ?? "") } : {}),
  };
};
