import type { IncomingHttpHeaders } from "node:http";

/**
 * Which web pages may talk to the APIs from a browser: none, unless the host names them (the demo's console does).
 * The admin API besides refuses a Host it was not reached by, so that a page of the Internet cannot rebind its own
 * name to this machine.
 */
export interface ConsoleAccess {
  /** Whether this Origin is the console's. */
  readonly isConsole: (origin: string) => boolean;
}

export const NO_CONSOLE: ConsoleAccess = { isConsole: () => false };

/** Pages on the edge's own host names, on the port the edge listens on. */
export function consoleOnEdge(edgePort: number): ConsoleAccess {
  return {
    isConsole: (origin) => {
      const { hostname, port, protocol } = parseOrigin(origin) ?? {};
      return (
        protocol === "http:" && port === String(edgePort) && hostname !== undefined && isThisMachine(hostname)
      );
    },
  };
}

/** CORS headers for an answer to the console; `undefined` for everybody else. */
export function consoleCors(
  access: ConsoleAccess,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string>> | undefined {
  const { origin } = headers;
  if (typeof origin !== "string" || !access.isConsole(origin)) return undefined;
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "GET, HEAD, PUT, POST, DELETE",
    "access-control-allow-headers": String(headers["access-control-request-headers"] ?? "*"),
    "access-control-expose-headers": "*, ETag, Location, x-amz-request-id, x-amzn-requestid",
    "access-control-max-age": "600",
    vary: "origin",
  };
}

/** Why an admin request is refused; `undefined` when it is not. */
export function adminRefusal(
  access: ConsoleAccess,
  headers: IncomingHttpHeaders,
  listenHost: string,
): string | undefined {
  const host = hostnameOf(headers.host ?? "");
  if (!isThisMachine(host) && host !== listenHost) {
    return `the admin API does not answer to the host name "${host}": use 127.0.0.1 or localhost`;
  }
  const { origin } = headers;
  if (origin === undefined || access.isConsole(origin)) return undefined;
  // A page that this server itself served would be same-origin.
  if (parseOrigin(origin)?.host === headers.host) return undefined;
  return `the admin API does not answer to pages of ${origin}: start with --demo to use the console`;
}

const isThisMachine = (hostname: string): boolean =>
  hostname === "localhost" ||
  hostname.endsWith(".localhost") ||
  /^127(\.\d{1,3}){3}$/.test(hostname) ||
  hostname === "[::1]";

const hostnameOf = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

function parseOrigin(origin: string): URL | undefined {
  return URL.parse(origin) ?? undefined;
}
