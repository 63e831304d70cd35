import { GetBucketOwnershipControlsCommand, GetPublicAccessBlockCommand } from "@aws-sdk/client-s3";
import type { SiteClients } from "../clients.ts";
import { SiteError } from "../errors.ts";
import { isServiceError } from "./service-error.ts";

const REMEDY =
  'write access: "origin-access-identity" in the site file, or set the bucket\'s Object Ownership to BucketOwnerPreferred and turn off its Block Public Access';

/**
 * Makes sure, before anything is uploaded, that objects of this bucket can be made public one by one. Buckets made
 * since April 2023 do not let them unless they are told to.
 *
 * @throws SiteError `ERR_SITE_ACLS_REFUSED`
 */
export async function requirePublicAcls(clients: SiteClients, bucket: string): Promise<void> {
  const obstacle = await findObstacle(clients, bucket);
  if (obstacle === undefined) return;
  throw new SiteError(
    "ERR_SITE_ACLS_REFUSED",
    `the bucket ${bucket} has ${obstacle}, so its objects cannot be made public one by one: ${REMEDY}`,
  );
}

async function findObstacle({ s3 }: SiteClients, bucket: string): Promise<string | undefined> {
  const ownership = await orUndefined(
    s3.send(new GetBucketOwnershipControlsCommand({ Bucket: bucket })),
    "OwnershipControlsNotFoundError",
  );
  if (
    ownership?.OwnershipControls?.Rules?.some(
      ({ ObjectOwnership }) => ObjectOwnership === "BucketOwnerEnforced",
    )
  )
    return "Object Ownership BucketOwnerEnforced and refuses ACLs";
  const access = await orUndefined(
    s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket })),
    "NoSuchPublicAccessBlockConfiguration",
  );
  const { BlockPublicAcls, IgnorePublicAcls } = access?.PublicAccessBlockConfiguration ?? {};
  if (BlockPublicAcls) return "Block Public Access (BlockPublicAcls)";
  return IgnorePublicAcls ? "Block Public Access (IgnorePublicAcls)" : undefined;
}

/** Not being configured is no obstacle, nor is not being allowed to look: the upload tells then. */
async function orUndefined<Output>(answer: Promise<Output>, absent: string): Promise<Output | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isServiceError(error, absent) || isServiceError(error, 403) || isServiceError(error, 501))
      return undefined;
    throw error;
  }
}

/** @returns a refusal of ACLs as an error that says what to do, every other error as it is */
export function explainAclRefusal(
  error: unknown,
  bucket: string,
  consequence: string = `so its objects cannot be made public one by one: ${REMEDY}`,
): unknown {
  if (!isServiceError(error, "AccessControlListNotSupported")) return error;
  return new SiteError(
    "ERR_SITE_ACLS_REFUSED",
    `the bucket ${bucket} refuses ACLs (Object Ownership is BucketOwnerEnforced), ${consequence}`,
    { cause: error },
  );
}
