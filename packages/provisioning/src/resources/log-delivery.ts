import { GetBucketAclCommand, type Grant, PutBucketAclCommand } from "@aws-sdk/client-s3";
import type { SiteClients } from "../clients.ts";
import { explainAclRefusal } from "./public-access.ts";

/**
 * Canonical user id of `awslogsdelivery`, the account that writes CloudFront's access logs.
 *
 * Source: CloudFront developer guide, "Permissions required to configure standard logging".
 */
export const LOG_DELIVERY_ID = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0";

/** Whether the log delivery has FULL_CONTROL of the bucket. */
export async function grantsLogDelivery({ s3 }: SiteClients, bucket: string): Promise<boolean> {
  const { Grants } = await s3.send(new GetBucketAclCommand({ Bucket: bucket }));
  return isGranted(Grants);
}

/** Adds FULL_CONTROL for the log delivery; what others were granted stays. @throws SiteError `ERR_SITE_ACLS_REFUSED` */
export async function grantLogDelivery({ s3 }: SiteClients, bucket: string): Promise<void> {
  const { Grants = [], Owner } = await s3.send(new GetBucketAclCommand({ Bucket: bucket }));
  if (isGranted(Grants)) return;
  const grant: Grant = {
    Grantee: { Type: "CanonicalUser", ID: LOG_DELIVERY_ID },
    Permission: "FULL_CONTROL",
  };
  await s3
    .send(
      new PutBucketAclCommand({ Bucket: bucket, AccessControlPolicy: { Owner, Grants: [...Grants, grant] } }),
    )
    .catch((error: unknown) => {
      throw explainAclRefusal(
        error,
        bucket,
        "so the log delivery cannot be let in: name a bucket for the logs whose Object Ownership is BucketOwnerPreferred",
      );
    });
}

function isGranted(grants: readonly Grant[] = []): boolean {
  return grants.some(
    ({ Grantee, Permission }) => Grantee?.ID === LOG_DELIVERY_ID && Permission === "FULL_CONTROL",
  );
}
