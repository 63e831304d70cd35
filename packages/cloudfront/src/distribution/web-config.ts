import type {
  CacheBehavior,
  DefaultCacheBehavior,
  DistributionConfig,
  Origin,
} from "@aws-sdk/client-cloudfront";

/** Every cache behaviour of a configuration, the default one last: the order of precedence. */
export function behaviorsOf(config: DistributionConfig): readonly (CacheBehavior | DefaultCacheBehavior)[] {
  const fallback = config.DefaultCacheBehavior;
  return [...(config.CacheBehaviors?.Items ?? []), ...(fallback === undefined ? [] : [fallback])];
}

export function originsOf(config: DistributionConfig): readonly Origin[] {
  return config.Origins?.Items ?? [];
}
