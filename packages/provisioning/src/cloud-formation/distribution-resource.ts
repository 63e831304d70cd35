import type { DistributionConfig, StreamingDistributionConfig, Tag } from "@aws-sdk/client-cloudfront";
import { SiteError } from "../errors.ts";
import { fromProperties, toProperties } from "./convert.ts";
import type { Layout, Members } from "./layout.ts";
import { toMembers } from "./members.ts";
import { STREAMING_LAYOUT } from "./streaming-layout.ts";
import { WEB_LAYOUT } from "./web-layout.ts";

/** A distribution as the API has it. */
export type ApiDistribution =
  | {
      readonly kind: "streaming";
      readonly config: StreamingDistributionConfig;
      readonly tags?: readonly Tag[];
    }
  | { readonly kind: "web"; readonly config: DistributionConfig; readonly tags?: readonly Tag[] };

/** A distribution as a CloudFormation template has it. */
export interface DistributionResource {
  readonly Type: "AWS::CloudFront::StreamingDistribution" | "AWS::CloudFront::Distribution";
  readonly Properties: Members;
}

const KINDS = {
  streaming: {
    type: "AWS::CloudFront::StreamingDistribution",
    config: "StreamingDistributionConfig",
    layout: STREAMING_LAYOUT,
  },
  web: { type: "AWS::CloudFront::Distribution", config: "DistributionConfig", layout: WEB_LAYOUT },
} as const satisfies Record<string, { type: string; config: string; layout: Layout }>;

/**
 * The resource of a distribution. The CallerReference is left out (CloudFormation makes its own), and so is what is
 * empty or disabled and means that by its absence.
 *
 * @throws SiteError `ERR_SITE_MIGRATION_SOURCE` for members that CloudFormation has no property for
 */
export function toCloudFormation({ kind, config, tags = [] }: ApiDistribution): DistributionResource {
  const { type, config: name, layout } = KINDS[kind];
  const { CallerReference: _, ...rest } = config;
  return {
    Type: type,
    Properties: {
      [name]: toProperties(rest, layout, name),
      ...(tags.length === 0 ? {} : { Tags: tags }),
    },
  };
}

/**
 * The distribution of a resource, ready for CreateStreamingDistribution or CreateDistribution.
 *
 * @param callerReference CloudFormation has none
 * @throws SiteError `ERR_SITE_MIGRATION_SOURCE` for other types, unknown properties and intrinsic functions
 */
export function fromCloudFormation(
  resource: { readonly Type?: unknown; readonly Properties?: unknown },
  callerReference: string,
): ApiDistribution {
  const { Type: type, Properties: properties } = resource;
  const kind = type === KINDS.streaming.type ? "streaming" : type === KINDS.web.type ? "web" : undefined;
  if (kind === undefined) {
    const types = `${KINDS.streaming.type} or ${KINDS.web.type}`;
    throw new SiteError("ERR_SITE_MIGRATION_SOURCE", `the type is ${JSON.stringify(type)}: give ${types}`);
  }
  const { config: name, layout } = KINDS[kind];
  const { [name]: described, Tags: tags } = toMembers(properties, "Properties");
  const config = {
    CallerReference: callerReference,
    ...fromProperties(toMembers(described, name), layout, name),
  };
  return {
    kind,
    // The layout has the members of one or the other.
    config: config as unknown as StreamingDistributionConfig & DistributionConfig,
    ...(tags === undefined ? {} : { tags: readTags(tags) }),
  };
}

function readTags(value: unknown): readonly Tag[] {
  const { Tags: tags } = fromProperties({ Tags: value }, TAGS, "Properties");
  return (tags as { readonly Items?: readonly Tag[] }).Items ?? [];
}

const TAGS: Layout = { Tags: { kind: "list", item: { Key: { kind: "text" }, Value: { kind: "text" } } } };
