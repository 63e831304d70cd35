import type { IncomingHttpHeaders } from "node:http";
import type { WebEdgeCors } from "../../ports.ts";

/** Response headers that a response-headers policy adds for a request from `origin`; none for another origin. */
export function corsHeaders(
  cors: WebEdgeCors | undefined,
  headers: IncomingHttpHeaders,
): Readonly<Record<string, string>> {
  const { origin } = headers;
  if (cors === undefined || origin === undefined) return {};
  const isAny = cors.allowOrigins.includes("*");
  if (!isAny && !cors.allowOrigins.some((allowed) => matchesOrigin(allowed, origin))) return {};
  const isPreflight = headers["access-control-request-method"] !== undefined;
  return {
    "access-control-allow-origin": isAny && !cors.allowCredentials ? "*" : origin,
    ...(isAny ? {} : { vary: "Origin" }),
    ...(cors.allowCredentials ? { "access-control-allow-credentials": "true" } : {}),
    ...(isPreflight
      ? {
          "access-control-allow-methods": list(cors.allowMethods),
          "access-control-allow-headers": list(cors.allowHeaders),
          "access-control-max-age": String(cors.maxAgeSeconds),
        }
      : listed("access-control-expose-headers", cors.exposeHeaders)),
  };
}

/** `https://*.example.com` allows every subdomain. */
function matchesOrigin(allowed: string, origin: string): boolean {
  const [before = "", after, ...more] = allowed.split("*");
  if (after === undefined || more.length > 0) return allowed === origin;
  return origin.length > allowed.length - 1 && origin.startsWith(before) && origin.endsWith(after);
}

function list(values: readonly string[]): string {
  return values.includes("ALL") ? "GET, HEAD, OPTIONS, PUT, PATCH, POST, DELETE" : values.join(", ");
}

function listed(name: string, values: readonly string[]): Readonly<Record<string, string>> {
  return values.length === 0 ? {} : { [name]: values.join(", ") };
}
