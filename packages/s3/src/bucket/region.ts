import { authorizationRegionWrong, illegalLocationConstraint, invalidLocationConstraint } from "../errors.ts";

/** Where buckets without a location constraint are. */
export const DEFAULT_REGION = "us-east-1";

const REGION =
  /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d$/;

/** Tools that know no regions sign for `US`, `auto` or a word of their own: those are no regions. */
export function isRegion(name: string): boolean {
  return REGION.test(name);
}

/** Source: AWS general reference, S3 endpoints, 2026. Buckets are made in others of their form too. */
const KNOWN_REGIONS: ReadonlySet<string> = new Set(
  `af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1
  ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1
  cn-north-1 cn-northwest-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3
  il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-gov-east-1 us-gov-west-1 us-west-1
  us-west-2`.split(/\s+/),
);

/** Whether the region can be asked for. */
export function isKnownRegion(name: string): boolean {
  return KNOWN_REGIONS.has(name);
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
