import { MANAGED_CACHE_POLICIES } from "./managed-cache-policies.ts";
import { MANAGED_ORIGIN_REQUEST_POLICIES } from "./managed-origin-request-policies.ts";
import { MANAGED_RESPONSE_HEADERS_POLICIES } from "./managed-response-headers-policies.ts";

/**
 * Policies that the service brings along, in every account under the same ids.
 *
 * Source: developer guide, "Use managed cache policies", "… origin request policies", "… response headers policies"
 * (read 2024).
 */
export function isManagedCachePolicy(id: string): boolean {
  return MANAGED_CACHE_POLICIES.has(id);
}

export function isManagedOriginRequestPolicy(id: string): boolean {
  return MANAGED_ORIGIN_REQUEST_POLICIES.has(id);
}

export function isManagedResponseHeadersPolicy(id: string): boolean {
  return MANAGED_RESPONSE_HEADERS_POLICIES.has(id);
}
