import { PlayerError } from "../player-error.ts";
import { isMixedContent } from "./mixed-content.ts";

/**
 * Finds out why a `fetch` gave nothing but "Failed to fetch". Browsers hide the reason from scripts, so the
 * causes are told apart one by one: what the page itself forbids, what the browser forbids, then CORS or silence.
 */
export async function explainFailure(url: string, cause: unknown, violation?: string): Promise<PlayerError> {
  if (violation !== undefined) return new PlayerError("ERR_PLAYER_CSP", violation, cause);
  const target = new URL(url, document.baseURI);
  if (isMixedContent(location.protocol, target))
    return new PlayerError("ERR_PLAYER_MIXED_CONTENT", url, cause);
  if (await isLocalNetworkDenied(target))
    return new PlayerError("ERR_PLAYER_LOCAL_NETWORK", target.host, cause);
  // An opaque answer is still an answer: the server is there and merely gives no leave to read.
  try {
    const probe = new AbortController();
    await fetch(target, { mode: "no-cors", signal: probe.signal });
    probe.abort();
    return new PlayerError("ERR_PLAYER_CORS", target.origin, cause);
  } catch (error) {
    return new PlayerError("ERR_PLAYER_UNREACHABLE", target.origin, error);
  }
}

/** Names under which browsers keep the permission: one at first, two since it was divided. */
const PERMISSIONS = ["loopback-network", "local-network", "local-network-access"];

async function isLocalNetworkDenied(target: URL): Promise<boolean> {
  if (target.host === location.host || navigator.permissions === undefined) return false;
  const isLoopback = /^(?:localhost|.*\.localhost|127\..*|\[::1\])$/.test(target.hostname);
  const isPrivate = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)|\.local$/.test(
    target.hostname,
  );
  if (!isLoopback && !isPrivate) return false;
  for (const name of PERMISSIONS) {
    if (isPrivate && name === "loopback-network") continue;
    try {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      if (state === "denied") return true;
    } catch {
      // This browser has no permission of that name.
    }
  }
  return false;
}

/** The error of an HTTP status that is not a success. */
export function errorOfStatus({ status, statusText }: Response): PlayerError {
  const detail = `${status} ${statusText}`.trim();
  if (status === 404 || status === 410) return new PlayerError("ERR_PLAYER_NOT_FOUND", detail);
  if (status === 401 || status === 403) return new PlayerError("ERR_PLAYER_FORBIDDEN", detail);
  return new PlayerError("ERR_PLAYER_HTTP_STATUS", detail);
}
