import type { CreateDistributionRequest, CreateDistributionResult } from "@aws-sdk/client-cloudfront";
import { createWeb } from "../distribution/create-web.ts";
import type { Handler } from "../state.ts";

/** `CreateDistribution`, POST /VERSION/distribution: a web distribution. */
export const createDistribution: Handler<CreateDistributionRequest, CreateDistributionResult> = (
  context,
  { DistributionConfig: config },
) => createWeb(context, config, undefined);
