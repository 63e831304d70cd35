import type { StreamingSite } from "./streaming-site.ts";

/**
 * CallerReference of a resource of the site: the same in every run, so that a run that was cut off after a create
 * finds what it made. `generation` counts up when the reference of a deleted one is refused.
 */
export function callerReference(
  site: StreamingSite,
  resource: "web" | "streaming" | "identity",
  generation = 1,
): string {
  return generation === 1 ? `oxbow-${site.name}-${resource}` : `oxbow-${site.name}-${resource}-${generation}`;
}

/** Whether `reference` is one that {@link callerReference} makes, whatever its generation. */
export function isCallerReference(
  site: StreamingSite,
  resource: "web" | "streaming" | "identity",
  reference: string,
): boolean {
  const first = callerReference(site, resource);
  return (
    reference === first ||
    (reference.startsWith(`${first}-`) && /^\d+$/.test(reference.slice(first.length + 1)))
  );
}

/** The host name of a bucket as the origin of a distribution. */
export function originDomainName(bucket: string, region: string): string {
  return region === "us-east-1" ? `${bucket}.s3.amazonaws.com` : `${bucket}.s3.${region}.amazonaws.com`;
}
