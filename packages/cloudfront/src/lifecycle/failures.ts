import type { DistributionKind } from "../distribution-record.ts";
import type { CloudFrontErrorCode } from "../errors.ts";
import type { CloudFrontLimits } from "../limits.ts";

/** The two kinds of distribution fail alike, under different names. */
export interface KindFailures {
  readonly notFound: CloudFrontErrorCode;
  readonly alreadyExists: CloudFrontErrorCode;
  readonly notDisabled: CloudFrontErrorCode;
  readonly tooMany: CloudFrontErrorCode;
  readonly tooManyAliases: CloudFrontErrorCode;
  readonly limit: keyof CloudFrontLimits;
}

export const FAILURES: Readonly<Record<DistributionKind, KindFailures>> = {
  streaming: {
    notFound: "NoSuchStreamingDistribution",
    alreadyExists: "StreamingDistributionAlreadyExists",
    notDisabled: "StreamingDistributionNotDisabled",
    tooMany: "TooManyStreamingDistributions",
    tooManyAliases: "TooManyStreamingDistributionCNAMEs",
    limit: "streamingDistributions",
  },
  web: {
    notFound: "NoSuchDistribution",
    alreadyExists: "DistributionAlreadyExists",
    notDisabled: "DistributionNotDisabled",
    tooMany: "TooManyDistributions",
    tooManyAliases: "TooManyDistributionCNAMEs",
    limit: "webDistributions",
  },
};
