import { authorizationRegionWrong, illegalLocationConstraint, invalidLocationConstraint } from "../errors.ts";

/** Where buckets without a location constraint are. */
export const DEFAULT_REGION = "us-east-1";

const REGION =
  /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d$/;

/** Tools that know no regions sign for `US`, `auto` or a word of their own: those are no regions. */
export function isRegion(name: string): boolean {
  return REGION.test(name);
}

/**
 * The region of a new bucket. An endpoint of a region makes buckets in that region only; us-east-1 also makes them
 * elsewhere. `EU` is the old name of eu-west-1.
 *
 * @param endpointRegion the region the request was signed for
 */
export function regionOfNewBucket(constraint: string | undefined, endpointRegion: string): string {
  if (endpointRegion === "aws-global") throw authorizationRegionWrong(endpointRegion, DEFAULT_REGION);
  if (endpointRegion === DEFAULT_REGION || !isRegion(endpointRegion)) {
    if (constraint === undefined || constraint === "") return DEFAULT_REGION;
    if (constraint === "EU") return "eu-west-1";
    if (constraint === DEFAULT_REGION || !isRegion(constraint)) throw invalidLocationConstraint(constraint);
    return constraint;
  }
  if (constraint === undefined || constraint === "") throw illegalLocationConstraint("unspecified");
  if (constraint === "EU" && endpointRegion === "eu-west-1") return endpointRegion;
  if (constraint !== endpointRegion) throw illegalLocationConstraint(constraint);
  return constraint;
}
