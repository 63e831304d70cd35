const REFERENCE_PREFIX = "origin-access-identity/cloudfront/";

/** How distributions name an identity: `origin-access-identity/cloudfront/E74FTE3AJFJ256A`. */
export function identityReference(id: string): string {
  return REFERENCE_PREFIX + id;
}

/** The id in a reference; `undefined` when it is empty (no identity) or is no reference at all. */
export function identityIdOf(reference: string | undefined): string | undefined {
  if (reference === undefined || !reference.startsWith(REFERENCE_PREFIX)) return undefined;
  return reference.slice(REFERENCE_PREFIX.length) || undefined;
}
