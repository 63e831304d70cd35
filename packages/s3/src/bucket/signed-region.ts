import type { OperationContext } from "@oxbow/aws-protocol";
import { authorizationRegionWrong, credentialRegionWrong, permanentRedirect } from "../errors.ts";
import type { BucketRecord } from "./bucket-record.ts";
import { isRegion } from "./region.ts";

/** What a request says about the region it is for. Without it nothing is checked. */
export type SignedRegion = Partial<Pick<OperationContext, "verifiedRegion" | "isVirtualHosted" | "request">>;

/**
 * One endpoint stands for those of all regions here; what a verified signature was made for tells which one is meant.
 * Path style, a bucket of elsewhere is pointed to; where the Host names the bucket, the name leads to its region and
 * the signature is wrong. Either way the answer says which region it is, so that SDKs can begin again.
 *
 * @throws ServiceError PermanentRedirect, AuthorizationHeaderMalformed, AuthorizationQueryParametersError
 */
export function checkSignedRegion(
  { verifiedRegion, isVirtualHosted, request }: SignedRegion,
  { name, region }: BucketRecord,
): void {
  if (verifiedRegion === undefined || verifiedRegion === region || !isRegion(verifiedRegion)) return;
  if (isVirtualHosted !== true) throw permanentRedirect(name, region);
  throw request?.headers.authorization === undefined
    ? credentialRegionWrong(verifiedRegion, region)
    : authorizationRegionWrong(verifiedRegion, region);
}
