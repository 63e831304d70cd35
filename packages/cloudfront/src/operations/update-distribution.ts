import type { UpdateDistributionRequest, UpdateDistributionResult } from "@aws-sdk/client-cloudfront";
import { checkWebExpressible } from "../dialects/expressible.ts";
import { acceptConfiguration } from "../distribution/accept-configuration.ts";
import { toDistribution } from "../distribution/distribution-output.ts";
import { cloudFrontError } from "../errors.ts";
import { checkIfMatch } from "../if-match.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { replaceConfiguration } from "../lifecycle/replace-configuration.ts";
import { itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";

/** `UpdateDistribution`, PUT /VERSION/distribution/ID/config: everything but the CallerReference may change. */
export const updateDistribution: Handler<UpdateDistributionRequest, UpdateDistributionResult> = async (
  context,
  { Id, IfMatch, DistributionConfig: input },
) => {
  const document = await findDistribution(context, "web", required(Id, "id"));
  const current = document.value;
  checkIfMatch(IfMatch, current.etag);
  checkWebExpressible(context.apiVersion, current.config);
  const config = await acceptConfiguration(context, input);
  if (config.CallerReference !== current.config.CallerReference) throw cloudFrontError("IllegalUpdate");

  const record = await replaceConfiguration(context, {
    kind: "web",
    document,
    config,
    aliasesBefore: itemsOf("Aliases", current.config.Aliases),
    aliases: itemsOf("Aliases", config.Aliases),
  });
  return { Distribution: await toDistribution(context, record), ETag: record.etag };
};
