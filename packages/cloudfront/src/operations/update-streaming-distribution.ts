import type {
  UpdateStreamingDistributionRequest,
  UpdateStreamingDistributionResult,
} from "@aws-sdk/client-cloudfront";
import { checkStreamingExpressible } from "../dialects/expressible.ts";
import { cloudFrontError } from "../errors.ts";
import { checkIfMatch } from "../if-match.ts";
import { findDistribution } from "../lifecycle/find-distribution.ts";
import { replaceConfiguration } from "../lifecycle/replace-configuration.ts";
import { itemsOf } from "../quantities.ts";
import { required } from "../required.ts";
import type { Handler } from "../state.ts";
import { acceptStreamingConfiguration } from "../streaming-distribution/accept-configuration.ts";
import { toStreamingDistribution } from "../streaming-distribution/streaming-output.ts";

/**
 * `UpdateStreamingDistribution`, PUT /VERSION/streaming-distribution/ID/config.
 *
 * Fidelity: the bucket and the CallerReference can't be changed; everything else can.
 */
export const updateStreamingDistribution: Handler<
  UpdateStreamingDistributionRequest,
  UpdateStreamingDistributionResult
> = async (context, { Id, IfMatch, StreamingDistributionConfig: input }) => {
  const document = await findDistribution(context, "streaming", required(Id, "id"));
  const current = document.value;
  checkIfMatch(IfMatch, current.etag);
  checkStreamingExpressible(context.apiVersion, current.config);
  const config = await acceptStreamingConfiguration(context, input);
  const isSame =
    config.CallerReference === current.config.CallerReference &&
    config.S3Origin.DomainName === current.config.S3Origin.DomainName;
  if (!isSame) throw cloudFrontError("IllegalUpdate");

  const record = await replaceConfiguration(context, {
    kind: "streaming",
    document,
    config,
    aliasesBefore: itemsOf("Aliases", current.config.Aliases),
    aliases: itemsOf("Aliases", config.Aliases),
  });
  return { StreamingDistribution: toStreamingDistribution(context, record), ETag: record.etag };
};
